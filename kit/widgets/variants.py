"""Choose how long, how many or where: the variants of an exercise."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from kit.catalogues import strings
from kit.widgets.layout import Tool, field
from kit.widgets.run_sheet import RunSheet


class Variants(Tool):
    """One radio button for the whole exercise and one for each variant, with their minutes.

    :param on_chosen: is told the variant's id; none means the exercise as it is.
    """

    def __init__(self, sheet: RunSheet, on_chosen: Callable[[str | None], None]) -> None:
        _ = strings(sheet.language).gettext
        minutes = sum(step.minutes for step in sheet.steps)
        whole = _("The whole exercise, %(minutes)d min") % {"minutes": minutes}
        self.options: list[tuple[str, str | None]] = [(whole, None)]
        self.options += [
            (_named(variant.name, sum(step.minutes for step in variant.steps)), variant.id)
            for variant in sheet.variants
        ]
        self._field = field(ipywidgets.RadioButtons, _("How do you do it?"), options=self.options)
        self._field.observe(lambda change: on_chosen(change["new"]), "value")
        super().__init__(self._field)

    @property
    def value(self) -> str | None:
        """The id of the chosen variant; none means the exercise as it is."""
        return self._field.value  # type: ignore[no-any-return] # ipywidgets brings no types

    @value.setter
    def value(self, variant_id: str | None) -> None:
        self._field.value = variant_id


def _named(name: str, minutes: int) -> str:
    """Return a variant's name with its minutes; many are called "30 minutes" already."""
    return name if str(minutes) in name.split() else f"{name}, {minutes} min"
