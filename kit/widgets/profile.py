"""A self-assessment's scores, by the same rules as in the browser."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one dimension."""

    dimension: str
    name: str
    score: float | None
    """The mean, to one decimal; none if too few items were answered."""
    answered: int
    """Items with another answer than "don't know"."""
    items: int


def profile(exercise: Mapping[str, Any], answers: Mapping[str, str]) -> tuple[Score, ...]:
    """Return one score a dimension, in the exercise's order.

    A dimension counts only if more than half of its items have an answer other than "don't
    know". An item that speaks against its dimension is turned round within the scale.

    :param exercise: the state that the exercise's kind gives its module.
    :param answers: category id (or ``dont-know``) by item id.
    """
    return tuple(_score(dimension, exercise, answers) for dimension in exercise["dimensions"])


def _score(
    dimension: Mapping[str, Any], exercise: Mapping[str, Any], answers: Mapping[str, str]
) -> Score:
    scale = exercise["scale"]
    values = {category["id"]: float(category["value"]) for category in scale["categories"]}
    turn = float(scale["minimum"]) + float(scale["maximum"])
    items = [item for item in exercise["items"] if item["dimension"] == dimension["id"]]
    counted = [
        turn - values[answer] if item["reversed"] else values[answer]
        for item in items
        if (answer := answers.get(item["id"], "")) in values
    ]
    enough = 2 * len(counted) > len(items)
    return Score(
        dimension=dimension["id"],
        name=dimension["name"],
        score=_one_decimal(sum(counted) / len(counted)) if enough else None,
        answered=len(counted),
        items=len(items),
    )


def _one_decimal(number: float) -> float:
    """Round a half up, as the module does; the millionth helps 2.05, which is not quite a half."""
    return math.floor(number * 10 + 0.5 + 1e-6) / 10
