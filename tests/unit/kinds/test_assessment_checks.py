"""Nobody gets a score without words for it, or answers what belongs to nothing."""

from types import SimpleNamespace
from typing import Any

import pytest

from kit.kinds.assessment_checks import check_assessment
from kit.model import Dimension, Item
from kit.plugins import Finding

PLATFORM: Any = SimpleNamespace(
    scales=[SimpleNamespace(id="agree", categories=("one",), minimum=1, maximum=5)]
)


def dimension(name: str, *starts: float, about: str = "we") -> Dimension:
    bands = [{"id": f"b{n}", "from": start, "text": "x"} for n, start in enumerate(starts)]
    data = {"id": name, "name": name, "about": about, "feedback": bands}
    return Dimension.model_validate(data, strict=False)


def checked(
    *dimensions: Dimension, items: tuple[str, ...] = ("us",), collects: bool = False
) -> list[Finding]:
    made = [Item(id=f"i{n}", text="We do.", dimension=name) for n, name in enumerate(items)]
    exercise: Any = SimpleNamespace(
        collects=collects, scale="agree", dimensions=dimensions, items=tuple(made)
    )
    return list(check_assessment(exercise, PLATFORM))


def test_bands_from_the_lowest_score_on_are_fine() -> None:
    assert checked(dimension("us", 1, 2.5, 4)) == []
    assert checked(dimension("us")) == []


@pytest.mark.parametrize(
    ("starts", "key"),
    [
        ((2.0, 4.0), ("dimensions", 0, "feedback", 0, "from")),
        ((1.0, 4.0, 3.0), ("dimensions", 0, "feedback")),
        ((1.0, 1.0), ("dimensions", 0, "feedback")),
        ((1.0, 6.0), ("dimensions", 0, "feedback", 1, "from")),
    ],
)
def test_a_score_without_words_is_found_at_its_band(
    starts: tuple[float, ...], key: tuple[object, ...]
) -> None:
    (finding,) = checked(dimension("us", *starts))
    assert (finding.code, finding.key) == ("feedback-gap", key)


def test_an_item_of_no_dimension_is_told_and_what_it_leaves_empty_is_not() -> None:
    (finding,) = checked(dimension("us"), items=("uss",))
    assert (finding.code, finding.key) == ("unknown-dimension", ("items", 0, "dimension"))
    assert finding.hint == "did you mean 'us'?"


def test_a_dimension_without_an_item_is_empty() -> None:
    (finding,) = checked(dimension("us"), dimension("them"))
    assert (finding.code, finding.key) == ("empty-dimension", ("dimensions", 1, "id"))


def test_answers_about_oneself_are_not_collected() -> None:
    (finding,) = checked(dimension("us", about="me"), collects=True)
    assert finding.code == "about-me-collected"
    assert checked(dimension("us", about="me")) == []
    assert checked(dimension("us"), dimension("i", about="me"), items=("us", "i")) == []
