"""Group exercise: something a leader runs with colleagues, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Any, Final

from kit.agenda import Agenda, agenda_data
from kit.kinds.examples import example_text
from kit.kinds.group_agenda import group_agenda
from kit.kinds.group_cells import group_cells
from kit.kinds.group_checks import check_group
from kit.kinds.group_model import Group
from kit.model import Platform, ResponseShape
from kit.plugins import Cell, Context, Finding


class GroupKind:
    """The plugin."""

    api: Final = 1
    name: Final = "group"
    model: Final = Group
    template: Final = "kinds/group.html"
    module: Final = "group.js"
    page_module: Final = "group-page.js"
    assets: Traversable | None = None

    def check(self, exercise: Group, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with minutes, steps, variants and sizes."""
        return check_group(exercise, context.exercises)

    def state(self, exercise: Group, context: Context) -> dict[str, Any]:
        """Return the steps and variants with their minutes, as the usual variant first."""
        return {
            "id": context.exercise_id,
            "kind": self.name,
            "title": exercise.title,
            **agenda_data(group_agenda(exercise)),
        }

    def agenda(self, exercise: Group, context: Context) -> Agenda:
        """Return the exercise in time."""
        return group_agenda(exercise)

    def cells(self, exercise: Group, context: Context) -> Sequence[Cell]:
        """Return the leader's notebook."""
        return group_cells(exercise, context)

    def response(self, exercise: Group, platform: Platform) -> ResponseShape | None:
        """Return none: dots and votes are cast in the open and belong to the group."""
        return None

    def example(self, language: str) -> str:
        """Return a commented group exercise to start from."""
        return example_text(self.name, language)


kind = GroupKind()
