"""What becomes of answers and withdrawals, many at a time and from several processes."""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from kit.ballots import (
    After,
    Answered,
    CloseRound,
    Holder,
    Receiver,
    Withdrawn,
    request_act,
    round_status,
)
from kit.ballots.receiving import receiver as receiving_module
from kit.ballots.tables import ballot, code, session
from kit.storage import Store
from tests.unit.ballots.conftest import Organisation, exercise

VECTOR = bytes([4, 4, 4])


def _stored(town: Organisation) -> int:
    with town.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(ballot)) or 0


def _taken(town: Organisation) -> int:
    with town.store.reading() as connection:
        return connection.scalar(select(func.sum(session.c.taken))) or 0


def test_an_answer_is_kept_once_however_often_it_is_sent(town: Organisation) -> None:
    room = town.code(town.open(), "a")
    mine = secrets.token_bytes(16)

    async def send(receiver: Receiver) -> list[Answered]:
        send_one = [receiver.answer(room, mine, exercise().fingerprint, VECTOR) for _ in range(20)]
        return await asyncio.gather(*send_one)

    assert set(town.receive(send)) == {Answered.RECEIVED}
    assert (_stored(town), _taken(town)) == (1, 1)


def test_a_room_code_opens_as_many_places_as_there_are_people(town: Organisation) -> None:
    room = town.code(town.open(), "b")
    replies = Counter(reply for _, reply in town.answer(room, *[VECTOR] * 9))
    assert replies == {Answered.RECEIVED: 6, Answered.FULL: 3}


def test_withdrawal_frees_a_place_in_the_room(town: Organisation) -> None:
    room = town.code(town.open(), "b")
    (mine, _), *_ = town.answer(room, *[VECTOR] * 6)
    assert town.withdraw(mine) is Withdrawn.WITHDRAWN
    assert town.withdraw(mine) is Withdrawn.UNKNOWN
    assert _stored(town) == 5
    assert town.answer(room, VECTOR)[0][1] is Answered.RECEIVED


def test_what_was_withdrawn_may_come_in_again(town: Organisation) -> None:
    room = town.code(town.open(), "b")
    mine, print_ = bytes(16), exercise().fingerprint

    async def send(receiver: Receiver) -> list[object]:
        await receiver.answer(room, mine, print_, VECTOR)
        # Handed over at once, so that all three are one batch.
        return await asyncio.gather(
            receiver.withdraw(mine),
            receiver.answer(room, mine, print_, VECTOR),
            receiver.answer(room, mine, print_, VECTOR),
        )

    replies = town.receive(send)
    assert replies == [Withdrawn.WITHDRAWN, Answered.RECEIVED, Answered.RECEIVED]
    assert (_stored(town), _taken(town)) == (1, 1)


def test_nothing_is_sealed_to_a_key_that_somebody_put_into_the_database(
    town: Organisation,
) -> None:
    room = town.code(town.open(), "b")
    with town.store.writing() as connection:
        connection.execute(session.update().values(public_key=bytes(31) + b"\x09"))
    assert town.answer(room, VECTOR)[0][1] is Answered.NOT_SAVED
    assert town.receive(lambda receiver: receiver.join(room)) is None
    assert _stored(town) == 0


def test_a_code_is_understood_as_people_type_it(town: Organisation) -> None:
    room = town.code(town.open(), "a")
    typed = f" {room.replace('-', ' ').lower().replace('0', 'o').replace('1', 'l')} "
    assert town.answer(typed, VECTOR)[0][1] is Answered.RECEIVED


@pytest.mark.parametrize("vector", [b"", b"\1\2", b"\1\2\3\4", b"\1\2\6"])
def test_answers_to_other_questions_are_refused(town: Organisation, vector: bytes) -> None:
    room = town.code(town.open(), "a")
    assert town.answer(room, vector)[0][1] is Answered.OTHER_VERSION
    other: Callable[[Receiver], object] = lambda r: r.answer(  # noqa: E731 - one line
        room, secrets.token_bytes(16), "0" * 32, VECTOR
    )
    assert town.receive(other) is Answered.OTHER_VERSION
    assert _stored(town) == 0


