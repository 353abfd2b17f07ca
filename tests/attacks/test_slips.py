"""Attackers who draw the slips: who want more than there are people, or to be vouched for."""

import asyncio
import secrets
from collections.abc import Iterable

import pytest

from kit.ballots import (
    Answered,
    CloseRound,
    Drawn,
    Receiver,
    RefusedError,
    audit_entries,
    confirm_slips,
    draw_slips,
    exchange_slip,
    results_of,
)
from kit.reports import as_text, read_report
from tests.organisation import Organisation

LEAF, PEOPLE = "day", 20


def answers(organisation: Organisation, slips: Iterable[str]) -> list[Answered]:
    """Answer once with each slip, and return what became of it."""

    async def send() -> list[Answered]:
        receiver = Receiver(organisation.store)
        receiver.start()
        print_, vector = organisation.exercise.fingerprint, organisation.vector(3)
        found = [
            await receiver.answer(slip, secrets.token_bytes(16), print_, vector) for slip in slips
        ]
        await receiver.aclose()
        return found

    return asyncio.run(send())


def test_whoever_draws_gets_no_more_good_slips_than_there_are_people_whatever_they_try(
    organisation: Organisation,
) -> None:
    """Draws again and again, confirms, exchanges, and keeps every code that was ever shown."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    kept: set[str] = set()
    for count in (PEOPLE + 5, PEOPLE, 12, 8, 12, 1, PEOPLE):
        try:
            drawn = draw_slips(store, round_id, LEAF, count, "hr")
        except RefusedError:
            continue
        kept |= set(drawn)
        if count != PEOPLE:
            confirm_slips(store, round_id, LEAF, drawn[0], "hr")
    for slip in sorted(kept):
        try:
            kept.add(exchange_slip(store, round_id, LEAF, slip, "hr"))
        except RefusedError:
            continue
    assert len(kept) > 2 * PEOPLE
    assert answers(organisation, sorted(kept)).count(Answered.RECEIVED) == PEOPLE


def test_who_kept_slips_and_answered_is_not_vouched_for(organisation: Organisation) -> None:
    """Four kept slips and one colleague's: the result says what was drawn, and no more."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    slips = draw_slips(store, round_id, LEAF, PEOPLE, "hr")
    confirm_slips(store, round_id, LEAF, slips[0], "hr")
    answers(organisation, slips[:5])
    organisation.ask(CloseRound(round_id))
    found = results_of(store, round_id)
    assert found is not None
    assert found.drawn == {LEAF: Drawn(PEOPLE, PEOPLE)}
    report = read_report(store, round_id, language="en")
    assert report is not None
    said = as_text(report)
    words = "20 were drawn for 20 people; who handed them out to whom is not known."
    assert words in " ".join(said.split())
    assert "drawn slips" not in said


def test_every_try_to_exchange_is_on_record_and_names_no_slip(organisation: Organisation) -> None:
    """The form for answers tells whoever has a code whether it is used; this tells no more."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    used, spoilt, other, *_ = draw_slips(store, round_id, LEAF, PEOPLE, "hr")
    confirm_slips(store, round_id, LEAF, used, "hr")
    answers(organisation, [used])
    before = len(audit_entries(store))
    with pytest.raises(RefusedError) as refused:
        exchange_slip(store, round_id, LEAF, used, "hr")
    new = exchange_slip(store, round_id, LEAF, spoilt, "hr")
    assert refused.value.details == {"unit": LEAF}
    entries = audit_entries(store)[before:]
    assert [each.act for each in entries] == ["exchange-slip-refused", "exchange-slip"]
    assert [dict(each.details) for each in entries] == [{"round": round_id, "unit": LEAF}] * 2
    assert answers(organisation, [used, spoilt]) == [Answered.UNKNOWN_CODE] * 2
    assert answers(organisation, [new, other]) == [Answered.RECEIVED] * 2
