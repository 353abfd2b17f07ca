from typing import Any

import pytest

from kit.collector.limits import Bucket, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


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


def test_a_slip_is_looked_up_even_in_a_flood(clock: Clock) -> None:
    limits = Limits(clock)
    for _ in range(1000):
        if limits.may_look_up("0" * 8):
            limits.count_wrong()
    assert not limits.may_look_up("0" * 8)
    assert limits.may_look_up("0" * 12)


def test_one_session_used_like_a_machine_does_not_slow_another(clock: Clock) -> None:
    limits = Limits(clock)
    used = [limits.may_use("round", "north") for _ in range(300)]
    assert sum(used) == 200
    assert limits.may_use("round", "south")


def test_wrong_codes_over_http_end_in_429_and_right_ones_still_open(desk: Any) -> None:
    code = desk.code(desk.open()).ljust(24)

    def join(text: str) -> int:
        return desk.client.post("/collect/v1/join", json={"code": text}).status_code

    seen = [join("0000-0000".ljust(24)) for _ in range(120)]
    assert seen[:100] == [404] * 100
    assert 429 in seen
    assert join(code) == 200
