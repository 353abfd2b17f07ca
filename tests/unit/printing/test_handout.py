"""The leader's handout: two pages, with the steps of the chosen variant."""

from collections.abc import Callable

import pytest
from pypdf import PdfReader

from kit.agenda import Choice
from kit.printing.edition import Edition
from kit.printing.handout import PAGES, agenda_of_workshop, handouts, programme_rows
from kit.printing.pdf import laid_out
from tests.paper import bookmarks, tags, words

Print = Callable[[str], PdfReader]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", pytest.param("en", marks=pytest.mark.deep)])
def test_every_variant_of_every_workshop_has_its_two_pages(
    language: str, edition: Callable[[str], Edition]
) -> None:
    text = edition(language)
    found = {}
    for name in text.text.workshops:
        for sheet in handouts(text, name):
            found[sheet.path] = len(laid_out(sheet.settings[-1]()).pages)
    assert len(found) > 50
    assert {path: pages for path, pages in found.items() if pages > PAGES} == {}


@pytest.mark.parametrize("variant", ["", "half-hour", "ninety-minutes"])
def test_it_has_the_steps_of_the_chosen_variant_with_their_minutes(
    variant: str, edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    text = edition("nb")
    planned = Choice(variant).planned(agenda_of_workshop(text, "dare"))
    pdf = print_sheet(f"nb/workshops/dare/handout{variant and '-'}{variant}.pdf")
    said = words(pdf)
    places = [said.find(" ".join(str(each.step.title).split())) for each in planned]
    assert -1 not in places
    assert f"{sum(each.minutes for each in planned)} min" in said
    assert len(pdf.pages) == PAGES


def test_its_parts_have_headings_and_the_programme_is_a_table_with_headers(
    print_sheet: Print,
) -> None:
    pdf = print_sheet("en/workshops/dare/handout.pdf")
    found = tags(pdf)
    assert found["H1"] == 1
    # The programme goes on over the page, and its headers with it.
    assert found["TH"] in {3, 6}
    assert bookmarks(pdf)[:2] == ["A meeting about daring", "Before you begin"]
    assert "Programme" in bookmarks(pdf)


def test_what_is_different_in_a_variant_stands_at_its_step(
    edition: Callable[[str], Edition],
) -> None:
    text = edition("nb")
    agenda = agenda_of_workshop(text, "dare")
    rows = programme_rows(text, "dare", agenda, Choice("on-screen"))
    assert rows[1]["text"] == "I grupperom for to."
    assert [row["start"] for row in rows[:3]] == [0, 3, 8]
    assert [row["exercise"] for row in rows if row["exercise"]] == [
        "Mot og handlingsrom hos oss",
        "To uker på prøve",
    ]
