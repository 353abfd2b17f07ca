"""A unit that is no more leaves what it agreed on to the one that takes over."""

from kit.measures import (
    Orphan,
    agreements_of,
    answer,
    asked_of,
    hand_over,
    orphans,
    pass_on,
    passed_on_by,
)
from tests.unit.measures.conftest import Clock, Keeps, asked


def test_units_that_are_no_more_and_have_something_are_found(clock: Clock, keeps: Keeps) -> None:
    keeps("old")
    keeps("there", measures=(asked("gone"),))
    pass_on(clock.store, "night", "Night", "x", "y", "leader")
    assert orphans(clock.store, ["there"]) == (
        Orphan("gone", "Helse", 0, 1),
        Orphan("old", "Name of old", 1, 0),
        Orphan("night", "Night", 0, 0),
    )
    assert orphans(clock.store, ["there", "old", "gone", "night"]) == ()


def test_everything_goes_over_and_answers_that_were_given_stay(clock: Clock, keeps: Keeps) -> None:
    kept = keeps("old")
    waits, told = asked("old", "venter"), asked("old", "besvart")
    keeps("team-b", measures=(waits, told))
    answer(clock.store, "old", told.id, "Ja", "leder", "leader")
    pass_on(clock.store, "old", "Old", "x", "y", "leader")
    (before,) = agreements_of(clock.store, "team-b")
    assert hand_over(clock.store, "old", "new", "The new one", "hr")
    assert agreements_of(clock.store, "old") == ()
    (found,) = agreements_of(clock.store, "new")
    assert (found.agreement, found.unit_name) == (kept.agreement, "The new one")
    assert [each.measure.text for each in asked_of(clock.store, "new")] == ["venter"]
    assert [each.measure.text for each in asked_of(clock.store, "old")] == ["besvart"]
    assert passed_on_by(clock.store, "new")
    # Whoever has it open now still has the unit that is no more in the form.
    (asking,) = agreements_of(clock.store, "team-b")
    assert asking.revision == before.revision + 1
    assert not hand_over(clock.store, "old-2", "new", "The new one", "hr")
