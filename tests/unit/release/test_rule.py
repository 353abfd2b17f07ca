"""What the release rule shows: sets, numbers, and that nothing else is told by them."""

import cProfile
import json
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import floor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model import ResponseShape
from kit.release import (
    Figures,
    Score,
    Tally,
    Unit,
    pool_up,
    release,
    release_leaf,
    tally,
)
from tests.unit.ballots.chance import (
    Ballots,
    Organisation,
    Vector,
    leaves_of,
    make_organisation,
    make_shape,
)

THREE = make_shape(3)


def tallies_of(ballots: Ballots, shape: ResponseShape) -> dict[str, Tally]:
    return {leaf: tally(found, shape) for leaf, found in ballots.items()}


def released(
    organisation: Organisation, k: int = 5, ballots: Ballots | None = None
) -> dict[str, Figures]:
    found = tallies_of(ballots or organisation.ballots, organisation.shape)
    return release(organisation.tree, found, organisation.shape, k=k, items=True)


def score_of(vectors: list[Vector], shape: ResponseShape = THREE) -> Score:
    figures = release_leaf("u", tally(vectors, shape), shape, k=5, items=False)
    assert figures
    return figures.dimensions["a"]


# --- which responses are included ---------------------------------------------------------------

TEAMS = Unit("all", (Unit("north", (Unit("n1"), Unit("n2"))), Unit("south", (Unit("s1"),))))


def test_a_team_of_k_is_shown_and_a_smaller_one_is_pooled() -> None:
    sets = pool_up(TEAMS, {"n1": 5, "n2": 2, "s1": 4}, 5)
    assert sets == {"n1": {"n1"}, "north": {"n1"}, "all": {"n1", "n2", "s1"}}


def test_what_too_few_sent_is_included_nowhere() -> None:
    assert pool_up(TEAMS, {"n1": 5, "n2": 2, "s1": 2}, 5)["all"] == {"n1"}
    assert pool_up(TEAMS, {"n1": 2, "n2": 1, "s1": 1}, 5) == {}


def test_a_unit_without_responses_and_one_that_is_not_named_count_the_same() -> None:
    assert pool_up(TEAMS, {"n1": 5, "n2": 0}, 5) == pool_up(TEAMS, {"n1": 5}, 5)


def test_k_can_be_raised_and_never_lowered() -> None:
    assert "n1" not in pool_up(TEAMS, {"n1": 5}, 6)
    with pytest.raises(ValueError, match="never below 5"):
        pool_up(TEAMS, {"n1": 5}, 4)
    with pytest.raises(ValueError, match="never below 5"):
        release(TEAMS, {}, THREE, k=4, items=False)


def test_a_tree_in_which_two_units_have_one_id_is_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        pool_up(Unit("all", (Unit("n1"), Unit("n1"))), {}, 5)


@pytest.mark.parametrize("unit", ["north", "elsewhere"])
def test_responses_of_what_is_no_leaf_are_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        pool_up(TEAMS, {unit: 7}, 5)


TREES = st.recursive(
    st.integers(0, 12), lambda below: st.lists(below, min_size=1, max_size=4), max_leaves=12
)


@given(TREES, st.integers(5, 12))
def test_sets_are_laminar_and_add_nobody_or_enough_and_miss_no_unit(drawn: object, k: int) -> None:
    counts: dict[str, int] = {}
    tree = _tree(drawn, "u", counts)
    sets = pool_up(tree, counts, k)
    for a, b in combinations(sets.values(), 2):
        assert a <= b or b <= a or a.isdisjoint(b)
    for unit in tree.leaves_first():
        below = {leaf.id for leaf in leaves_of(unit)}
        included = sets.get(unit.id, frozenset())
        assert included <= below
        assert sum(counts[leaf] for leaf in below - included) < k
        assert (unit.id in sets) == (sum(counts[leaf] for leaf in below) >= k)
        inside = (sets.get(each.id, frozenset()) for each in unit.leaves_first() if each != unit)
        added = sum(counts[leaf] for leaf in included.difference(*inside))
        assert added == 0 or added >= k
    assert sets.keys() >= pool_up(tree, counts, k + 1).keys()


def _tree(drawn: object, name: str, counts: dict[str, int]) -> Unit:
    if isinstance(drawn, int):
        counts[name] = drawn
        return Unit(name)
    assert isinstance(drawn, list)
    return Unit(name, tuple(_tree(each, f"{name}.{n}", counts) for n, each in enumerate(drawn)))


