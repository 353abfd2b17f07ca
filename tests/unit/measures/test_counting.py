"""Figures are counted when enough is new, and stay as they are in between."""

from datetime import timedelta

from kit.measures import (
    Below,
    Counted,
    Helped,
    Measure,
    Status,
    Totals,
    count_again,
    counts,
    hand_over,
    keep,
)
from kit.measures.keeping import Kept
from tests.unit.measures.conftest import TODAY, Clock, Keeps

UNITS = tuple("abcde")
TREE = Below("town", tuple(map(Below, UNITS)))
DONE = Measure(text="a", status=Status.DONE, helped=Helped.YES)


def change(clock: Clock, kept: Kept) -> Kept:
    done = kept.agreement.model_copy(update={"measures": (DONE,)})
    return keep(clock.store, kept.unit, kept.unit_name, done, kept.revision, "leader")


def test_a_count_stays_until_five_units_have_something_new(clock: Clock, keeps: Keeps) -> None:
    kept = [keeps(unit) for unit in UNITS[:4]]
    assert count_again(clock.store, TREE) == 0
    assert counts(clock.store) == {}
    kept.append(keeps(UNITS[4]))
    assert count_again(clock.store, TREE) == 1
    first = counts(clock.store)
    nobody = dict.fromkeys(Helped, 0)
    assert first == {"town": Counted(Totals(5, 5, 0, 0, 0, nobody), TODAY)}
    clock.today += timedelta(days=1)
    for each in kept[:4]:
        change(clock, each)
    assert count_again(clock.store, TREE) == 0
    assert counts(clock.store) == first
    change(clock, kept[4])
    assert count_again(clock.store, TREE) == 1
    last = counts(clock.store)["town"]
    assert (last.totals.done, last.totals.helped[Helped.YES], last.on) == (5, 5, clock.today)
    assert count_again(clock.store, TREE) == 0


def test_who_only_writes_what_to_keep_is_not_counted(clock: Clock, keeps: Keeps) -> None:
    for unit in UNITS:
        keeps(unit, measures=())
    assert count_again(clock.store, TREE) == 0


def test_a_group_that_is_no_more_has_no_figure(clock: Clock, keeps: Keeps) -> None:
    for unit in UNITS:
        keeps(unit)
    count_again(clock.store, TREE)
    assert count_again(clock.store, Below("other", tuple(map(Below, UNITS)))) == 0
    assert counts(clock.store) == {}


def test_what_a_unit_takes_over_is_nothing_new(clock: Clock, keeps: Keeps) -> None:
    kept = [keeps(unit) for unit in UNITS]
    count_again(clock.store, TREE)
    hand_over(clock.store, "a", "f", "F", "hr")
    clock.today += timedelta(days=1)
    for each in kept[1:]:
        change(clock, each)
    tree = Below("town", tuple(map(Below, "bcdef")))
    assert count_again(clock.store, tree) == 0
