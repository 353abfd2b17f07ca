"""What a unit has agreed on is kept as a whole, and never written over unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from kit.measures import (
    ChangedError,
    FaultyError,
    Helped,
    Measure,
    Origin,
    Status,
    agreement_of,
    agreements_of,
    answer,
    delete,
    keep,
)
from kit.measures.faults import Fault
from kit.storage import Store, audit_entries
from tests.unit.measures.conftest import Clock, Keeps, agreed, asked


def test_everything_that_was_written_comes_back_as_it_was(clock: Clock) -> None:
    written = agreed(
        origin=Origin(area="Å lære", exercise="Se tilbake", workshop="En time om å lære"),
        improve="Si fra tidligere",
        word="bedre",
        next=date(2027, 2, 1),
        shared=True,
        measures=(
            Measure(text="Først", due=date(2026, 12, 1), status=Status.DONE, helped=Helped.PARTLY),
            asked(),
            Measure(
                text="Løfte to og to",
                working_environment=True,
                risk="Rygg",
                took_part="verneombud",
                status=Status.DROPPED,
                reason="Ny seng kom",
            ),
        ),
    )
    keep(clock.store, "team-a", "Team A", written, 0, "leader")
    (found,) = agreements_of(clock.another(), "team-a")
    assert (found.agreement, found.unit_name, found.revision) == (written, "Team A", 1)


def test_a_unit_sees_its_own_and_no_other_agreement(clock: Clock, keeps: Keeps) -> None:
    kept = keeps("team-a")
    assert agreements_of(clock.store, "team-b") == ()
    assert agreement_of(clock.store, "team-b", kept.agreement.id) is None
    assert not delete(clock.store, "team-b", kept.agreement.id, 1, "leader")
    assert agreement_of(clock.store, "team-a", kept.agreement.id) == kept


def test_an_id_of_another_unit_cannot_be_written_over(clock: Clock, keeps: Keeps) -> None:
    kept = keeps("team-a")
    for revision in (0, 1):
        with pytest.raises(ChangedError) as refused:
            keep(clock.store, "team-b", "B", kept.agreement, revision, "leader")
        # Nothing of it is told either.
        assert refused.value.now is None
    assert agreements_of(clock.store, "team-b") == ()


def test_of_two_leaders_the_second_is_told_and_nothing_is_lost(clock: Clock, keeps: Keeps) -> None:
    kept = keeps()
    first = kept.agreement.model_copy(update={"keep": "Den første"})
    second = kept.agreement.model_copy(update={"keep": "Den andre"})
    keep(clock.store, "team-a", "A", first, kept.revision, "leader")
    with pytest.raises(ChangedError) as refused:
        keep(clock.another(), "team-a", "A", second, kept.revision, "leader")
    assert refused.value.now is not None
    assert refused.value.now.agreement == first
    (found,) = agreements_of(clock.store, "team-a")
    assert (found.agreement, found.revision) == (first, 2)


def test_of_many_at_the_same_moment_one_is_kept(clock: Clock, keeps: Keeps) -> None:
    kept, stores = keeps(), [clock.another() for _ in range(4)]
    together = Barrier(len(stores))

    def save(store: Store, keep_: str) -> bool:
        changed = kept.agreement.model_copy(update={"keep": keep_})
        together.wait(20)
        try:
            keep(store, "team-a", "A", changed, revision, "leader")
        except ChangedError:
            return False
        return True

    with ThreadPoolExecutor(len(stores)) as threads:
        for revision in range(1, 9):
            words = [f"{revision} {n}" for n in range(len(stores))]
            saved = list(threads.map(save, stores, words))
            (found,) = agreements_of(clock.store, "team-a")
            assert [word for word, done in zip(words, saved, strict=True) if done] == [
                found.agreement.keep
            ]
            assert found.revision == revision + 1


def test_a_measure_never_takes_the_id_of_another_units(clock: Clock, keeps: Keeps) -> None:
    theirs = keeps("team-b", measures=(asked(),))
    keeps("team-a", measures=theirs.agreement.measures)
    assert agreements_of(clock.store, "team-b") == (theirs,)
    (found,) = agreements_of(clock.store, "team-a")
    (measure,) = found.agreement.measures
    assert measure.text == theirs.agreement.measures[0].text
    assert measure.id != theirs.agreement.measures[0].id


def test_sent_twice_it_is_kept_once(clock: Clock) -> None:
    written = agreed()
    first = keep(clock.store, "team-a", "A", written, 0, "leader")
    assert keep(clock.store, "team-a", "A", written, 0, "leader") == first
    assert len(agreements_of(clock.store, "team-a")) == 1


def test_measures_that_are_gone_are_deleted_and_others_keep_their_order(
    clock: Clock, keeps: Keeps
) -> None:
    one, two, three = (Measure(text=text) for text in ("en", "to", "tre"))
    kept = keeps(measures=(one, two, three))
    changed = kept.agreement.model_copy(update={"measures": (three, one)})
    keep(clock.store, "team-a", "A", changed, 1, "leader")
    (found,) = agreements_of(clock.store, "team-a")
    assert found.agreement.measures == (three, one)


def test_nothing_is_kept_of_what_has_a_fault(clock: Clock, keeps: Keeps) -> None:
    with pytest.raises(FaultyError) as refused:
        keeps(measures=(Measure(text=" "),))
    assert [each.fault for each in refused.value.found] == [Fault.EMPTY]
    assert agreements_of(clock.store, "team-a") == ()


def test_an_answer_from_above_is_written_by_nobody_else(clock: Clock, keeps: Keeps) -> None:
    claimed = asked()
    assert claimed.sent_up is not None
    forged = claimed.sent_up.model_copy(update={"answer": "Ja", "by": "rådmann"})
    kept = keeps(measures=(claimed.model_copy(update={"sent_up": forged}),))
    (measure,) = kept.agreement.measures
    assert measure.sent_up is not None
    assert (measure.sent_up.answer, measure.sent_up.by) == ("", "")


def test_an_answer_stays_with_its_question_and_goes_with_another_one(
    clock: Clock, keeps: Keeps
) -> None:
    kept = keeps(measures=(asked(),))
    (measure,) = kept.agreement.measures
    answer(clock.store, "health", measure.id, "Fra januar", "virksomhetsleder", "leader above")
    now = agreement_of(clock.store, "team-a", kept.agreement.id)
    assert now is not None
    noted = now.agreement.model_copy(update={"word": "håp"})
    noted = keep(clock.store, "team-a", "A", noted, now.revision, "leader").agreement
    sent = noted.measures[0].sent_up
    assert sent is not None
    assert (sent.answer, sent.by) == ("Fra januar", "virksomhetsleder")
    other = noted.measures[0].model_copy(update={"text": "Noe helt annet"})
    changed = noted.model_copy(update={"measures": (other,)})
    kept = keep(clock.store, "team-a", "A", changed, now.revision + 1, "leader")
    assert kept.agreement.measures[0].waits


def test_what_is_deleted_is_gone_with_all_that_belongs_to_it(clock: Clock, keeps: Keeps) -> None:
    kept = keeps(measures=(asked(),))
    with pytest.raises(ChangedError):
        delete(clock.store, "team-a", kept.agreement.id, 7, "leader")
    assert delete(clock.store, "team-a", kept.agreement.id, kept.revision, "leader")
    assert not delete(clock.store, "team-a", kept.agreement.id, kept.revision, "leader")
    with clock.store.reading() as connection:
        left = {
            table.name: connection.execute(table.select()).all()
            for table in clock.store.database.metadata.sorted_tables
            if table.name not in {"audit", "mark"}
        }
    assert not any(left.values()), left


def test_the_audit_says_who_and_which_and_never_what(clock: Clock, keeps: Keeps) -> None:
    kept = keeps(keep="Ordene blir her")
    (entry,) = audit_entries(clock.store)
    assert (entry.actor, entry.act) == ("leader", "keep-agreement")
    assert dict(entry.details) == {"agreement": kept.agreement.id, "unit": "team-a"}
