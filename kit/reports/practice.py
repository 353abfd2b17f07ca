"""A result to practise on: twelve invented colleagues, counted and released as real answers are."""

from __future__ import annotations

from datetime import date
from typing import Final

from kit.model import K_FLOOR, Dimension, ResponseShape
from kit.release import release_leaf, tally
from kit.reports.report import (
    Category,
    DimensionAsked,
    ItemAsked,
    Report,
    RoundShown,
    Score,
    UnitShown,
)

PEOPLE: Final = 12
"""How many invented colleagues answer."""
_HARD: Final = 0.22
_GOOD: Final = 0.85
_MIDDLE: Final = (0.6, 0.48, 0.7)
"""How far up the scale the answers to a dimension lie: one is hard, one is good, others mixed."""
_DAY: Final = date(2000, 1, 1)
"""Nothing that is shown of practice names a day."""


def practice_report(exercise: str, title: str, shape: ResponseShape, language: str) -> Report:
    """Return the report on an exercise that invented colleagues have answered.

    The same exercise gives the same report every time. One dimension comes out hard and one good,
    so that a leader meets both.

    :param shape: of what is collected, with its words in ``language``.
    """
    found = tally(invented_ballots(shape), shape)
    figures = release_leaf("practice", found, shape, k=K_FLOOR, items=False)
    unit = UnitShown(
        id="practice",
        name=title,
        included=figures.included if figures else None,
        scores={
            name: Score(respondents=each.respondents, mean=each.mean, bound=each.bound)
            for name, each in (figures.dimensions.items() if figures else ())
        },
    )
    return Report(language=language, round=_round(exercise, title, shape), unit=unit)


def invented_ballots(shape: ResponseShape) -> list[tuple[int, ...]]:
    """Return a ballot for each invented colleague: the place of each answer from 1, 0 for none."""
    values = [category.value for category in shape.scale.categories]
    places = sorted(range(len(values)), key=values.__getitem__)
    aims = _aims(shape.dimensions)
    ballots = []
    for person in range(PEOPLE):
        answers = []
        for n, item in enumerate(shape.items):
            aim = 1 - aims[item.dimension] if item.reversed else aims[item.dimension]
            # People differ, by more on some statements than on others.
            differs = ((person * 7 + n * 5) % 11 - 5) / 5
            place = round(aim * (len(places) - 1) + 0.9 * differs)
            chosen = places[min(max(place, 0), len(places) - 1)] + 1
            answers.append(0 if (person * 3 + n) % 19 == 0 else chosen)
        ballots.append(tuple(answers))
    return ballots


def _aims(dimensions: tuple[Dimension, ...]) -> dict[str, float]:
    aims = {each.id: _MIDDLE[n % len(_MIDDLE)] for n, each in enumerate(dimensions)}
    aims[dimensions[0].id] = _GOOD
    aims[dimensions[-1].id] = _HARD
    return aims


def _round(exercise: str, title: str, shape: ResponseShape) -> RoundShown:
    return RoundShown(
        id="practice",
        exercise=exercise,
        title=title,
        purpose="",
        k=K_FLOOR,
        code="room",
        opened_on=_DAY,
        released_on=_DAY,
        ended=True,
        discussed_on=_DAY,
        categories=tuple(
            Category(id=each.id, label=str(each.label), value=each.value)
            for each in shape.scale.categories
        ),
        dont_know=str(shape.scale.dont_know),
        dimensions=tuple(
            DimensionAsked(id=each.id, name=str(each.name)) for each in shape.dimensions
        ),
        items=tuple(
            ItemAsked(
                id=each.id,
                text=str(each.text),
                dimension=each.dimension,
                reversed=each.reversed,
            )
            for each in shape.items
        ),
    )
