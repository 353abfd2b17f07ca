"""What may be compared: the same questions, and nothing else."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from kit.ballots import Collectable, RoundUnit
from kit.catalogues import LANGUAGES
from kit.model import Category, Dimension, Item, ResponseShape, Scale
from kit.reports import Report, as_json, unit_name
from kit.reports.reading import comparable

SCALE = Scale(id="s", categories=(Category(id="a", value=1, label="A"),), dont_know="Don't know")
SHAPE = ResponseShape(
    SCALE, (Dimension(id="d", name="D", about="we"),), (Item(id="i", text="I", dimension="d"),)
)


def version(fingerprint: str, *same_as: str) -> Collectable:
    made = Collectable("learn/x", SHAPE, fingerprint, "en", {}, {})
    return replace(made, same_as=same_as)


def test_the_same_questions_are_compared() -> None:
    assert comparable(version("1"), [version("1"), version("2")]) == {"1"}


def test_a_corrected_spelling_is_compared() -> None:
    assert "1" in comparable(version("2", "1"), [version("1")])


def test_corrections_in_turn_are_compared() -> None:
    assert "1" in comparable(version("3", "2"), [version("1"), version("2", "1")])


def test_a_report_read_again_is_the_same(department: Report) -> None:
    assert Report.model_validate_json(as_json(department)) == department


def test_nothing_else_can_come_into_a_report(department: Report) -> None:
    data = department.model_dump(mode="json")
    data["unit"]["sums"] = {"talk": 41}
    with pytest.raises(ValidationError):
        Report.model_validate(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_directly_at_a_unit_do_not_bear_the_name_of_the_whole(language: str) -> None:
    whole = RoundUnit("care", "town", "Care", None, leaf=False)
    own = RoundUnit("care/own", "care", "Care", 2, leaf=True)
    assert unit_name(whole, language) == "Care"
    assert unit_name(own, language).startswith("Care (")
    english = unit_name(own, "en") == unit_name(own, language)
    assert english == (language == "en")
