"""Count a step's minutes down, in the page and not in the kernel."""

from __future__ import annotations

from typing import Any

import traitlets

from kit.catalogues import strings
from kit.frontend import countdown_source, countdown_strings
from kit.widgets.assets import KitWidget, tools_css


class Countdown(KitWidget):
    """A countdown with start, pause, one minute more, start again and the whole screen.

    It runs in the browser. The kernel hears of it only when a button is pressed, and may be
    busy or asleep in between.
    """

    language = traitlets.Unicode().tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    """What is counted, for those who cannot see it: "Time for: Ask"."""
    minutes = traitlets.Int(min=1).tag(sync=True)
    left = traitlets.Float().tag(sync=True)
    """Seconds left when it was last started or paused."""
    deadline = traitlets.Float().tag(sync=True)
    """When it ends, in milliseconds since 1970; 0 while it stands still."""

    def __init__(self, language: str, title: str, minutes: int) -> None:
        _ = strings(language).gettext
        super().__init__(
            module=countdown_source(),
            look=tools_css(),
            language=language,
            title=_("Time for: %(step)s") % {"step": title},
            minutes=minutes,
            left=minutes * 60.0,
            strings=countdown_strings(language),
        )
        self.add_class("kit-tool")

    @traitlets.observe("minutes")
    def _on_minutes_changed(self, _change: Any) -> None:
        """Begin anew: the leader has chosen another variant."""
        with self.hold_sync():
            self.left = self.minutes * 60.0
            self.deadline = 0.0
