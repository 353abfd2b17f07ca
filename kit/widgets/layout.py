"""How the tools stand on the page: labels that are never cut off, and one sentence that is heard.

A tool is an ipywidgets box; ``tools.css`` gives it its look, in light and dark themes.
"""

from __future__ import annotations

from typing import Any

import ipywidgets
import traitlets

from kit.frontend import bundled
from kit.widgets.assets import KitWidget, tools_css


class Said(KitWidget):
    """A sentence that is read aloud when it changes; it also brings the look of the tools.

    What stands in ``value`` is text; nothing in it is taken for HTML or a formula.
    """

    value = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(module=bundled("widgets/said.js"), look=tools_css())


class Tool(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets brings no types
    """A tool: its parts below each other, and below them what it says."""

    def __init__(self, *children: ipywidgets.Widget) -> None:
        self.said = Said()
        super().__init__(children=[*children, self.said])
        self.add_class("kit-tool")

    def __repr__(self) -> str:
        """Return what a page shows where no kernel runs; not everything that is inside."""
        return f"<{type(self).__name__.strip('_')}>"

    def show(self, *children: ipywidgets.Widget) -> None:
        """Put other parts in place of those that are there."""
        self.children = [*children, self.said]


def field(make: Any, label: str, **options: Any) -> Any:
    """Return a field with its label, as wide as the tool.

    :param make: a class of ipywidgets that has a description.
    """
    return make(
        description=label,
        # Without it, ipywidgets writes "null" beside the pointer.
        tooltip=label,
        style={"description_width": "initial"},
        layout=ipywidgets.Layout(width="auto"),
        **options,
    )


def button(
    label: str, on_click: Any, *, main: bool = False, quiet: bool = False
) -> ipywidgets.Button:
    """Return a button whose words say what happens; a tool has one main button at most."""
    made = ipywidgets.Button(
        description=label,
        button_style="primary" if main else "",
        layout=ipywidgets.Layout(width="auto"),
    )
    if quiet:
        made.add_class("kit-quiet")
    made.on_click(lambda _button: on_click())
    return made


def row(*children: ipywidgets.Widget, look: str) -> ipywidgets.HBox:
    """Return parts beside each other, as long as there is room.

    :param look: a class of ``tools.css``.
    """
    made = ipywidgets.HBox(children)
    made.add_class(look)
    return made


def sentence(text: str = "") -> ipywidgets.Label:
    """Return plain text that stands still; nothing in it is taken for HTML or a formula."""
    return ipywidgets.Label(value=text, layout=ipywidgets.Layout(width="auto"))
