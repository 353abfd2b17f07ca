"""A mean is told to one decimal; near the ends of a scale it is told less exactly."""

import json

import pytest

from kit.release.figures import Figures, Score, score
from kit.release.tally import Tally
from tests.unit.ballots.chance import make_shape


def scored(
    *counts: tuple[int, ...], respondents: int, turned: frozenset[str] = frozenset()
) -> Score:
    shape = make_shape(len(counts), turned=turned)
    items = {f"a{n}": each for n, each in enumerate(counts, 1)}
    return score(shape.dimensions[0], shape, Tally(respondents, {"a": respondents}, items))


def test_a_mean_is_of_all_answers_and_not_of_the_means_of_items() -> None:
    # Nine twos and one four: 2.2, where the mean of the items' means would be 3.
    assert scored((0, 9, 0, 0, 0), (0, 0, 0, 1, 0), respondents=10) == Score(10, 2.2)


def test_a_half_is_rounded_up_as_on_the_readers_own_page() -> None:
    assert scored((0, 3, 1, 0, 0), respondents=12).mean == 2.3
    assert scored((0, 1, 3, 0, 0), respondents=12).mean == 2.8


def test_an_answer_to_a_turned_item_counts_from_the_other_end() -> None:
    straight = scored((1, 0, 0, 3, 0), respondents=12)
    assert scored((0, 3, 0, 0, 1), respondents=12, turned=frozenset({"a1"})) == straight


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((9, 0, 0, 0, 0), Score(9, 1.5, "<=")),
        ((5, 4, 0, 0, 0), Score(9, 1.5, "<=")),
        ((4, 5, 0, 0, 0), Score(9, 1.6)),
        ((0, 0, 0, 5, 4), Score(9, 4.4)),
        ((0, 0, 0, 4, 5), Score(9, 4.5, ">=")),
        ((0, 0, 0, 0, 9), Score(9, 4.5, ">=")),
    ],
)
def test_below_ten_no_mean_near_an_end_is_told_exactly(
    counts: tuple[int, ...], told: Score
) -> None:
    # Exactly at an end it would say what everybody has answered.
    assert scored(counts, respondents=9) == told


def test_from_ten_on_a_mean_at_the_end_is_told() -> None:
    assert scored((10, 0, 0, 0, 0), respondents=10) == Score(10, 1.0)


def test_a_bound_gives_away_no_digit_behind_the_decimal() -> None:
    # 1.54 and 1.46 both stand as 1.5, so that they are told alike.
    assert scored((46, 54, 0, 0, 0), respondents=9) == scored((54, 46, 0, 0, 0), respondents=9)


def test_values_of_a_scale_are_the_decimals_that_the_author_wrote() -> None:
    shape = make_shape(1, values=(0.1, 0.2, 0.3))
    tally = Tally(20, {"a": 20}, {"a1": (10, 10, 0)})
    # 0.15 as binary fractions is a little less, and would be rounded down.
    assert score(shape.dimensions[0], shape, tally) == Score(20, 0.2)


def test_what_is_shown_is_the_same_after_it_was_kept() -> None:
    scores = {"a": Score(9, 1.5, "<="), "b": Score(12, 3.2)}
    figures = Figures("north", 14, False, scores, {"a1": (1, 2, 3)}, lost=True)  # noqa: FBT003
    assert Figures.from_json(json.loads(json.dumps(figures.as_json()))) == figures
