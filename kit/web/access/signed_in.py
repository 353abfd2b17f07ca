"""What the frame around every leader's page says: who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.ballots import load_units
from kit.web.access import Visitor
from kit.web.frame.state import Shared


def framed(
    here: Shared, who: Visitor, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a template's variables with the name of the visitor's unit."""
    tree = load_units(here.store)
    unit = tree.find(who.unit) if tree else None
    return {"visitor": who, "who": unit.name if unit else who.unit, **(variables or {})}
