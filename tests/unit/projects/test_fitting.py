"""An example is fitted to the book that it is put into, and its comments stay."""

from datetime import date

import pytest

from kit.model import Category, Scale
from kit.projects.fitting import fitted
from kit.source import read_bytes

EXAMPLE = """\
schema: 1
owner: Somebody   # who looks after it
review_by: 2020-01-01
scale: agree
dimensions:
- id: us
  feedback:
  - {id: low, from: 1}
  - {id: high, from: 3}
"""


def scale(name: str, low: int, high: int) -> Scale:
    made = [Category(id=f"c{n + 10}", value=n, label=str(n)) for n in range(low, high + 1)]
    return Scale(id=name, categories=tuple(made), dont_know="?")


def fit(text: str, *scales: Scale) -> str:
    return fitted(text, owner="HR", review_by=date(2027, 6, 1), scales=scales, path="a.yml")


def test_owner_and_date_are_the_books_and_comments_stay() -> None:
    found = fit(EXAMPLE, scale("agree", 1, 5))
    assert "owner: HR   # who looks after it" in found
    assert "2027-06-01" in found
    assert "2020" not in found


def test_a_scale_that_the_book_lacks_becomes_its_first_and_bands_share_it() -> None:
    document = read_bytes(
        fit(EXAMPLE, scale("often", 0, 10), scale("other", 1, 5)).encode(), "a.yml"
    ).document
    assert document is not None
    assert document.data["scale"] == "often"
    starts = [band["from"] for band in document.data["dimensions"][0]["feedback"]]
    assert starts == [0, 5]


def test_bands_that_fit_stay_as_they_are_written() -> None:
    assert "{id: high, from: 3}" in fit(EXAMPLE, scale("agree", 1, 5))


@pytest.mark.parametrize("text", ["a: [", "title: Only\n", ""])
def test_an_example_that_lacks_a_key_or_cannot_be_read_stays(text: str) -> None:
    assert fit(text, scale("agree", 1, 5)) == text
