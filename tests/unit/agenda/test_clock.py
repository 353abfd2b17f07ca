"""When each step is, and how far ahead or behind."""

from hypothesis import given
from hypothesis import strategies as st

from kit.agenda import Choice, clock_time, clock_times, minute_of, scheduled, standing
from tests.unit.agenda.test_agenda import HOUR

PLANNED = Choice().planned(HOUR)


@given(st.integers(0, 24 * 60 - 1))
def test_a_time_is_written_and_read_as_the_same(minute: int) -> None:
    assert minute_of(clock_time(minute)) == minute


def test_steps_follow_each_other_without_a_gap() -> None:
    times = clock_times(PLANNED, 480)
    assert times[0][0] == 480
    assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]
    assert times[-1][1] == 540


@given(st.integers(0, 3599))
def test_who_keeps_to_the_plan_is_neither_ahead_nor_behind(since: int) -> None:
    at = scheduled(PLANNED, since)
    begun = clock_times(PLANNED, 0)[at][0] * 60
    found = standing(PLANNED, at, since - begun, since)
    assert found.behind == 0
    assert found.rest == 3600 - since
    assert found.left > 0
