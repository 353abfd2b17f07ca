"""How the tools stand on the page: labels that are never cut off, fields as wide as the text."""

from __future__ import annotations

from typing import Any, Final

import ipywidgets

_STYLE: Final = """<style>
.kit-tool .widget-label { white-space: normal; overflow: visible; height: auto; line-height: 1.4 }
.kit-tool .widget-inline-hbox { flex-flow: row wrap; height: auto }
.kit-tool .jupyter-button { min-height: 2.75rem; height: auto; padding: 0 1rem }
.kit-tool input, .kit-tool select { min-height: 2.75rem }
.kit-tool p { max-width: 66ch; line-height: 1.5 }
.kit-tool :focus-visible { outline: 3px solid #1a6fd6; outline-offset: 2px }
</style>"""


class Tool(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets brings no types
    """A tool: its parts below each other."""

    def __init__(self, *children: ipywidgets.Widget) -> None:
        self._style = ipywidgets.HTML(_STYLE)
        super().__init__(children=[self._style, *children])
        self.add_class("kit-tool")

    def show(self, *children: ipywidgets.Widget) -> None:
        """Put other parts in place of those that are there."""
        self.children = [self._style, *children]


def field(make: Any, label: str, **options: Any) -> Any:
    """Return a field with its label, both as long as they need to be.

    :param make: a class of ipywidgets that has a description.
    """
    return make(
        description=label,
        style={"description_width": "initial"},
        layout=ipywidgets.Layout(width="auto", max_width="44rem"),
        **options,
    )


def button(label: str, on_click: Any, *, main: bool = False) -> ipywidgets.Button:
    """Return a button whose words say what happens; a tool has one main button at most."""
    made = ipywidgets.Button(
        description=label,
        button_style="primary" if main else "",
        layout=ipywidgets.Layout(width="auto"),
    )
    made.on_click(lambda _button: on_click())
    return made


def sentence(text: str = "") -> ipywidgets.Label:
    """Return plain text; nothing in it is taken for HTML or a formula."""
    return ipywidgets.Label(value=text, layout=ipywidgets.Layout(width="auto"))
