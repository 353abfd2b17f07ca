"""The kind of exercise, written with nothing but the kit's public interface.

What people choose is their own. What they say about us here can be sent, if the author asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from kit.model import (
    Authored,
    Dimension,
    Exercise,
    Id,
    Item,
    Line,
    Platform,
    ResponseShape,
    ScaleId,
    Text,
)
from kit.plugins import Cell, Context, Finding, Kind, Slide, markdown_line, python_literal

HERE: Final = files("our_dilemma")


class Way(Authored):
    """One way to choose."""

    id: Id
    text: Line
    speaks_for: Text
    """What speaks for it."""


class Dilemma(Exercise):
    """A dilemma."""

    kind: Literal["dilemma"]
    situation: Text
    ways: Annotated[tuple[Way, ...], Field(min_length=2)]
    collects: bool = False
    """Whether the answers about us here may be sent to a collector, anonymously."""
    scale: ScaleId | None = None
    dimensions: tuple[Dimension, ...] = ()
    items: tuple[Item, ...] = ()
    """What is asked about us here."""


class DilemmaKind:
    """The plugin."""

    api: Final = 1
    name: Final = "dilemma"
    model: Final = Dilemma
    template: Final = "kinds/dilemma.html"
    module: Final = "dilemma.js"
    assets: Final[Traversable] = HERE
    strings: Final = {"chosen": "You chose: {way}"}

    def check(self, exercise: Dilemma, context: Context) -> Iterator[Finding]:
        """Yield a finding for two ways that are the same: then there is no dilemma."""
        seen: set[str] = set()
        for position, way in enumerate(exercise.ways):
            if way.text in seen:
                message = f"two ways are the same: '{way.text}'"
                yield Finding(("ways", position, "text"), "wrong-value", message)
            seen.add(way.text)

    def state(self, exercise: Dilemma, context: Context) -> dict[str, Any]:
        """Return the ways for the module."""
        return {
            "id": context.exercise_id,
            "kind": self.name,
            "ways": [{"id": way.id, "text": way.text} for way in exercise.ways],
            "items": [item.id for item in exercise.items],
        }

    def cells(self, exercise: Dilemma, context: Context) -> Sequence[Cell]:
        """Return the situation, and a count of hands for each way."""
        ways = {way.id: way.text for way in exercise.ways}
        hands = python_literal({way.id: 0 for way in exercise.ways})
        return (
            Cell("title", "markdown", f"# {markdown_line(exercise.title)}", Slide.SLIDE),
            Cell("ways", "code", f"ways = {python_literal(ways)}\nhands = {hands}", Slide.SLIDE),
            Cell("count", "code", "{ways[way]: count for way, count in hands.items()}"),
        )

    def response(self, exercise: Dilemma, platform: Platform) -> ResponseShape | None:
        """Return what is asked about us here, or none; never which way somebody chose."""
        if not exercise.collects or exercise.scale is None:
            return None
        return ResponseShape(platform.scale(exercise.scale), exercise.dimensions, exercise.items)

    def example(self, language: str) -> str:
        """Return a dilemma to start from."""
        wanted = HERE / "examples" / f"dilemma.{language}.yml"
        chosen = wanted if wanted.is_file() else HERE / "examples" / "dilemma.en.yml"
        return chosen.read_text(encoding="utf-8")


kind: Final[Kind] = DilemmaKind()
