"""What is counted of responses: who skips half of a dimension is not counted on it at all."""

import pytest

from kit.release.tally import Tally, own_items, tally, total
from tests.unit.ballots.chance import make_shape


@pytest.mark.parametrize(
    ("vector", "counted"),
    [((1, 2, 3, 4), 1), ((1, 2, 3, 0), 1), ((1, 2, 0, 0), 0), ((1, 0, 0, 0), 0)],
)
def test_half_of_the_items_is_too_few_to_be_counted(vector: tuple[int, ...], counted: int) -> None:
    found = tally([vector], make_shape(4))
    assert found.ballots == 1
    assert found.respondents == {"a": counted}
    assert sum(map(sum, found.categories.values())) == (counted and 4 - vector.count(0))


def test_who_drops_out_of_one_dimension_still_counts_on_the_other() -> None:
    found = tally([(1, 1, 1, 0, 0, 5)], make_shape(3, 3))
    assert found.respondents == {"a": 1, "b": 0}
    assert found.categories["b3"] == (0, 0, 0, 0, 0)


def test_each_category_is_counted_in_the_order_of_the_scale() -> None:
    found = tally([(1, 1, 1), (1, 2, 5), (3, 0, 5)], make_shape(3))
    assert found.categories == {
        "a1": (2, 0, 1, 0, 0),
        "a2": (1, 1, 0, 0, 0),
        "a3": (1, 0, 0, 0, 2),
    }


def test_sessions_together_count_as_if_they_had_been_one() -> None:
    shape = make_shape(3, 4)
    north = [(1, 2, 3, 1, 1, 1, 1), (1, 0, 0, 2, 2, 2, 0)]
    south = [(5, 5, 5, 0, 0, 4, 4)]
    assert total([tally(north, shape), tally(south, shape)]) == tally(north + south, shape)


def test_a_tally_survives_as_plain_data() -> None:
    found = tally([(1, 2, 3)], make_shape(3))
    assert Tally.from_json(found.as_json()) == found


def test_a_dimension_has_its_own_items_in_ballot_order() -> None:
    shape = make_shape(2, 3)
    assert [item.id for item in own_items(shape, shape.dimensions[1])] == ["b1", "b2", "b3"]
