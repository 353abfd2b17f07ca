"""What an archival decision says, and until which day it lets things go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.storage.decisions import DecisionFault, decision_faults, months_before

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("reference", "decided", "months", "faults"),
    [
        ("Sak 26/1", TODAY, 24, {}),
        ("Sak 26/1", TODAY, None, {}),
        (
            "",
            TODAY + timedelta(days=1),
            0,
            {
                "reference": DecisionFault.EMPTY,
                "decided": DecisionFault.TO_COME,
                "months": DecisionFault.NO_NUMBER,
            },
        ),
        (
            "x" * 201,
            TODAY,
            1201,
            {
                "reference": DecisionFault.TOO_LONG,
                "months": DecisionFault.NO_NUMBER,
            },
        ),
        ("Sak\u202e 26/1", TODAY, 1, {"reference": DecisionFault.UNSEEN}),
        ("Sak\x00", TODAY, 1, {"reference": DecisionFault.UNSEEN}),
    ],
)
def test_all_faults_are_told_at_once(
    reference: str, decided: date, months: int | None, faults: dict[str, DecisionFault]
) -> None:
    assert decision_faults(TODAY, reference, decided, months) == faults


@given(
    st.dates(date(2000, 1, 1), date(2400, 1, 1)),
    st.integers(1, 1200),
)
def test_nothing_is_let_go_a_day_too_early(day: date, months: int) -> None:
    until = months_before(day, months)
    assert (day.year - until.year) * 12 + day.month - until.month == months
    assert until.day <= day.day
    # Only the end of a short month comes before the same day of the month.
    assert until.day == day.day or (until + timedelta(days=1)).day == 1
