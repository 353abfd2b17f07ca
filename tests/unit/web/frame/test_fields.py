"""What people write into a form is a number or a day, or it is none; it never fails."""

from datetime import date

import pytest

from kit.web.frame.fields import clock, day_in, minute_in, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("0012", 12), ("9999", 9999), ("99999", 0), ("9" * 5000, 0)],
)
def test_a_number_is_read_up_to_its_length(text: str, number: int) -> None:
    assert number_in(text, 2000) == number


@pytest.mark.parametrize("text", ["", " 5", "-5", "5.0", "five", "²", "٣"])
def test_what_is_no_number_counts_as_none(text: str) -> None:
    assert number_in(text, 100) == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-01", date(2026, 11, 1)), ("2026-13-01", None), ("1.11.2026", None), ("", None)],
)
def test_a_day_is_read_as_a_browser_sends_it(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_a_time_of_day_is_read_and_written_back() -> None:
    for text, minute in (("00:00", 0), ("13:30", 810), ("23:59", 1439)):
        assert minute_in(text) == minute
        assert clock(minute) == text
    for wrong in ("", "24:00", "1330x", "12:60", "kl. 12", "-1:00"):
        assert minute_in(wrong) is None
    assert clock(None) == ""
