"""Names of units that two of them would share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.catalogues import strings

if TYPE_CHECKING:
    from kit.ballots import RoundUnit


def unit_name(unit: RoundUnit, language: str) -> str:
    """Return a unit's name; those placed directly at a unit with others below it are told apart."""
    if not unit.own:
        return unit.name
    name = strings(language).gettext("%(unit)s (directly at the unit)")
    return name % {"unit": unit.name}
