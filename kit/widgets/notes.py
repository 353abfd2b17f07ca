"""Room for notes during a step."""

from __future__ import annotations

import ipywidgets

from kit.catalogues import strings
from kit.widgets.layout import Tool, field


class Notes(Tool):
    """A field for notes; ``text`` is what stands in it."""

    def __init__(self, language: str, title: str) -> None:
        label = strings(language).gettext("Notes: %(step)s") % {"step": title}
        self._field = field(ipywidgets.Textarea, label, rows=3)
        super().__init__(self._field)
        self.add_class("kit-notes")

    @property
    def text(self) -> str:
        """What was noted."""
        return str(self._field.value)

    @text.setter
    def text(self, text: str) -> None:
        self._field.value = text
