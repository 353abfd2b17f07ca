"""What one keeps: workbook, handbook and the platform's core."""

from collections.abc import Callable

import pytest
from pypdf import PdfReader

from kit.printing.booklets import CORE_PAGES
from kit.printing.edition import Edition
from tests.paper import bookmarks, fields, tags, words

Print = Callable[[str], PdfReader]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_core_has_no_more_pages_than_was_promised(language: str, print_sheet: Print) -> None:
    pdf = print_sheet(f"{language}/core.pdf")
    assert len(pdf.pages) <= CORE_PAGES
    # The mark of the book's own words is drawn, and said.
    assert "◇" not in words(pdf)


def test_the_core_has_all_areas_and_what_is_asked(
    edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    platform, pdf = edition("nb").platform, print_sheet("nb/core.pdf")
    assert {area.name for area in platform.focus_areas} <= {*bookmarks(pdf)}
    said = words(pdf)
    aims = [aim.text for area in platform.focus_areas for aim in area.aims]
    assert [aim for aim in aims if " ".join(aim.split()) not in said] == []


@pytest.mark.slow
def test_the_workbook_has_what_one_does_alone_with_fields_that_meet_no_other(
    edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    pdf = print_sheet("nb/workbook.pdf")
    alone = [
        " ".join(each.title.split())
        for each in edition("nb").text.exercises.values()
        if each.kind in {"reflection", "self-assessment"}
    ]
    assert len(alone) > 10
    assert [title for title in alone if title not in bookmarks(pdf)] == []
    assert fields(pdf)["dare/room-and-courage.say-ideas"] == "Jeg sier ideene mine høyt på jobb."
    assert tags(pdf)["H1"] == 1


@pytest.mark.slow
def test_the_handbook_has_every_meeting_with_its_programme(
    edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    pdf = print_sheet("nb/handbook.pdf")
    titles = [" ".join(each.title.split()) for each in edition("nb").text.workshops.values()]
    assert [title for title in titles if title not in bookmarks(pdf)] == []
    assert tags(pdf)["Table"] >= len(titles)
