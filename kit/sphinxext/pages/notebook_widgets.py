"""Widgets on pages made of notebooks: ours live on the page, others are said to be missing.

Without a kernel a widget has nothing behind it. A self-assessment and a countdown need none: they
are rendered anew from what their authors wrote, by our own templates, and run by the page's host.
What else the saved state holds, such as answers, never reaches a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final, cast

from docutils import nodes
from sphinx.application import Sphinx

from kit.frontend import render_countdown, render_form
from kit.model import Platform, Scale
from kit.plugins import Context
from kit.sphinxext.loaded import loaded
from kit.sphinxext.pages.nodes import kit_html
from kit.sphinxext.pages.notebook_pages import notebook_address

VIEW: Final = "application/vnd.jupyter.widget-view+json"

_STATES: Final = "ipywidgets"
"""What MyST-NB puts into a page for widgets has names that begin so."""
_VIEW_SCRIPT: Final = re.compile(rf'<script type="{re.escape(VIEW)}">(.*?)</script>', re.DOTALL)
_ONLY_A_NAME: Final = re.compile(r"\s*(<.*>|[\w.]+\(.*\))\s*", re.DOTALL)
"""How Python shows an object that has no words for people."""

State = Mapping[str, Any]


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Put what a page can show in place of each widget."""
    if "myst_nb" not in app.extensions:
        return
    docname = app.env.docname
    states = _taken_states(app, docname)
    bundles = [node for node in doctree.findall(nodes.container) if _is_bundle(node)]
    for bundle in bundles:
        view = next((each for each in bundle.children if _type_of(each) == VIEW), None)
        if view is None:
            continue
        state = states.get(_model_of(view), {})
        html = _live(app, state, _level(bundle))
        if html is None:
            bundle.remove(view)
            if _speaks(bundle):
                continue
            html = missing_widget(app, docname)
        bundle.replace_self(kit_html(html))


def replace_views(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Say so, too, where a widget came into a page by another way, such as ``glue``."""
    body = context.get("body")
    if body and VIEW in body:
        words = f'<span class="kit-note">{_words(app, pagename)}</span>'
        context["body"] = _VIEW_SCRIPT.sub(lambda _: words, body)


def missing_widget(app: Sphinx, page: str) -> str:
    """Return what stands in the place of a widget that only Jupyter can show."""
    return f'<p class="kit-note">{_words(app, page)}</p>'


def _words(app: Sphinx, page: str) -> str:
    _ = loaded(app).strings.gettext
    words = escape(_("This part needs Jupyter."))
    address = notebook_address(app, page)
    if address is None:
        return words
    how = escape(_("Download this page as a notebook to use it."))
    return f'{words} <a href="{escape(address)}" download>{how}</a>'


def _taken_states(app: Sphinx, docname: str) -> dict[str, State]:
    """Return the saved states of the page's widgets by model, and take them off the page."""
    about: dict[str, Any] = getattr(app.env, "nb_metadata", {}).get(docname, {})
    files: dict[str, Any] = about.get("js_files", {})
    taken = {name: files.pop(name) for name in [*files] if name.startswith(_STATES)}
    _, options = taken.get(f"{_STATES}_state", (None, {}))
    try:
        states = json.loads(options.get("body", "{}")).get("state", {})
        return {model: about["state"] for model, about in states.items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}


def _is_bundle(node: nodes.container) -> bool:
    return bool(node.get("nb_element") == "mime_bundle")


def _type_of(node: nodes.Node) -> str:
    return str(node.get("mime_type")) if isinstance(node, nodes.Element) else ""


def _model_of(view: nodes.Node) -> str:
    script = _VIEW_SCRIPT.search(view.astext())
    try:
        return str(json.loads(script[1])["model_id"]) if script else ""
    except (LookupError, TypeError, ValueError):
        return ""


def _level(node: nodes.Node) -> int:
    """Return the level of a heading at a node's place."""
    return 1 + sum(isinstance(each, nodes.section) for each in _around(node))


def _around(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _speaks(bundle: nodes.Element) -> bool:
    """Return whether an output says something to people without its widget."""
    kinds = {_type_of(each): each for each in bundle.children}
    plain = kinds.pop("text/plain", None)
    return bool(kinds) or (plain is not None and not _ONLY_A_NAME.fullmatch(plain.astext()))


def _live(app: Sphinx, state: State, level: int) -> str | None:
    """Return a widget of ours for a page; none if it is another's, or not as ours are."""
    render = _OURS.get(str(state.get("_anywidget_id")))
    try:
        return render(app, state, level) if render else None
    # Somebody may have changed what is saved in a notebook into anything.
    except (AttributeError, LookupError, TypeError, ValueError):
        return None


def _self_assessment(app: Sphinx, state: State, level: int) -> str:
    written = state["definition"]
    kind = loaded(app).book.kinds["self-assessment"]
    scale = Scale.model_validate(written["scale"])
    # A form shows nothing of the platform but the scale, and the rest is not in the notebook.
    of_platform: dict[str, Any] = {"scales": (scale,), "roles": (), "focus_areas": ()}
    context = Context(
        exercise_id=str(written["exercise_id"]),
        platform=Platform.model_construct(**of_platform),
        language=str(written["language"]),
    )
    exercise = kind.model.model_validate(written["exercise"])
    return render_form(kind, exercise, context, level=level, notebook=False)


def _countdown(_app: Sphinx, state: State, _level: int) -> str:
    return render_countdown(str(state["language"]), str(state["title"]), int(state["minutes"]))


_OURS: Final = cast(
    "Mapping[str, Callable[[Sphinx, State, int], str]]",
    {
        "kit.widgets.self_assessment.SelfAssessment": _self_assessment,
        "kit.widgets.countdown.Countdown": _countdown,
    },
)
"""By the name that anywidget gives a class in a saved notebook."""
