"""What a self-assessment must hold true beyond its schema.

That its scale exists, and the rules of collecting, are checked for every kind in ``kit.checks``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from kit.errors import suggestion
from kit.model import Dimension, Item, Platform, Scale
from kit.plugins import Finding


class Assessment(Protocol):
    """The part of a self-assessment that the checks read."""

    @property
    def collects(self) -> bool:
        """Whether it may be collected."""

    @property
    def scale(self) -> str:
        """The id of its scale."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Its dimensions."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items."""


def check_assessment(exercise: Assessment, platform: Platform) -> Iterator[Finding]:
    """Yield the findings of one self-assessment."""
    known = [dimension.id for dimension in exercise.dimensions]
    for position, item in enumerate(exercise.items):
        if item.dimension not in known:
            yield Finding(
                ("items", position, "dimension"),
                "unknown-dimension",
                f"'{item.dimension}' is not a dimension of this exercise",
                suggestion(item.dimension, known, "dimensions"),
            )
    yield from _check_dimensions(exercise)
    scale = next((s for s in platform.scales if s.id == exercise.scale and s.categories), None)
    if scale is not None:
        for position, dimension in enumerate(exercise.dimensions):
            yield from _check_feedback(dimension, scale, ("dimensions", position))


def _check_dimensions(exercise: Assessment) -> Iterator[Finding]:
    counts = Counter(item.dimension for item in exercise.items)
    # An item whose dimension is misspelt is reported itself; what it leaves empty is not.
    misspelt = not counts.keys() <= {dimension.id for dimension in exercise.dimensions}
    for position, dimension in enumerate(exercise.dimensions):
        if not counts[dimension.id] and not misspelt:
            yield Finding(
                ("dimensions", position, "id"),
                "empty-dimension",
                f"no item belongs to dimension '{dimension.id}'",
                f"give at least one item 'dimension: {dimension.id}'",
            )
    if exercise.collects and all(d.about == "me" for d in exercise.dimensions):
        yield Finding(
            ("collects",),
            "about-me-collected",
            "no dimension is about 'we', so there is nothing to collect",
            "write 'collects: false', or 'about: we' where the items are about all of us",
        )


def _check_feedback(
    dimension: Dimension, scale: Scale, key: tuple[str | int, ...]
) -> Iterator[Finding]:
    starts = [band.from_ for band in dimension.feedback]
    if not starts:
        return
    if starts != sorted(set(starts)):
        yield Finding(
            (*key, "feedback"),
            "feedback-gap",
            f"the bands of '{dimension.id}' do not rise: {', '.join(f'{s:g}' for s in starts)}",
            "put the band with the lowest 'from' first",
        )
    elif starts[0] > scale.minimum:
        yield Finding(
            (*key, "feedback", 0, "from"),
            "feedback-gap",
            f"scores from {scale.minimum:g} up to {starts[0]:g} have no feedback",
            f"let the first band begin at {scale.minimum:g}",
        )
    for position, start in enumerate(starts):
        if start > scale.maximum:
            yield Finding(
                (*key, "feedback", position, "from"),
                "feedback-gap",
                f"no score reaches {start:g}: the scale ends at {scale.maximum:g}",
            )
