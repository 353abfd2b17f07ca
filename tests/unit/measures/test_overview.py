"""No figure that HR sees, and no difference of two, is about fewer than five units."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from kit.measures import LEAST_UNITS, Below, Helped, Measure, Status, Totals, overview, totals
from kit.measures.overview import walk
from tests.unit.measures.conftest import agreed


def leaves(parent: str, n: int) -> tuple[Below, ...]:
    return tuple(Below(f"{parent}{number}") for number in range(n))


def one(tree: Below, silent: tuple[str, ...] = ()) -> dict[str, Totals]:
    """Return one agreement with one done measure for each unit without units below it."""
    return {
        unit.id: Totals(1, 1, 1)
        for unit in every(tree)
        if not unit.children and unit.id not in silent
    }


def every(tree: Below) -> list[Below]:
    return [tree, *(unit for child in tree.children for unit in every(child))]


def shown(tree: Below, by_unit: Mapping[str, Totals]) -> dict[str, int]:
    return {unit: found.units for unit, found in overview(tree, by_unit).items()}


def test_five_units_are_shown_and_four_are_not() -> None:
    five, four = Below("d", leaves("d", 5)), Below("d", leaves("d", 4))
    assert shown(five, one(five)) == {"d": 5}
    assert shown(four, one(four)) == {}


def test_one_unit_by_itself_is_never_shown_however_much_it_has_agreed_on() -> None:
    tree = Below("a")
    assert overview(tree, {"a": Totals(1, 40, 20)}) == {}


def test_the_whole_is_not_shown_where_it_would_tell_of_the_few_others() -> None:
    tree = Below("town", (Below("big", leaves("big", 6)), Below("small", leaves("small", 2))))
    assert shown(tree, one(tree)) == {"big": 6}
    tree = Below("town", (Below("big", leaves("big", 6)), Below("other", leaves("other", 5))))
    assert shown(tree, one(tree)) == {"big": 6, "other": 5, "town": 11}


def test_units_that_agreed_on_nothing_do_not_count() -> None:
    tree = Below("d", leaves("d", 6))
    assert shown(tree, one(tree, silent=("d0", "d1"))) == {}


@st.composite
def trees(draw: st.DrawFn, depth: int = 3, name: str = "u") -> Below:
    children = draw(st.integers(0, 4)) if depth else 0
    return Below(name, tuple(draw(trees(depth - 1, f"{name}{n}")) for n in range(children)))


@given(trees(), st.data())
def test_no_sum_or_difference_is_about_fewer_than_five_units(
    tree: Below, data: st.DataObject
) -> None:
    units = [unit.id for unit in every(tree)]
    have = data.draw(st.sets(st.sampled_from(units)))
    found = overview(tree, {unit: Totals(1, 1, 1) for unit in have})
    within = {unit.id: {*walk(unit)} & have for unit in every(tree) if unit.id in found}
    # Published sets are nested or apart, so what is left of one without those inside it is all
    # that sums and differences can single out.
    for unit, inside in within.items():
        rest = set(inside)
        for other, fewer in within.items():
            if other != unit and fewer <= inside and other in {*walk(_find(tree, unit))}:
                rest -= fewer
        assert not rest or len(rest) >= LEAST_UNITS
        assert found[unit].units == len(inside)


def _find(tree: Below, id_: str) -> Below:
    return next(unit for unit in every(tree) if unit.id == id_)


def test_what_came_of_a_units_measures_is_counted() -> None:
    measures = (
        Measure(text="a", status=Status.DONE, helped=Helped.YES),
        Measure(text="b", status=Status.DONE, helped=Helped.NO),
        Measure(text="c", status=Status.DROPPED, reason="x"),
        Measure(text="d"),
    )
    found = totals([agreed(measures=measures), agreed(measures=())])
    assert found == Totals(1, 4, 2, 1, 0, {Helped.YES: 1, Helped.PARTLY: 0, Helped.NO: 1})
    assert totals([agreed(measures=())]) == Totals()
