"""Reflection: prompts for one person, who may write; the words stay with the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from kit.agenda import Agenda, Step, StepOf, Variant
from kit.kinds.examples import example_text
from kit.model import Authored, Exercise, Id, Line, Method, Minutes, Platform, ResponseShape, Text
from kit.plugins import Cell, Context, Finding


class Prompt(Authored):
    """One question to think about, and perhaps to write about."""

    id: Id
    text: Line
    hint: Text | None = None
    """A way in, for one who is stuck."""
    writing: bool = True
    """Whether there is room to write."""


class PairWork(Authored):
    """How two people can take the reflection further together."""

    text: Text
    minutes: Minutes


class Reflection(Exercise):
    """A reflection exercise."""

    kind: Literal["reflection"]
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    pairs: PairWork | None = None
    ends_with: Text | None = None
    """What the reader should take away."""


_PAIRS: Final = "-pairs"
"""The id of the step for two; no prompt has such an id."""


def shared(minutes: int, parts: int) -> list[int]:
    """Return whole minutes shared out among parts, the first getting what is over.

    >>> shared(10, 4)
    [3, 3, 2, 2]
    """
    return [minutes // parts + (n < minutes % parts) for n in range(parts)]


class ReflectionKind:
    """The plugin."""

    api: Final = 1
    name: Final = "reflection"
    model: Final = Reflection
    template: Final = "kinds/reflection.html"
    module: Final = "reflection.js"
    assets: Traversable | None = None

    def check(self, exercise: Reflection, context: Context) -> Iterator[Finding]:
        """Yield a finding if talking in pairs takes longer than the whole exercise."""
        if exercise.pairs and exercise.pairs.minutes >= exercise.minutes:
            yield Finding(
                ("pairs", "minutes"),
                "minutes-do-not-add-up",
                f"talking in pairs takes {exercise.pairs.minutes} minutes,"
                f" the whole exercise {exercise.minutes}",
                "let 'minutes' be the whole time, talking in pairs included",
            )

    def state(self, exercise: Reflection, context: Context) -> dict[str, Any]:
        """Return the prompts for the module."""
        return {
            "id": context.exercise_id,
            "kind": self.name,
            "title": exercise.title,
            "prompts": [
                {"id": prompt.id, "text": prompt.text, "writing": prompt.writing}
                for prompt in exercise.prompts
            ],
        }

    def cells(self, exercise: Reflection, context: Context) -> Sequence[Cell]:
        """Return nothing: a reflection is one person's and has no notebook."""
        return ()

    def response(self, exercise: Reflection, platform: Platform) -> ResponseShape | None:
        """Return none: a reflection is never collected."""
        return None

    def screen(self, exercise: Reflection, context: Context) -> Agenda:
        """Return its prompts one at a time, then the talk in pairs."""
        pairs = exercise.pairs.minutes if exercise.pairs else 0
        shares = shared(max(exercise.minutes - pairs, len(exercise.prompts)), len(exercise.prompts))
        steps = [
            Step(each.id, each.text, minutes, Method.ALONE, each.hint)
            for each, minutes in zip(exercise.prompts, shares, strict=True)
        ]
        if exercise.pairs:
            title = context.gettext("Together with a colleague")
            steps.append(Step(_PAIRS, title, pairs, Method.PAIRS, exercise.pairs.text))
        usual = Variant("", "time", tuple(StepOf(each.id, each.minutes) for each in steps))
        return Agenda(tuple(steps), (usual,))

    def example(self, language: str) -> str:
        """Return a commented reflection to start from."""
        return example_text(self.name, language)


kind = ReflectionKind()

__all__ = ["PairWork", "Prompt", "Reflection", "ReflectionKind", "kind"]
