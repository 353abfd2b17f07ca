"""A text is to be read again on the same day of the next year."""

from datetime import date

import pytest

from kit.projects.days import one_year_after


@pytest.mark.parametrize(
    ("day", "next_year"),
    [
        (date(2026, 11, 1), date(2027, 11, 1)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_day_that_the_next_year_lacks_is_the_one_before(day: date, next_year: date) -> None:
    assert one_year_after(day) == next_year
