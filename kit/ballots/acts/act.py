"""What the key holder can be asked to do, as data that waits in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from kit.ballots.acts.collectable import Collectable
from kit.ballots.acts.reasons import Reason, Remark

CodeKind = Literal["room", "slips"]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round that somebody wants to open."""

    exercise: Collectable
    root: str
    """The unit whose tree takes part; a leaf for a workshop."""
    purpose: str
    """What the answers will be used for, 1 to 400 characters; shown before the first item."""
    discussed_on: date | None
    """When it was discussed with the employees' representatives."""
    k: int = 5
    items: bool = False
    """Whether the distribution of single items is asked for."""
    code: CodeKind = "room"
    closes_on: date | None = None
    """The last day for answers; closing itself is always an act."""
    shown_until: date | None = None
    """The last day on which everybody with a code of a unit sees its figures; none for never."""


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Freeze the units, make the keys, and let people answer."""

    plan: RoundPlan
    act: Literal["open-round"] = "open-round"


@dataclass(frozen=True, slots=True)
class CloseSession:
    """Close one leaf before its round."""

    round_id: str
    unit: str
    act: Literal["close-session"] = "close-session"


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Close a round and release what may be shown."""

    round_id: str
    act: Literal["close-round"] = "close-round"


@dataclass(frozen=True, slots=True)
class WithdrawRound:
    """End a round without a release."""

    round_id: str
    act: Literal["withdraw-round"] = "withdraw-round"


Act = OpenRound | CloseSession | CloseRound | WithdrawRound

ACTS: Final[TypeAdapter[Act]] = TypeAdapter(Annotated[Act, Field(discriminator="act")])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act."""

    done: bool
    round_id: str | None = None
    code: Reason | Remark | None = None
    """Why it was refused, or what has to be said about what was done."""
    details: dict[str, str] = field(default_factory=dict)


OUTCOMES: Final[TypeAdapter[Outcome]] = TypeAdapter(Outcome)


class RefusedError(Exception):
    """An act that may not be done; the code and details of :class:`Outcome`."""

    def __init__(self, code: Reason, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
