"""Numbers and dates as people of each language write them."""

from datetime import date

import pytest

from kit.reports.numbers import (
    has_decimal_comma,
    one_decimal,
    plain_number,
    score_text,
    short_day,
)
from kit.reports.report import Score


@pytest.mark.parametrize(
    ("language", "mean", "whole", "day"),
    [
        ("nb", "3,0", "3", "mars 2026"),
        ("nn", "3,0", "3", "mars 2026"),
        ("sv", "3,0", "3", "mars 2026"),
        ("en", "3.0", "3", "Mar 2026"),
    ],
)
def test_a_mean_keeps_its_decimal_and_a_value_of_the_scale_has_none(
    language: str, mean: str, whole: str, day: str
) -> None:
    assert one_decimal(3.0, language) == mean
    assert plain_number(3.0, language) == whole
    assert short_day(date(2026, 3, 9), language) == day
    assert has_decimal_comma(language) == ("," in mean)


@pytest.mark.parametrize(("bound", "shown"), [("=", "1,5"), ("<=", "≤ 1,5"), (">=", "≥ 1,5")])
def test_a_bound_is_never_shown_as_a_mean(bound: str, shown: str) -> None:
    score = Score.model_validate({"respondents": 6, "mean": 1.5, "bound": bound})
    assert score_text(score, "nb") == shown
