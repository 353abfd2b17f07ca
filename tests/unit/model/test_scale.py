"""What is asked is known by its fingerprint, and by nothing that a reader may see otherwise."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from kit.model import Category, Dimension, Item, ResponseShape, Scale

SCALE = Scale(
    id="agree",
    categories=tuple(Category(id=f"c{n}", value=n, label=f"Label {n}") for n in (3, 1, 2)),
    dont_know="Don't know",
)
SHAPE = ResponseShape(
    SCALE,
    (Dimension(id="us", name="Us", about="we"), Dimension(id="me", name="Me", about="me")),
    (
        Item(id="a", text="We ask.", dimension="us"),
        Item(id="b", text="I ask.", dimension="me"),
        Item(id="c", text="We hide.", dimension="us", reversed=True),
    ),
)


def test_a_scale_ends_at_its_values_whatever_their_order() -> None:
    assert (SCALE.minimum, SCALE.maximum) == (1, 3)


def test_a_value_is_a_number_that_can_be_added_up() -> None:
    for value in (float("nan"), float("inf"), 101):
        with pytest.raises(ValidationError):
            Category(id="c", value=value, label="x")


@pytest.mark.parametrize(
    "changed",
    [
        replace(SHAPE, items=SHAPE.items[::-1]),
        replace(SHAPE, items=(SHAPE.items[0].model_copy(update={"text": "We tell."}),)),
        replace(SHAPE, scale=SCALE.model_copy(update={"dont_know": "No idea"})),
        replace(SHAPE, scale=SCALE.model_copy(update={"categories": SCALE.categories[::-1]})),
        replace(SHAPE, dimensions=(SHAPE.dimensions[0],)),
    ],
    ids=["order", "words", "don't know", "order of the scale", "a dimension less"],
)
def test_other_questions_have_another_fingerprint(changed: ResponseShape) -> None:
    assert changed.fingerprint() != SHAPE.fingerprint()


def test_a_name_or_a_feedback_is_no_question() -> None:
    renamed = [each.model_copy(update={"name": "New", "text": "More"}) for each in SHAPE.dimensions]
    assert replace(SHAPE, dimensions=tuple(renamed)).fingerprint() == SHAPE.fingerprint()


def test_statements_are_compared_by_dimension_and_in_a_translation() -> None:
    asked: dict[str, Any] = dict(SHAPE.asked({"a": "Vi spør."}))
    assert asked == {"us": ["Vi spør.", "We hide."], "me": ["I ask."]}
