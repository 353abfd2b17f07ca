"""What is wrong with a file of units, said to authors in English and to HR in their language."""

from kit.ballots.units.faults import DID_YOU_MEAN, UnitFault, near, shortened
from kit.catalogues import msgid
from kit.errors import Place

FAULT = UnitFault(
    Place("units.csv", 4, 2),
    "wrong-value",
    msgid("'{name}' is a total and no unit"),
    msgid("delete the line"),
    {"name": "Sum totalt"},
)


def test_authors_read_a_fault_with_its_place_in_english() -> None:
    assert str(FAULT.problem()).splitlines() == [
        "units.csv:4:2: wrong-value: 'Sum totalt' is a total and no unit",
        "  hint: delete the line",
    ]


def test_hr_reads_the_same_fault_in_their_language() -> None:
    message, hint = FAULT.in_words("nb")
    assert "Sum totalt" in message
    assert message != FAULT.problem().message
    assert hint not in {None, "delete the line"}


def test_a_value_with_braces_is_shown_and_fills_nothing_in() -> None:
    fault = UnitFault(FAULT.place, FAULT.code, FAULT.message, None, {"name": "{name} {0}"})
    assert fault.in_words("en") == ("'{name} {0}' is a total and no unit", None)


def test_a_long_value_is_cut_to_one_short_line() -> None:
    assert shortened("a\n b") == "a b"
    assert len(shortened("x" * 1000)) <= 40


def test_only_a_known_word_that_is_near_is_suggested() -> None:
    assert near("unnit", ["unit", "name"]) == (DID_YOU_MEAN, {"near": "unit"})
    assert near("colour", ["unit", "name"]) == (None, {})