def test_a_slip_works_once_and_stays_used_after_a_withdrawal(town: Organisation) -> None:
    round_id = town.open(code="slips")
    slip, other = town.slips(round_id, "a", 2)
    [(mine, first)] = town.answer(slip, VECTOR)
    assert first is Answered.RECEIVED
    assert town.answer(slip, VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert town.withdraw(mine) is Withdrawn.WITHDRAWN
    assert town.answer(slip, VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert town.answer(other, VECTOR)[0][1] is Answered.RECEIVED


def test_a_used_slip_still_acknowledges_its_own_answer(town: Organisation) -> None:
    round_id = town.open(code="slips")
    [slip] = town.slips(round_id, "a", 1)
    mine = secrets.token_bytes(16)
    again: Callable[[Receiver], object] = lambda r: r.answer(  # noqa: E731 - one line
        slip, mine, exercise().fingerprint, VECTOR
    )
    assert town.receive(again) is Answered.RECEIVED
    assert town.receive(again) is Answered.RECEIVED
    assert _stored(town) == 1


def test_of_a_slip_only_a_hash_is_kept(town: Organisation) -> None:
    round_id = town.open(code="slips")
    [slip] = town.slips(round_id, "a", 1)
    with town.store.reading() as connection:
        row = connection.execute(select(code).where(code.c.kind == "slip")).one()
    assert slip.replace("-", "").encode() not in bytes(row.hash)
    assert len(row.hash) == 32


def test_after_the_last_day_answers_are_refused_and_nothing_is_released(
    town: Organisation,
) -> None:
    round_id = town.open(closes_on=town.today)
    room = town.code(round_id, "a")
    [(mine, reply)] = town.answer(room, VECTOR)
    assert reply is Answered.RECEIVED
    town.wait(1)
    assert town.answer(room, VECTOR)[0][1] is Answered.CLOSED
    assert town.withdraw(mine) is Withdrawn.WITHDRAWN
    status = round_status(town.store, round_id)
    assert status is not None
    assert status.head.state == "open"


def test_status_tells_steps_only_from_k_on(town: Organisation) -> None:
    round_id = town.open()
    room = town.code(round_id, "a")
    town.answer(room, *[VECTOR] * 4)
    status = round_status(town.store, round_id)
    assert status is not None
    assert {each.unit.id: each.at_least for each in status.sessions} == dict.fromkeys(
        ["school/own", "a", "b", "c", "d"]
    ) | {"a": None}
    town.answer(room, *[VECTOR] * 3)
    status = round_status(town.store, round_id, "school")
    assert status is not None
    assert {each.unit.id: each.at_least for each in status.sessions} == {
        "school/own": None,
        "a": 5,
        "b": None,
    }


def test_several_processes_receive_into_one_box(town: Organisation) -> None:
    room = town.code(town.open(), "a")
    stores = [town.another() for _ in range(3)]
    ballots = [secrets.token_bytes(16) for _ in range(20)]
    print_ = exercise().fingerprint

    async def send() -> Counter[Answered]:
        receivers = [Receiver(store) for store in stores]
        for receiver in receivers:
            receiver.start()
        try:
            # Each ballot reaches two processes at once.
            replies = await asyncio.gather(
                *(
                    receivers[(n + way) % 3].answer(room, mine, print_, VECTOR)
                    for n, mine in enumerate(ballots)
                    for way in (0, 1)
                )
            )
        finally:
            for receiver in receivers:
                await receiver.aclose()
        return Counter(replies)

    replies = asyncio.run(send())
    assert set(replies) == {Answered.RECEIVED, Answered.FULL}
    assert (_stored(town), _taken(town)) == (12, 12)


def test_a_ballot_withdrawn_in_two_processes_frees_one_place(town: Organisation) -> None:
    room = town.code(town.open(), "a")
    (mine, _), *_ = town.answer(room, *[VECTOR] * 3)
    stores = [town.another() for _ in range(2)]

    async def withdraw() -> list[Withdrawn]:
        receivers = [Receiver(store) for store in stores]
        for receiver in receivers:
            receiver.start()
        try:
            return await asyncio.gather(*(each.withdraw(mine) for each in receivers))
        finally:
            for receiver in receivers:
                await receiver.aclose()

    assert sorted(each.value for each in asyncio.run(withdraw())) == ["unknown", "withdrawn"]
    assert (_stored(town), _taken(town)) == (2, 2)


def test_what_is_received_while_a_round_closes_is_counted_or_refused(town: Organisation) -> None:
    round_id = town.open("a")
    room = town.code(round_id, "a")
    other = town.another()

    async def send(receiver: Receiver) -> list[Answered]:
        request_act(town.store, "hr", CloseRound(round_id))
        closing = asyncio.create_task(asyncio.to_thread(Holder(other).run_pending))
        replies = []
        for _ in range(12):
            one = receiver.answer(room, secrets.token_bytes(16), exercise().fingerprint, VECTOR)
            replies.append(await one)
        await closing
        return replies

    replies = town.receive(send)
    counted = Counter(replies)
    assert set(counted) <= {Answered.RECEIVED, Answered.CLOSED}
    first = replies.index(Answered.CLOSED) if Answered.CLOSED in counted else 12
    assert set(replies[first:]) <= {Answered.CLOSED}
    assert (_stored(town), _taken(town)) == (0, 0)


def test_a_queue_that_is_full_refuses_at_once(
    sqlite: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving_module, "WAITING", 5)
    room = sqlite.code(sqlite.open(), "a")
    replies = Counter(reply for _, reply in sqlite.answer(room, *[VECTOR] * 12))
    assert replies == {Answered.RECEIVED: 5, Answered.NOT_SAVED: 7}
    assert _stored(sqlite) == 5


def test_no_log_line_tells_a_code_an_answer_or_a_receipt(
    sqlite: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room = sqlite.code(sqlite.open(), "a")
    with sqlite.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE ballot RENAME TO elsewhere")
    [(mine, reply)] = sqlite.answer(room, VECTOR)
    assert reply is Answered.NOT_SAVED
    assert "could not be saved" in caplog.text
    for secret in (room, room.replace("-", ""), mine.hex(), repr(VECTOR), VECTOR.hex()):
        assert secret not in caplog.text


def test_a_receiver_that_has_ended_saves_nothing(sqlite: Organisation) -> None:
    room = sqlite.code(sqlite.open(), "a")

    async def late(receiver: Receiver) -> Answered:
        await receiver.aclose()
        return await receiver.answer(room, bytes(16), exercise().fingerprint, VECTOR)

    assert sqlite.receive(late) is Answered.NOT_SAVED


def test_join_tells_what_has_to_be_said_first(town: Organisation) -> None:
    round_id = town.open()
    room = town.code(round_id, "a")
    found = town.receive(lambda receiver: receiver.join(room))
    assert (found.round_id, found.unit_name, found.k) == (round_id, "Team A", 5)
    assert found.item_ids == ("i1", "i2", "i3")
    town.ask(CloseRound(round_id))
    after = town.receive(lambda receiver: receiver.join(room))
    assert (after.after, after.joined) == (After.CLOSED, found)


def test_a_store_that_only_receives_has_no_use_for_keys(town: Organisation) -> None:
    room = town.code(town.open(), "a")
    settings = type(town.settings)(town.settings.database, town.settings.code_key, None)
    store: Store = Organisation(settings).store
    one: Callable[[Receiver], object] = lambda r: r.answer(  # noqa: E731 - one line
        room, bytes(16), exercise().fingerprint, VECTOR
    )
    assert town.receive(one, store) is Answered.RECEIVED
    store.close()


def test_a_fault_beside_the_database_stops_no_later_answer(
    sqlite: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One thread writes: without it everybody would wait for ever."""
    room = sqlite.code(sqlite.open(), "a")

    async def send(receiver: Receiver) -> list[Answered]:
        replies = []
        for broken in (True, False):
            with monkeypatch.context() as patch:
                if broken:
                    patch.setattr(receiver, "_replies", lambda letters: letters[2000])
                mine = secrets.token_bytes(16)
                found = receiver.answer(room, mine, exercise().fingerprint, VECTOR)
                replies.append(await asyncio.wait_for(found, 30))
        return replies

    assert sqlite.receive(send) == [Answered.NOT_SAVED, Answered.RECEIVED]
    assert [each.getMessage() for each in caplog.records] == [
        "answers could not be saved: IndexError"
    ]
