import random
from datetime import date
from typing import Any

import pytest

from kit.ballots import CloseRound, Joined
from kit.web.frame.limits import Bucket, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def standing(desk: Any, clock: Clock) -> Any:
    """Return a collector whose limits go by the test's clock, however slow the machine is."""
    object.__setattr__(desk.app.state.shared, "limits", Limits(clock))
    return desk


def test_a_bucket_fills_again_but_never_beyond_its_size(clock: Clock) -> None:
    bucket = Bucket(2, 1, clock)
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now = 1
    assert [bucket.take() for _ in range(2)] == [True, False]
    clock.now = 100
    assert [bucket.take() for _ in range(3)] == [True, True, False]


def test_a_burst_of_wrong_codes_slows_wrong_codes_only(clock: Clock) -> None:
    limits = Limits(clock)
    wrong = [limits.may_look_up("0" * 8) and limits.count_wrong() for _ in range(140)]
    assert sum(wrong) == 100
    assert limits.may_look_up("1" * 8)
    assert limits.may_look_up("1" * 12)


def test_no_flood_can_try_more_than_fifty_five_room_codes_a_second(clock: Clock) -> None:
    limits, tried = Limits(clock), 0
    for _ in range(100 * 1000):
        clock.now += 0.001
        if limits.may_look_up("0" * 8):
            tried += 1
            limits.count_wrong()
    assert tried <= 55 * 100 + 250


def test_no_flood_is_told_more_than_a_thousand_right_room_codes_a_second(clock: Clock) -> None:
    limits = Limits(clock)
    limits.remember("1" * 8)
    exhaust(limits)
    tried = 0
    for _ in range(10 * 4000):
        clock.now += 0.00025
        tried += limits.may_look_up("1" * 8)
        limits.count_wrong()
    assert tried <= (1000 + 5) * 10 + 1001


def exhaust(limits: Limits) -> None:
    while limits.count_wrong():
        pass


def test_five_hundred_wrong_codes_a_second_keep_no_room_out(clock: Clock) -> None:
    limits, chance = Limits(clock), random.Random(1)
    refused, through = 0, 0
    came = {person: 5 + 20 * chance.random() for person in range(30)}
    while came:
        clock.now += chance.expovariate(500)
        if limits.may_look_up(f"{chance.randrange(10**8):08}"):
            limits.count_wrong()
        clock.now += chance.expovariate(50_000)
        for person in [each for each, at in came.items() if at <= clock.now]:
            if limits.may_look_up("R" * 8):
                limits.remember("R" * 8)
                through += 1
                del came[person]
            else:
                assert not through, "the first who is through opens it for all"
                # As the form does: a second or two later.
                refused += 1
                came[person] = clock.now + 1 + chance.random()
        assert clock.now < 60
    assert refused, "there was no flood"
    assert not all(limits.may_look_up("S" * 8) for _ in range(200))


def test_a_code_that_opens_nothing_any_more_is_guessed_as_slowly_as_any(clock: Clock) -> None:
    limits = Limits(clock)
    limits.remember("1" * 8)
    exhaust(limits)
    assert all(limits.may_look_up("1" * 8) for _ in range(200))
    limits.forget("1" * 8)
    assert sum(limits.may_look_up("1" * 8) for _ in range(200)) == 50


def test_only_so_many_room_codes_are_remembered_and_no_slip(clock: Clock) -> None:
    limits = Limits(clock)
    for number in range(10_010):
        limits.remember(f"{number:08}")
        limits.remember(f"{number:012}")
    exhaust(limits)
    assert len(limits._rooms) == 10_000
    assert sum(limits.may_look_up("00000000") for _ in range(200)) == 50
    assert all(limits.may_look_up("00010009") for _ in range(200))


def test_a_slip_is_looked_up_even_in_a_flood(clock: Clock) -> None:
    limits = Limits(clock)
    for _ in range(1000):
        if limits.may_look_up("0" * 8):
            limits.count_wrong()
    assert not limits.may_look_up("0" * 8)
    assert limits.may_look_up("0" * 12)


def joined(unit: str) -> Joined:
    day = date(2026, 5, 4)
    return Joined(
        *("r", unit, unit, 9, None, "a/b", "f", 5),
        items=False,
        purpose="Why",
        discussed_on=day,
        closes_on=None,
        shown_until=None,
        code="room",
        item_ids=("i1",),
        category_ids=("c1",),
    )


def test_who_repeats_a_right_code_is_answered_from_memory_and_slows_nobody(clock: Clock) -> None:
    limits = Limits(clock)
    for code in ("1" * 8, "2" * 8):
        # Two units of one name.
        limits.remember(code, joined("Care"))
    told = [limits.recall("1" * 8) for _ in range(650)]
    assert told == [None] * 200 + [joined("Care")] * 450
    assert limits.recall("2" * 8) is None
    clock.now += 1
    assert sum(limits.recall("1" * 8) is None for _ in range(650)) == 20


def test_a_slip_is_always_looked_up_anew(clock: Clock) -> None:
    limits = Limits(clock)
    limits.remember("1" * 12, joined("North"))
    assert not any(limits.recall("1" * 12) for _ in range(650))


def join(desk: Any, code: str) -> int:
    answer = desk.client.post("/collect/v1/join", json={"code": code.ljust(24)})
    status: int = answer.status_code
    return status


def test_wrong_codes_over_http_end_in_429_and_right_ones_still_open(standing: Any) -> None:
    code = standing.code(standing.open())
    seen = [join(standing, f"0000-{number:04}") for number in range(120)]
    assert seen == [404] * 100 + [429] * 20
    assert join(standing, code) == 200


def test_a_room_stays_open_to_all_while_somebody_guesses_and_somebody_repeats(
    standing: Any,
) -> None:
    code = standing.code(standing.open())
    assert join(standing, code) == 200
    assert join(standing, "0000-0000") == 404
    seen = [join(standing, f"0000-{number:04}") for number in range(200)]
    assert seen == [404] * 99 + [429] * 101
    assert [join(standing, code) for _ in range(300)] == [200] * 300
    assert [standing.answer(code).status_code for _ in range(12)] == [200] * 12


def test_a_code_is_known_from_an_answer_too(standing: Any) -> None:
    code = standing.code(standing.open())
    assert standing.answer(code).status_code == 200
    for number in range(200):
        join(standing, f"0000-{number:04}")
    assert [join(standing, code) for _ in range(60)] == [200] * 60


def test_who_repeats_a_code_is_soon_told_that_its_session_is_closed(
    standing: Any, clock: Clock
) -> None:
    round_id = standing.open()
    code = standing.code(round_id)
    assert [join(standing, code) for _ in range(210)] == [200] * 210
    standing.act(CloseRound(round_id))
    assert join(standing, code) == 200, "it was looked up, however often it is asked"
    clock.now += 0.05
    assert join(standing, code) == 410
    assert join(standing, code) == 410