# --- the numbers --------------------------------------------------------------------------------


def test_who_answers_half_of_a_dimension_counts_as_dont_know_on_all_of_it() -> None:
    shape = make_shape(4, 3)
    half, most = (1, 2, 0, 0, 5, 5, 5), (0, 3, 4, 5, 0, 0, 1)
    found = tally([half, most], shape)
    assert found.ballots == 2
    assert found.respondents == {"a": 1, "b": 1}
    assert found.categories["a1"] == (0, 0, 0, 0, 0)
    assert found.categories["a3"] == (0, 0, 0, 1, 0)
    assert found.categories["b3"] == (0, 0, 0, 0, 1)


def test_with_half_allowed_sums_less_items_would_isolate_four_of_sixteen() -> None:
    left, right, everything = (3, 3, 0, 0), (0, 0, 3, 3), (3, 3, 3, 3)
    teams = {
        "l": [left] * 6 + [everything] * 2,
        "r": [right] * 6 + [everything] * 2,
    }
    shape = make_shape(4)
    figures = release(
        Unit("all", (Unit("l"), Unit("r"))), tallies_of(teams, shape), shape, k=5, items=True
    )
    assert figures["all"].included == 16
    assert not any(each.dimensions or each.items for each in figures.values())


def test_a_mean_is_of_all_answers_and_not_of_the_items_means() -> None:
    vectors = [(5, 5, 0)] * 9 + [(1, 1, 1)] * 3
    assert score_of(vectors) == Score(12, 3.7)


def test_an_item_that_speaks_against_its_dimension_is_turned_in_the_mean_only() -> None:
    shape = make_shape(3, turned=frozenset({"a2"}))
    figures = release_leaf("u", tally([(4, 2, 4)] * 10, shape), shape, k=5, items=True)
    assert figures
    assert figures.dimensions["a"].mean == 4.0
    assert figures.items["a2"] == (0, 10, 0, 0, 0)


@pytest.mark.parametrize(
    ("values", "vectors", "mean"),
    [
        # 2.25 and 2.35: one is a binary fraction, the other is not; both are halves.
        ((1, 2, 3, 4), [(2, 2, 2)] * 15 + [(3, 3, 3)] * 5, 2.3),
        ((1, 2, 3, 4), [(2, 2, 2)] * 13 + [(3, 3, 3)] * 7, 2.4),
        ((-2, -1, 0, 1), [(1, 1, 1)] * 5 + [(2, 2, 2)] * 15, -1.2),
        ((0.1, 2.5, 4.7), [(2, 2, 2)] * 10, 2.5),
        ((0.05, 2.05, 4.05), [(2, 2, 2)] * 10, 2.1),
        ((5, 4, 3, 2, 1), [(2, 2, 2)] * 10, 4.0),
    ],
)
def test_a_half_is_rounded_up_exactly(
    values: tuple[float, ...], vectors: list[Vector], mean: float
) -> None:
    assert score_of(vectors, make_shape(3, values=values)) == Score(len(vectors), mean)


@pytest.mark.parametrize(
    ("vectors", "score"),
    [
        ([(1, 1, 1)] * 9, Score(9, 1.5, "<=")),
        ([(5, 5, 5)] * 5, Score(5, 4.5, ">=")),
        ([(1, 1, 2)] * 3 + [(1, 2, 2)] * 3, Score(6, 1.5, "<=")),
        ([(5, 5, 4)] * 3 + [(5, 4, 4)] * 3, Score(6, 4.5, ">=")),
        # 23/15 is 1.5 to one decimal: told like 1.5, else the next digit would show.
        ([(1, 2, 2)] * 3 + [(1, 1, 2)] * 2, Score(5, 1.5, "<=")),
        ([(1, 2, 2)] * 3 + [(2, 1, 2)] * 2, Score(5, 1.7)),
        ([(1, 1, 1)] * 10, Score(10, 1.0)),
    ],
)
def test_below_ten_a_mean_near_an_end_is_told_as_a_bound(
    vectors: list[Vector], score: Score
) -> None:
    assert score_of(vectors) == score


