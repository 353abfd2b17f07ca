"""What a report says, and above all what it never says."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kit.catalogues import LANGUAGES
from kit.reports import Report, as_text
from kit.reports.report import Score
from kit.reports.sentences import (
    about_words,
    changed_words,
    code_words,
    included_words,
    profile_in_words,
    spoken_score,
    too_few_words,
)
from tests.unit.reports.conftest import DEPARTMENT, ROUND, SMALL, TEAM

MakeReport = Callable[..., Report]


def test_how_many_are_not_included_is_never_said() -> None:
    said = included_words(DEPARTMENT, 5, "en")
    assert said == ("41 responses included.", "Fewer than 5 are not included.")


def test_of_answers_whose_key_was_lost_nobody_says_that_they_are_few() -> None:
    said = included_words(DEPARTMENT.model_copy(update={"lost": True}), 5, "en")
    assert len(said) == 2
    assert "the key to them was lost" in said[1]
    assert "Fewer than" not in said[1]


def test_a_unit_whose_key_was_lost_is_not_told_that_it_was_too_small(
    make_report: MakeReport,
) -> None:
    lost = SMALL.model_copy(update={"lost": True})
    said = " ".join(too_few_words(make_report(unit=lost)))
    assert "key" in said
    assert "too few" not in said


def test_nothing_is_said_of_others_where_all_are_included() -> None:
    assert included_words(TEAM, 5, "en") == ("12 responses included.",)


def test_a_room_code_is_said_to_check_nobody(make_report: MakeReport) -> None:
    assert "Nobody checked who answered" in code_words(make_report())


def test_drawn_slips_are_not_said_to_be_unchecked(make_report: MakeReport) -> None:
    slips = make_report(round=ROUND.model_copy(update={"code": "slips"}))
    assert "Nobody checked" not in code_words(slips)


def test_the_number_of_slips_is_said_and_that_nothing_more_is_known(
    make_report: MakeReport,
) -> None:
    unit = TEAM.model_copy(update={"slips": 24, "people": 26})
    report = make_report(round=ROUND.model_copy(update={"code": "slips"}), unit=unit)
    said = "24 were drawn for 26 people; who handed them out to whom is not known."
    assert code_words(report).endswith(said)
    assert said in " ".join(about_words(report))


def test_every_report_says_that_it_is_no_test_and_assesses_nobody(make_report: MakeReport) -> None:
    said = " ".join(about_words(make_report()))
    assert "not a validated test" in said
    assert "must not be used to assess individuals" in said


def test_a_bound_is_said_in_words() -> None:
    assert spoken_score(Score(respondents=6, mean=1.5, bound="<="), "en") == "1.5 or lower"
    assert spoken_score(Score(respondents=6, mean=4.5, bound=">="), "nb") == "4,5 eller høyere"


def test_the_figure_in_words_has_every_score_with_its_n(make_report: MakeReport) -> None:
    said = profile_in_words(make_report())
    assert (
        "We talk about what we learn: Elm Street 3.4 (12 answers), Care, north 3.4 (40 answers)."
        in said
    )
    assert "Elm Street 4.5 or higher (8 answers)" in said
    assert "We try things: too few answers to show, Care, north 1.5 or lower (7 answers)." in said


def test_changed_questions_are_said_and_dated(make_report: MakeReport) -> None:
    said = changed_words(make_report(earlier=(), changed=(date(2025, 3, 1), date(2025, 9, 1))))
    assert "1 September 2025" in said
    assert "not compared" in said


def test_nothing_is_said_of_changes_that_there_were_not(make_report: MakeReport) -> None:
    assert changed_words(make_report()) == ""


def test_too_few_answers_lead_to_a_conversation(make_report: MakeReport) -> None:
    said = " ".join(too_few_words(make_report(unit=SMALL)))
    assert "at least 5 responses" in said
    assert "conversation" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_report_is_in_the_reader_s_language(
    language: str, make_report: MakeReport
) -> None:
    told: dict[str, Any] = {"unit": DEPARTMENT, "parent": None, "below": (TEAM, SMALL)}
    text = as_text(make_report(language=language, **told))
    english = as_text(make_report(language="en", **told))
    assert ("The answers came in" in text) == (language == "en")
    assert ("3,4" in text) == (language != "en")
    own = [*ROUND.purpose.split(), *ROUND.title.split()]
    same = [line for line in text.splitlines() if line in english.splitlines() and line.strip()]
    if language != "en":
        assert not [line for line in same if line.startswith(("Answered", "These", "In a"))], own
