"""What a leader is reminded of on which day."""

from datetime import date, timedelta

import pytest

from kit.measures import Agreement, Measure, Status, due, months_between
from tests.unit.measures.conftest import TODAY, agreed, asked

DAY = timedelta(days=1)


def on(agreement: Agreement, day: date) -> list[str]:
    """Return what is due of an agreement, in words of the test."""
    found = due([agreement], day)
    if not found:
        return []
    (one,) = found
    again = ["look again"] if one.look_again else []
    late = [f"no answer: {measure.text}" for measure in one.unanswered]
    return [*again, *(measure.text for measure in one.measures), *late]


def test_a_measure_is_due_on_its_day_and_until_it_is_done_or_dropped() -> None:
    measure = Measure(text="øve", due=TODAY + DAY)
    assert on(agreed(measures=(measure,)), TODAY) == []
    assert on(agreed(measures=(measure,)), TODAY + DAY) == ["øve"]
    for status in (Status.DONE, Status.DROPPED):
        done = measure.model_copy(update={"status": status})
        assert on(agreed(measures=(done,)), TODAY + 30 * DAY) == []


def test_looking_again_is_due_until_it_was_held_on_that_day() -> None:
    day = TODAY + 90 * DAY
    assert on(agreed(next=day, measures=()), day - DAY) == []
    assert on(agreed(next=day, measures=()), day + DAY) == ["look again"]
    assert on(agreed(next=day, held=(day - DAY,), measures=()), day) == ["look again"]
    for held in (day, day + DAY):
        assert on(agreed(next=day, held=(held,), measures=()), day + DAY) == []


def test_an_answer_is_late_from_its_day_on_and_not_once_it_is_there() -> None:
    measure = asked(text="bemanning")
    assert measure.sent_up is not None
    last = measure.sent_up.due
    assert last is not None
    assert on(agreed(measures=(measure,)), last - DAY) == []
    assert on(agreed(measures=(measure,)), last) == ["no answer: bemanning"]
    told = measure.sent_up.model_copy(update={"answered": last, "answer": "nei"})
    answered = measure.model_copy(update={"sent_up": told})
    assert on(agreed(measures=(answered,)), last) == []


def test_the_oldest_comes_first_and_says_how_old_it_is() -> None:
    late = Measure(text="a", due=TODAY)
    old = agreed(agreed=date(2026, 8, 1), measures=(late,))
    new = agreed(agreed=date(2026, 10, 30), measures=(late,))
    assert [each.months for each in due([new, old], TODAY)] == [3, 0]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 8, 2), date(2026, 11, 2), 3),
        (date(2026, 8, 3), date(2026, 11, 2), 2),
        (date(2025, 11, 2), date(2026, 11, 2), 12),
        (date(2026, 11, 3), date(2026, 11, 2), 0),
    ],
)
def test_whole_months_are_counted(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months