def test_a_bound_is_in_the_values_of_the_scale_however_it_runs() -> None:
    falling = make_shape(3, values=(10, 7.5, 5, 2.5, 0))
    assert score_of([(1, 1, 1)] * 5, falling) == Score(5, 9.5, ">=")
    assert score_of([(5, 5, 5)] * 5, falling) == Score(5, 0.5, "<=")


def test_items_are_shown_only_if_the_round_asked_for_them() -> None:
    found = tally([(1, 2, 3)] * 12, THREE)
    with_items = release_leaf("u", found, THREE, k=5, items=True)
    without = release_leaf("u", found, THREE, k=5, items=False)
    assert with_items
    assert without
    assert set(with_items.items) == {"a1", "a2", "a3"}
    assert without.items == {}
    assert without.dimensions == with_items.dimensions


def test_a_dimension_that_nobody_answered_is_not_there() -> None:
    figures = release_leaf("u", tally([(0, 0, 0)] * 6, THREE), THREE, k=5, items=True)
    assert figures == Figures("u", 6, complete=True)


def test_every_number_is_that_of_the_included_responses() -> None:
    for seed in range(300):
        organisation = make_organisation(seed)
        shape = organisation.shape
        counts = {leaf: len(found) for leaf, found in organisation.ballots.items()}
        sets = pool_up(organisation.tree, counts, 5)
        figures = released(organisation)
        assert figures.keys() == sets.keys()
        for unit, each in figures.items():
            vectors = [v for leaf in sets[unit] for v in organisation.ballots[leaf]]
            assert each.included == len(vectors)
            for name, told in each.dimensions.items():
                assert told == _recount(vectors, shape, name)


def _recount(vectors: list[Vector], shape: ResponseShape, name: str) -> Score:
    places = [n for n, item in enumerate(shape.items) if item.dimension == name]
    rows = [[v[n] for n in places if v[n]] for v in vectors]
    rows = [row for row in rows if len(row) > len(places) - len(row)]
    numbers = [number for row in rows for number in row]
    mean = Fraction(floor(Fraction(sum(numbers) * 10, len(numbers)) + Fraction(1, 2)), 10)
    if len(rows) < 10 and mean <= 1.5:
        return Score(len(rows), 1.5, "<=")
    if len(rows) < 10 and mean >= 4.5:
        return Score(len(rows), 4.5, ">=")
    return Score(len(rows), float(mean))


# --- what the numbers do not tell ---------------------------------------------------------------


def test_complete_says_whether_anything_is_left_out_and_never_how_much() -> None:
    told = set()
    for left_out in range(5):
        ballots = {"n1": [(3, 3, 3)] * 7, "n2": [(1, 1, 1)] * left_out}
        figures = release(TEAMS, tallies_of(ballots, THREE), THREE, k=5, items=True)
        assert figures["north"].complete == (left_out == 0)
        told.add(json.dumps([each.as_json() for each in figures.values()]))
    assert len(told) == 2


def test_nothing_above_a_lost_leaf_is_complete_and_nothing_beside_it_is_touched() -> None:
    ballots = {"n1": [(3, 3, 3)] * 7, "s1": [(2, 2, 2)] * 6}
    tallies = tallies_of(ballots, THREE)
    plain = release(TEAMS, tallies, THREE, k=5, items=True)
    figures = release(TEAMS, tallies, THREE, k=5, items=True, lost={"n2"})
    assert {unit for unit, each in figures.items() if each.lost} == {"north", "all"}
    assert {unit for unit, each in figures.items() if not each.complete} == {"north", "all"}
    for unit, each in figures.items():
        assert each == replace(plain[unit], complete=each.complete, lost=each.lost)
        assert Figures.from_json(each.as_json()) == each


def test_the_answers_of_those_left_out_change_nothing() -> None:
    changed = 0
    for seed in range(400):
        organisation = make_organisation(seed)
        chance = Random(seed)
        counts = {leaf: len(found) for leaf, found in organisation.ballots.items()}
        included = frozenset().union(*pool_up(organisation.tree, counts, 5).values())
        ballots = {
            leaf: found if leaf in included else [_any_vector(chance, organisation) for _ in found]
            for leaf, found in organisation.ballots.items()
        }
        changed += ballots != organisation.ballots
        assert released(organisation, ballots=ballots) == released(organisation)
    assert changed > 50


