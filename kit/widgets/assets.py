"""Scripts and styles of the widgets, each kept once.

anywidget keeps a widget's script and style with the widget. A notebook for a group has thirty
widgets of three sorts, and saved with them it would hold the same text thirty times. So each text
is a model of its own, and ``loader.js``, which every widget carries, fetches it from there.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

import anywidget
import ipywidgets
import traitlets

from kit.frontend import countdown_css, minify_script


class Asset(ipywidgets.Widget):  # type: ignore[misc] # ipywidgets brings no types
    """A script or a style sheet that widgets share; it has no view."""

    text = traitlets.Unicode().tag(sync=True)

    def __repr__(self) -> str:
        return f"<Asset: {len(self.text)} characters>"


class KitWidget(anywidget.AnyWidget):
    """A widget whose module and style sheet are shared with others.

    :param module: an ES module whose default export has ``render({ model, el })``.
    :param look: a style sheet.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    module = traitlets.Instance(Asset).tag(sync=True, **ipywidgets.widget_serialization)
    look = traitlets.Instance(Asset).tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(self, *, module: str, look: str, **traits: Any) -> None:
        super().__init__(_esm=_loader(), module=_shared(module), look=_shared(look), **traits)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


_KEPT: Final[dict[str, Asset]] = {}


@cache
def _loader() -> str:
    return minify_script(asset_text("loader.js"))


@cache
def asset_text(name: str) -> str:
    """Return a module or a style sheet of the tools."""
    return (files("kit.widgets") / name).read_text(encoding="utf-8")


@cache
def tools_css() -> str:
    """Return the look of the tools, the countdown among them: one text, so that it is kept once."""
    return f"{asset_text('tools.css')}\n{countdown_css()}"


def _shared(text: str) -> Asset:
    """Return the one asset with a text; a new one if the last was closed with its kernel."""
    found = _KEPT.get(text)
    if found is None or found.comm is None:
        found = _KEPT[text] = Asset(text=text)
    return found
