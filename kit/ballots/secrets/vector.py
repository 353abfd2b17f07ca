"""One response as a row of bytes: one byte an item, the same length for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kit.model import ResponseShape

UNANSWERED: Final = 0
"""The byte of an item that was skipped, or answered with "don't know"; both count for nothing."""

DONT_KNOW: Final = "dont-know"
"""What a form says for "don't know"."""


def vector_length(shape: ResponseShape) -> int:
    """Return the number of bytes of a response."""
    return len(shape.items)


def encode_vector(shape: ResponseShape, answers: Mapping[str, str]) -> bytes:
    """Return answers (category id, or ``dont-know``, by item id) in ballot order.

    A byte is 1 + the position of the category in the scale, or :data:`UNANSWERED`.

    :raises ValueError: if there is no such item or no such category.
    """
    numbers = {category.id: 1 + n for n, category in enumerate(shape.scale.categories)}
    numbers[DONT_KNOW] = UNANSWERED
    items = [item.id for item in shape.items]
    if not answers.keys() <= set(items) or not set(answers.values()) <= numbers.keys():
        raise ValueError("an answer names an item or a category that the exercise does not have")
    return bytes(numbers[answers.get(item, DONT_KNOW)] for item in items)


def decode_vector(shape: ResponseShape, vector: bytes) -> tuple[int, ...]:
    """Return the number of the chosen category for each item, from 1; 0 where there is none.

    :raises ValueError: if the length or a byte is not one that :func:`encode_vector` makes.
    """
    if len(vector) != vector_length(shape):
        raise ValueError("a response has one byte for each item")
    if max(vector, default=0) > len(shape.scale.categories):
        raise ValueError("a byte of a response is no category")
    return tuple(vector)
