"""What was sent up is due above, and is answered there by whoever was asked."""

import pytest

from kit.measures import ChangedError, FaultyError, agreement_of, answer, asked_of, keep
from tests.unit.measures.conftest import TODAY, Clock, Keeps, asked


def test_it_is_there_for_who_is_asked_with_nothing_else_of_the_team(
    clock: Clock, keeps: Keeps
) -> None:
    keeps("team-a", keep="Dette er vårt", measures=(asked(text="Mer tid"),))
    (found,) = asked_of(clock.store, "health")
    assert (found.unit_name, found.measure.text) == ("Name of team-a", "Mer tid")
    assert "Dette er vårt" not in repr(found)
    assert asked_of(clock.store, "team-a") == ()


def test_the_answer_comes_back_to_the_team(clock: Clock, keeps: Keeps) -> None:
    kept = keeps(measures=(asked(),))
    (measure,) = kept.agreement.measures
    assert answer(clock.store, "health", measure.id, " Fra januar ", "leder", "leader above")
    now = agreement_of(clock.store, "team-a", kept.agreement.id)
    assert now is not None
    sent = now.agreement.measures[0].sent_up
    assert sent is not None
    assert (sent.answer, sent.answered, sent.by) == ("Fra januar", TODAY, "leder")
    assert not now.agreement.measures[0].waits
    # Whoever had it open is told that it has changed.
    changed = kept.agreement.model_copy(update={"keep": "Noe annet"})
    with pytest.raises(ChangedError):
        keep(clock.store, "team-a", "A", changed, kept.revision, "leader")


def test_nobody_answers_who_was_not_asked(clock: Clock, keeps: Keeps) -> None:
    kept = keeps(measures=(asked("health"),))
    (measure,) = kept.agreement.measures
    for unit in ("team-a", "school", ""):
        assert not answer(clock.store, unit, measure.id, "Nei", "noen", "leader")
    assert asked_of(clock.store, "health")[0].measure.waits


def test_an_empty_answer_is_none(clock: Clock, keeps: Keeps) -> None:
    (measure,) = keeps(measures=(asked(),)).agreement.measures
    with pytest.raises(FaultyError):
        answer(clock.store, "health", measure.id, " ", "leder", "leader above")


def test_what_waits_comes_first(clock: Clock, keeps: Keeps) -> None:
    keeps("team-a", measures=(asked(text="besvart"),))
    keeps("team-b", measures=(asked(text="venter"),))
    first = next(a for a in asked_of(clock.store, "health") if a.measure.text == "besvart")
    answer(clock.store, "health", first.measure.id, "Ja", "leder", "leader above")
    found = [each.measure.text for each in asked_of(clock.store, "health")]
    assert found == ["venter", "besvart"]
