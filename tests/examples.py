"""Which examples hypothesis draws: the same ones in `make test`, new ones in `make test-deep`."""

from hypothesis import settings


def register_profiles() -> None:
    """Register the profiles ``kit`` and ``deep``, the same whatever profile is in use."""
    # A deadline per example measures the machine, not the code. The same examples every time, so
    # that a change is all that can make a test fail; `make test-deep` looks at new ones, at more.
    settings.register_profile("kit", deadline=None, derandomize=True, max_examples=25)
    # Said although it is the default: where `CI` is set, hypothesis repeats its examples.
    settings.register_profile("deep", deadline=None, derandomize=False, print_blob=True)
