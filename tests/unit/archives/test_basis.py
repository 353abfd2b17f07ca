"""An archival decision in words."""

from datetime import date

import pytest

from kit.archives.basis import basis_words
from kit.storage import Decision


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, "after 1 month, counted from then;"),
        (24, "after 24 months, counted from then;"),
        (None, "never;"),
    ],
)
def test_it_says_after_how_long_or_never(months: int | None, said: str) -> None:
    made = Decision("Sak 26/1", date(2026, 10, 1), months, date(2026, 11, 2), "hr")
    (words,) = basis_words([made], "en", "counted from then")
    assert words.startswith("Sak 26/1, of 1 October 2026: deleted")
    assert said in words