def test_who_of_a_pool_answered_what_changes_nothing() -> None:
    changed = 0
    for seed in range(400):
        organisation = make_organisation(seed)
        counts = {leaf: len(found) for leaf, found in organisation.ballots.items()}
        sets = pool_up(organisation.tree, counts, 5)
        ballots = dict(organisation.ballots)
        for pool in _never_apart(organisation, sets):
            mixed = [vector for leaf in pool for vector in ballots[leaf]]
            Random(seed).shuffle(mixed)
            for leaf in pool:
                ballots[leaf], mixed = mixed[: counts[leaf]], mixed[counts[leaf] :]
        changed += ballots != organisation.ballots
        assert released(organisation, ballots=ballots) == released(organisation)
    assert changed > 50


def _any_vector(chance: Random, organisation: Organisation) -> Vector:
    return tuple(chance.randint(0, 5) for _ in organisation.shape.items)


def _never_apart(organisation: Organisation, sets: dict[str, frozenset[str]]) -> list[list[str]]:
    pools: dict[frozenset[str], list[str]] = {}
    for leaf in organisation.ballots:
        shown_in = frozenset(unit for unit, leaves in sets.items() if leaf in leaves)
        pools.setdefault(shown_in, []).append(leaf)
    return list(pools.values())


def test_the_order_of_the_ballots_changes_nothing() -> None:
    for seed in range(100):
        organisation = make_organisation(seed)
        turned = {leaf: list(found)[::-1] for leaf, found in organisation.ballots.items()}
        assert released(organisation, ballots=turned) == released(organisation)


# --- early closing ------------------------------------------------------------------------------


def test_leaves_closed_early_in_any_order_show_what_the_round_shows_of_them() -> None:
    early = 0
    for seed in range(400):
        organisation = make_organisation(seed)
        tree, shape, chance = organisation.tree, organisation.shape, Random(seed)
        k = chance.choice((5, 6, 8))
        found = tallies_of(organisation.ballots, shape)
        at_once = release(tree, found, shape, k=k, items=True)
        order = chance.sample(sorted(found), k=len(found))
        closed = order[: chance.randint(0, len(order))]
        shown: dict[str, Figures] = {}
        carried: dict[str, Tally] = {}
        for leaf in closed:
            figures = release_leaf(leaf, found[leaf], shape, k=k, items=True)
            assert (figures is None) == (found[leaf].ballots < k)
            if figures:
                shown[leaf] = figures
                carried[leaf] = Tally.from_json(json.loads(json.dumps(found[leaf].as_json())))
        in_the_end = release(tree, {**found, **carried}, shape, k=k, items=True)
        assert in_the_end == at_once
        assert in_the_end == {**in_the_end, **shown}
        early += len(shown)
    assert early > 200


def test_figures_and_tallies_come_back_from_plain_data() -> None:
    for seed in range(50):
        organisation = make_organisation(seed)
        for each in released(organisation).values():
            assert Figures.from_json(json.loads(json.dumps(each.as_json()))) == each
        for found in tallies_of(organisation.ballots, organisation.shape).values():
            assert Tally.from_json(json.loads(json.dumps(found.as_json()))) == found


# --- size ---------------------------------------------------------------------------------------


def _organisation(districts: int) -> tuple[Unit, dict[str, list[Vector]]]:
    """Return a tree of districts with six teams of six units, and forty ballots for each unit."""
    chance = Random(600)
    teams = [
        Unit(f"t{n}", tuple(Unit(f"l{6 * n + each}") for each in range(6)))
        for n in range(6 * districts)
    ]
    tree = Unit("all", tuple(Unit(f"d{n}", tuple(teams[6 * n :][:6])) for n in range(districts)))
    leaves = [leaf.id for team in teams for leaf in team.children]
    ballots: dict[str, list[Vector]] = {leaf: [] for leaf in leaves}
    for _ in range(40 * len(leaves)):
        ballots[chance.choice(leaves)].append(tuple(chance.choices(range(6), k=25)))
    return tree, ballots


def _work(districts: int) -> int:
    """Return how many functions are called to release an organisation: the same on any machine."""
    shape = make_shape(5, 5, 5, 5, 5)
    tree, ballots = _organisation(districts)
    profile = cProfile.Profile()
    with profile:
        figures = release(tree, tallies_of(ballots, shape), shape, k=5, items=True)
    assert len(figures) == 1 + districts * (1 + 6 + 36)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.slow
def test_twice_as_many_units_and_ballots_are_twice_the_work() -> None:
    assert _work(14) < 2.2 * _work(7)
