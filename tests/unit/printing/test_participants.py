"""What those who take part have in the hand."""

from collections.abc import Callable

import pytest
from pypdf import PdfReader

from kit.printing.edition import Edition
from tests.paper import answers, fields, tags, words

Print = Callable[[str], PdfReader]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_self_assessment_is_the_two_sides_of_one_sheet(
    language: str, edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    exercises = edition(language).text.exercises.items()
    names = [name for name, exercise in exercises if exercise.kind == "self-assessment"]
    pages = {name: len(print_sheet(f"{language}/exercises/{name}.pdf").pages) for name in names}
    assert pages == dict.fromkeys(names, 2)
    assert len(names) == 5


def test_each_question_has_its_statement_as_its_name(
    edition: Callable[[str], Edition], print_sheet: Print
) -> None:
    pdf = print_sheet("nb/exercises/dare/room-and-courage.pdf")
    exercise = edition("nb").text.exercises["dare/room-and-courage"]
    called = fields(pdf)
    for item in exercise.items:  # type: ignore[attr-defined]
        assert called[f"dare/room-and-courage.{item.id}"] == item.text
    scale = ["Helt uenig", "Ganske uenig", "Både og", "Ganske enig", "Helt enig", "Vet ikke"]
    assert answers(pdf, "dare/room-and-courage.say-ideas") == scale
    assert called["dare/room-and-courage.my-courage.1"] == "Mitt eget mot: Sum"
    assert tags(pdf)["TH"] == 7 + 14 + 4 + 4


def test_a_reflection_has_a_field_for_each_prompt_that_is_written(print_sheet: Print) -> None:
    pdf = print_sheet("nb/exercises/dare/three-rings.pdf")
    assert "Tegn tre ringer på et ark, den ene utenpå den andre." in words(pdf)
    assert "Tegn tre ringer på et ark, den ene utenpå den andre." not in fields(pdf).values()
    assert "Hva vil du gjøre i den innerste ringen denne uka?" in fields(pdf).values()


def test_a_group_exercise_has_a_sheet_to_fill_and_cards_to_cut(print_sheet: Print) -> None:
    pdf = print_sheet("en/exercises/lead/who-can-decide.pdf")
    *_, sheet, cards = (page.extract_text() for page in pdf.pages)
    assert "The leader decides." in sheet
    assert "Somebody asks for three more days." in " ".join(cards.split())
    assert tags(pdf)["TH"] == 4
    assert fields(pdf)["lead/who-can-decide.rung-4"] == "4"


def test_a_workshops_sheet_has_no_room_where_only_the_leader_speaks(print_sheet: Print) -> None:
    pdf = print_sheet("nb/workshops/dare/participants.pdf")
    assert "Velkommen" not in fields(pdf).values()
    assert "Hva trenger vi for å våge?" in fields(pdf).values()
    assert "Denne har et eget ark: Mot og handlingsrom hos oss" in words(pdf)


def test_the_action_sheet_is_one_page_that_can_be_filled_in(print_sheet: Print) -> None:
    pdf = print_sheet("en/action-sheet.pdf")
    assert len(pdf.pages) == 1
    assert fields(pdf)["keep"] == "One thing to keep"
    assert fields(pdf)["measure-1.1"] == "Measure 1: What we do"


def test_each_side_of_a_conversation_prepares_on_a_page_of_its_own(print_sheet: Print) -> None:
    pdf = print_sheet("en/exercises/lead/appraisal.pdf")
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    (employee,) = [
        n for n, page in enumerate(pages) if "What do you need from your leader?" in page
    ]
    (leader,) = [n for n, page in enumerate(pages) if "may the employee decide" in page]
    assert employee != leader
    assert fields(pdf)["lead/appraisal.signed.leader"] == "Leader"
