"""What the routes of one process share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from markupsafe import Markup

from kit.ballots import Collectable, Receiver
from kit.frontend import hue_of
from kit.storage import Store
from kit.web.frame.limits import Limits
from kit.web.frame.measures_store import MeasuresStore
from kit.web.frame.programmes import Programmes


@dataclass(frozen=True, slots=True)
class Look:
    """What makes the pages those of one book: its name, and the focus areas that have the hues."""

    title: str = ""
    areas: tuple[str, ...] = ()

    def hue(self, exercise_id: str) -> int | None:
        """Return the number of an exercise's hue, as the book gives it."""
        return hue_of(self.areas, exercise_id.split("/", maxsplit=1)[0])


@dataclass(frozen=True, slots=True)
class Shared:
    """The stores, who receives, what can be collected, and how often codes may be tried."""

    store: Store
    receiver: Receiver
    collectables: Callable[[], Mapping[str, Collectable]]
    measures: MeasuresStore
    programmes: Programmes
    book: str = ""
    """Where the book is, without a slash at its end; the collector's own host if empty."""
    look: Callable[[], Look] = Look
    limits: Limits = field(default_factory=Limits)
    shown: dict[tuple[str, ...], Markup] = field(default_factory=dict)
    """Figures as everybody with a code sees them: made once, however often somebody looks."""


async def shared(request: Request) -> Shared:
    """Return what the application was made with; ``async``, so that it costs no thread."""
    found: Shared = request.app.state.shared
    return found


Here = Annotated[Shared, Depends(shared)]
