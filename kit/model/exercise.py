"""What every exercise says, whatever its kind."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from kit.model.base import (
    ExerciseId,
    Id,
    Line,
    Maintained,
    Minutes,
    RoleId,
    Source,
    Text,
)

Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""What :meth:`kit.model.ResponseShape.fingerprint` returns."""


class Develops(StrEnum):
    """What an exercise develops."""

    SERVICES = "services"
    WORKING_ENVIRONMENT = "working-environment"


class Method(StrEnum):
    """How people work in a step (individual-group-plenary and 1-2-4-all use these in turn)."""

    ALONE = "alone"
    PAIRS = "pairs"
    THREES = "threes"
    FOURS = "fours"
    GROUPS = "groups"
    ALL = "all"
    LEADER = "leader"
    """The leader speaks."""
    BREAK = "break"


class Exercise(Maintained):
    """Base of every kind's schema; the kind adds its own keys."""

    kind: Id
    title: Line
    summary: Text
    """What it is for, in one or two sentences to the reader."""
    minutes: Minutes
    roles: tuple[RoleId, ...] = ()
    """Whom it is for; empty means everybody."""
    develops: Annotated[tuple[Develops, ...], Field(min_length=1)]
    source: Source = "kit"
    formerly: tuple[ExerciseId, ...] = ()
    """Ids that the exercise had before."""
    same_as: tuple[Fingerprint, ...] = ()
    """Fingerprints of earlier wordings that asked the same, apart from spelling."""
