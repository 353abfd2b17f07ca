"""`make test` draws the same examples every time, and `make test-deep` new ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest import DEEP
from tests.examples import register_profiles

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["default", "ci"])
def _machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Register our profiles as on a machine of one's own, and as where ``CI`` is set."""
    before = settings.get_current_profile_name()
    settings.load_profile(request.param)
    register_profiles()
    yield
    settings.load_profile("default")
    register_profiles()
    settings.load_profile(before)


@pytest.mark.usefixtures("_machine")
def test_examples_are_the_same_in_the_usual_run_and_new_in_the_deep_one_on_every_machine() -> None:
    assert settings.get_profile("kit").derandomize
    assert not settings.get_profile("deep").derandomize


def test_what_make_test_deep_asks_for_is_what_files_are_left_out_by() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f'DEEP := -m "{DEEP}" ' in makefile
