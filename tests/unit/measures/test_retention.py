"""Nothing is deleted by itself before somebody has decided it; then what is old is."""

from datetime import timedelta

import pytest

from kit.measures import (
    agreements_of,
    count_expired,
    decide,
    decisions,
    delete_expired,
    keep,
    pass_on,
    passed_on_by,
)
from kit.storage import DecisionError
from tests.unit.measures.conftest import TODAY, Clock, Keeps


def test_without_a_decision_everything_stays(clock: Clock, keeps: Keeps) -> None:
    keeps()
    clock.wait(20 * 365)
    assert delete_expired(clock.store, "holder") == 0
    decide(clock.store, "Sak 26/1", clock.today, None, "hr")
    assert delete_expired(clock.store, "holder") == 0
    assert len(agreements_of(clock.store, "team-a")) == 1


def test_what_is_older_than_decided_goes_and_what_was_changed_since_stays(
    clock: Clock, keeps: Keeps
) -> None:
    decide(clock.store, "Sak 26/1", TODAY, 24, "hr")
    keeps("team-a")
    used = keeps("team-b")
    pass_on(clock.store, "team-a", "A", "x", "gammelt", "leader")
    clock.wait(600)
    keep(clock.store, "team-b", "B", used.agreement, used.revision, "leader")
    clock.wait(140)
    clock.act()
    assert delete_expired(clock.store, "holder") == 1
    assert agreements_of(clock.store, "team-a") == ()
    assert passed_on_by(clock.store, "team-a") == ()
    assert len(agreements_of(clock.store, "team-b")) == 1


def test_the_last_decision_holds_and_those_before_can_be_read(clock: Clock, keeps: Keeps) -> None:
    decide(clock.store, "Sak 26/1", TODAY, 1, "hr")
    decide(clock.store, "Sak 26/2", TODAY, None, "hr")
    assert [each.reference for each in decisions(clock.store)] == ["Sak 26/2", "Sak 26/1"]
    keeps()
    clock.wait(400)
    clock.act()
    assert delete_expired(clock.store, "holder") == 0


def test_nothing_goes_before_a_decision_has_stood_here_for_two_weeks(
    clock: Clock, keeps: Keeps
) -> None:
    keeps()
    clock.wait(400)
    decide(clock.store, "Sak 26/1", TODAY, 1, "hr")
    assert count_expired(clock.store, 1) == 1
    assert count_expired(clock.store, 14) == 0
    for waited, gone in ((0, 0), (13, 0), (1, 1)):
        clock.wait(waited)
        assert delete_expired(clock.store, "holder") == gone


def test_a_clock_that_jumped_deletes_nothing_before_somebody_does_something(
    clock: Clock, keeps: Keeps
) -> None:
    decide(clock.store, "Sak 26/1", TODAY, 24, "hr")
    keeps()
    clock.wait(20 * 365)
    assert delete_expired(clock.store, "holder") == 0
    clock.act()
    assert delete_expired(clock.store, "holder") == 1


def test_a_decision_needs_a_reference_a_day_that_was_and_a_number(clock: Clock) -> None:
    with pytest.raises(DecisionError) as refused:
        decide(clock.store, " ", TODAY + timedelta(days=1), 0, "hr")
    assert list(refused.value.faults) == ["reference", "decided", "months"]
    assert decisions(clock.store) == ()


def test_nothing_of_a_deleted_agreement_is_left_in_the_files(clock: Clock, keeps: Keeps) -> None:
    file = clock.settings.database_file
    if file is None:
        return
    words = "Ingenting av denne setningen blir igjen"
    keeps(keep=words)
    decide(clock.store, "Sak 26/1", TODAY, 1, "hr")
    clock.wait(60)
    for gone in (False, True):
        found = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
        assert (words.encode() not in found) is gone
        assert delete_expired(clock.store, "holder") == (not gone)
