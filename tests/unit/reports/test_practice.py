"""Invented answers: mixed as real ones are, through the real rule, and the same every time."""

import subprocess
import sys

import pytest

from kit.load import load_book
from kit.model import ResponseShape
from kit.reports import practice_report
from kit.reports.practice import PEOPLE, invented_ballots
from tests.e2e.building import REPOSITORY

BOOK = load_book(REPOSITORY)


def _shapes() -> dict[str, ResponseShape]:
    assert BOOK.platform
    found = {
        exercise_id: BOOK.kinds[entry.value.kind].response(entry.value, BOOK.platform.value)
        for exercise_id, entry in BOOK.exercises.items()
    }
    return {exercise_id: shape for exercise_id, shape in found.items() if shape}


SHAPES = _shapes()


@pytest.mark.parametrize("exercise_id", sorted(SHAPES))
def test_one_dimension_is_hard_one_is_good_and_all_are_shown(exercise_id: str) -> None:
    shape = SHAPES[exercise_id]
    report = practice_report(exercise_id, "Title", shape, "nb")
    means = [report.unit.scores[each.id].mean for each in shape.dimensions]
    middle = (shape.scale.minimum + shape.scale.maximum) / 2
    assert min(means) < middle - 0.5
    assert max(means) > middle + 0.8
    assert report.unit.included == PEOPLE
    assert report == practice_report(exercise_id, "Title", shape, "nb")


def test_ballots_are_such_as_a_form_sends_with_answers_left_out_and_people_who_differ() -> None:
    shape = SHAPES["learn/where-we-stand"]
    ballots = invented_ballots(shape)
    assert len(set(ballots)) > PEOPLE / 2
    places = {place for ballot in ballots for place in ballot}
    assert places == set(range(len(shape.scale.categories) + 1))
    assert {len(ballot) for ballot in ballots} == {len(shape.items)}


def test_a_build_that_makes_it_loads_no_database_and_nothing_that_opens_answers() -> None:
    code = "import sys, kit.reports; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "kit.reports.practice" in loaded.stdout.split()
    assert not {"kit.ballots", "kit.storage", "sqlalchemy", "nacl"} & set(loaded.stdout.split())
