"""What cannot be kept is said all at once; a full name is asked about."""

import pytest

from kit.measures import (
    Helped,
    Measure,
    Origin,
    SentUp,
    Status,
    faults,
    looks_like_a_name,
    questions,
)
from kit.measures.agreement import LENGTHS, MOST_MEASURES
from kit.measures.faults import Fault, Found
from tests.unit.measures.conftest import TODAY, agreed, asked


def test_what_a_team_writes_has_no_fault() -> None:
    assert faults(agreed(measures=(Measure(text="Øve"), asked()))) == ()
    assert faults(agreed(measures=(), word="bedre")) == ()


def test_everything_is_told_at_once_and_where() -> None:
    wrong = agreed(
        keep="x" * (LENGTHS["keep"] + 1),
        origin=Origin(area="en\x00to"),
        measures=(
            Measure(text=""),
            Measure(text="a", status=Status.DROPPED),
            Measure(text="b", status=Status.SENT_UP),
            Measure(text="c", working_environment=True),
            Measure(text="d", helped=Helped.YES),
        ),
    )
    assert set(faults(wrong)) == {
        Found("keep", None, Fault.TOO_LONG),
        Found("area", None, Fault.UNSEEN),
        Found("text", 0, Fault.EMPTY),
        Found("reason", 1, Fault.NO_REASON),
        Found("to", 2, Fault.NOBODY_ASKED),
        Found("answer_due", 2, Fault.NO_ANSWER_DAY),
        Found("risk", 3, Fault.NO_RISK),
        Found("took_part", 3, Fault.NOBODY_TOOK_PART),
        Found("helped", 4, Fault.NOT_DONE),
    }


def test_nothing_written_and_too_much_of_it_are_faults() -> None:
    assert faults(agreed(keep=" ", measures=())) == (Found("keep", None, Fault.EMPTY),)
    many = tuple(Measure(text=str(n)) for n in range(MOST_MEASURES + 1))
    assert faults(agreed(measures=many)) == (Found("measures", None, Fault.TOO_MANY),)
    same = Measure(text="a")
    assert faults(agreed(measures=(same, same))) == (Found("id", 1, Fault.TWICE),)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2066", "\x7f"])
def test_characters_that_nobody_sees_are_refused_and_line_breaks_are_not(character: str) -> None:
    assert Found("keep", None, Fault.UNSEEN) in faults(agreed(keep=f"en{character}to"))
    assert faults(agreed(keep="en\nto\tre")) == ()


def test_an_answer_has_a_length_too() -> None:
    sent = SentUp(to="x", due=TODAY, answer="x" * (LENGTHS["answer"] + 1))
    wrong = agreed(measures=(Measure(text="a", status=Status.SENT_UP, sent_up=sent),))
    assert faults(wrong) == (Found("answer", 0, Fault.TOO_LONG),)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Kari Nordmann", True),
        ("fagleder Kari Nordmann", True),
        ("Per A. Åsen", True),
        ("Anne-Grete Ødegård", True),
        ("KN", False),
        ("Kari", False),
        ("fagleder", False),
        ("Fagleder og verneombud", False),
        ("HR KN", False),
        ("teamleder på kveldsvakt", False),
        ("", False),
    ],
)
def test_a_full_name_is_asked_about_and_a_role_is_not(text: str, *, is_name: bool) -> None:
    assert looks_like_a_name(text) is is_name
    found = questions(agreed(measures=(Measure(text="a", responsible=text),)))
    assert found == ((Found("responsible", 0),) if is_name else ())
    # It is a question, and no reason not to keep it.
    assert faults(agreed(measures=(Measure(text="a", responsible=text),))) == ()
