"""Each status, fault and reason has its words in every language."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

import pytest

from kit.catalogues import LANGUAGES, strings
from kit.measures import Helped, Measure, SentUp, Status, Unreadable, due
from kit.measures.faults import Fault, Found
from kit.web.measures.measure_words import (
    FAULTS,
    HELPED,
    STATUS,
    UNREADABLE,
    due_words,
    fault_words,
    measure_words,
)
from tests.unit.measures.conftest import TODAY, agreed, asked


@pytest.mark.parametrize(
    ("words", "all_"),
    [(STATUS, Status), (HELPED, Helped), (FAULTS, Fault), (UNREADABLE, Unreadable)],
)
def test_nothing_is_without_words(words: Mapping[StrEnum, str], all_: type[StrEnum]) -> None:
    assert {*words} == {*all_}
    for language in set(LANGUAGES) - {"en"}:
        for text in words.values():
            assert strings(language).gettext(text)


def test_a_fault_says_how_much_fits() -> None:
    assert fault_words(Found("keep", None, Fault.TOO_LONG), "en") == "Write at most 300 characters."
    assert "7" in fault_words(Found("measures", None, Fault.TOO_MANY), "nb")
    assert "fulle navn" in fault_words(Found("responsible", 0), "nb")


def test_how_long_ago_it_was_is_said_in_months_or_as_a_day() -> None:
    late = (Measure(text="x", due=TODAY),)
    (old,) = due([agreed(measures=late)], TODAY + timedelta(days=92))
    assert due_words(old, "nb") == "For 3 måneder siden ble dere enige om:"
    (new,) = due([agreed(measures=late)], TODAY)
    assert due_words(new, "sv") == "Den 2 november 2026 kom ni överens om:"


def test_what_is_said_of_a_measure_fits_its_status() -> None:
    waits = asked()
    assert measure_words(waits, "en") == [
        "Sent up",
        "teamleder",
        "to Helse",
        "answer by 16 November 2026",
    ]
    told = SentUp(to="health", name="Helse", due=TODAY, answered=TODAY, answer="x")
    answered = waits.model_copy(update={"sent_up": told})
    assert "answer by" not in " ".join(measure_words(answered, "en"))
    dropped = Measure(text="x", status=Status.DROPPED, reason="Ny seng", due=TODAY)
    assert measure_words(dropped, "nb") == ["Droppet", "Ny seng"]
    done = Measure(text="x", status=Status.DONE, helped=Helped.PARTLY)
    assert measure_words(done, "en") == ["Done", "Did it help? Partly"]
