"""A link to a heading works for headings of every depth, unless a book says otherwise."""

from typing import Any

import pytest

from kit.sphinxext.pages.headings import link_headings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"myst_heading_anchors": 0}, {"myst_heading_anchors": 6}),
        ({"myst_heading_anchors": None}, {"myst_heading_anchors": 6}),
        ({"myst_heading_anchors": 2}, {"myst_heading_anchors": 2}),
        ({}, {}),
    ],
)
def test_every_heading_has_an_anchor_unless_the_book_says_how_deep(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    link_headings(before)  # type: ignore[arg-type]
    assert before == after
