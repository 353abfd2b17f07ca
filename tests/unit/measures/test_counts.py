"""What there is over many units, in few questions to the database."""

from datetime import timedelta

from kit.measures import (
    Helped,
    Measure,
    OfUnit,
    Status,
    agreements_of,
    days_of_units,
    note_held,
    shared_agreements,
    totals,
    totals_by_unit,
)
from tests.unit.measures.conftest import TODAY, Clock, Keeps, asked


def test_the_database_counts_what_is_counted_of_the_agreements(clock: Clock, keeps: Keeps) -> None:
    done = Measure(text="a", status=Status.DONE, helped=Helped.PARTLY)
    keeps("team-a", measures=(done, asked()))
    keeps("team-a", measures=(Measure(text="b", status=Status.DROPPED, reason="x"),))
    keeps("team-b", measures=())
    keeps("team-c")
    found = totals_by_unit(clock.store)
    assert set(found) == {"team-a", "team-c"}
    for unit, counted in found.items():
        kept = totals(each.agreement for each in agreements_of(clock.store, unit))
        assert counted + type(counted)() == kept


def test_of_one_unit_only_the_days_are_told(clock: Clock, keeps: Keeps) -> None:
    first = keeps("team-a", next=TODAY + timedelta(days=3))
    keeps("team-a", next=TODAY - timedelta(days=3))
    keeps("team-b")
    note_held(clock.store, "team-a", first.agreement.id, TODAY, "leader")
    assert days_of_units(clock.store) == (
        OfUnit("team-a", "Name of team-a", TODAY, TODAY + timedelta(days=3)),
        OfUnit("team-b", "Name of team-b", None, None),
    )


def test_wording_is_read_only_where_the_unit_shares_it(clock: Clock, keeps: Keeps) -> None:
    keeps("team-a", keep="Dette deler vi", shared=True)
    keeps("team-b", keep="Dette er vårt")
    found = shared_agreements(clock.store)
    assert [each.agreement.keep for each in found] == ["Dette deler vi"]
