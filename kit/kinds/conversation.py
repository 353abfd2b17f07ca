"""Conversation: each side prepares alone, they meet, and write one document together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Any, Final

from kit.agenda import Agenda, Step, StepOf, Variant
from kit.kinds.conversation_cells import conversation_cells
from kit.kinds.conversation_checks import check_conversation
from kit.kinds.conversation_model import Conversation
from kit.kinds.examples import example_text
from kit.model import Method, Platform, ResponseShape
from kit.plugins import Cell, Context, Finding

_A_PAIR: Final = 2


class ConversationKind:
    """The plugin."""

    api: Final = 1
    name: Final = "conversation"
    model: Final = Conversation
    template: Final = "kinds/conversation.html"
    module: Final = None
    page_module: Final = "conversation-page.js"
    assets: Traversable | None = None

    def check(self, exercise: Conversation, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with minutes, preparation and what is to be written."""
        return check_conversation(exercise)

    def state(self, exercise: Conversation, context: Context) -> dict[str, Any]:
        """Return who takes part, and what each and all of them write."""
        return {
            "id": context.exercise_id,
            "kind": self.name,
            "title": exercise.title,
            "sides": [
                {
                    "id": side.id,
                    "name": side.name,
                    "prepare": [{"id": each.id, "label": each.text} for each in side.prepare],
                }
                for side in exercise.sides
            ],
            "document": {
                "title": exercise.document.title,
                "fields": [
                    {"id": field.id, "label": field.label} for field in exercise.document.fields
                ],
            },
        }

    def agenda(self, exercise: Conversation, context: Context) -> Agenda:
        """Return the meeting in time, without what each prepares."""
        method = Method.PAIRS if len(exercise.sides) == _A_PAIR else Method.ALL
        steps = tuple(
            Step(each.id, each.title, each.minutes, method, _task(each.text, each.prompts))
            for each in exercise.together
        )
        usual = Variant("", "time", tuple(StepOf(each.id, each.minutes) for each in steps))
        return Agenda(steps, (usual,))

    def cells(self, exercise: Conversation, context: Context) -> Sequence[Cell]:
        """Return the meeting, without room for what each prepares."""
        return tuple(conversation_cells(exercise, context))

    def response(self, exercise: Conversation, platform: Platform) -> ResponseShape | None:
        """Return none: what is said here belongs to those who say it."""
        return None

    def example(self, language: str) -> str:
        """Return a commented conversation to start from."""
        return example_text(self.name, language)


def _task(text: str | None, prompts: Sequence[Any]) -> str | None:
    """Return what a step is about and what to ask, as paragraphs."""
    parts = [*([text] if text else []), *(each.text for each in prompts)]
    return "\n\n".join(parts) or None


kind = ConversationKind()
