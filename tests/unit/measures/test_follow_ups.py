"""The meetings at which a team looks again."""

from datetime import timedelta

from kit.measures import agreement_of, keep, note_held
from tests.unit.measures.conftest import TODAY, Clock, Keeps


def test_each_day_counts_once_and_writing_anew_does_not_lose_it(clock: Clock, keeps: Keeps) -> None:
    kept = keeps()
    later = TODAY + timedelta(days=90)
    for day in (later, TODAY, TODAY):
        assert note_held(clock.store, "team-a", kept.agreement.id, day, "leader")
    # Whoever has it open knows nothing of that, and writes.
    keep(clock.store, "team-a", "A", kept.agreement, kept.revision, "leader")
    now = agreement_of(clock.store, "team-a", kept.agreement.id)
    assert now is not None
    assert now.agreement.held == (TODAY, later)


def test_another_unit_notes_nothing(clock: Clock, keeps: Keeps) -> None:
    kept = keeps("team-a")
    assert not note_held(clock.store, "team-b", kept.agreement.id, TODAY, "leader")
    now = agreement_of(clock.store, "team-a", kept.agreement.id)
    assert now is not None
    assert now.agreement.held == ()
