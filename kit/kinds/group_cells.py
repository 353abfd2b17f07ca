"""A group exercise as notebook cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.plugins import Cell, Context

if TYPE_CHECKING:
    from kit.kinds.group import Group


def group_cells(exercise: Group, context: Context) -> Sequence[Cell]:
    """Return the leader's notebook for one group exercise."""
    return ()
