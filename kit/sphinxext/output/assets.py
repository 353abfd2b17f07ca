"""Styles and scripts: from our packages into ``_static``, and onto the pages that need them."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from kit.errors import Severity
from kit.files import write_whole
from kit.frontend import (
    AGREEMENT_NAME,
    COUNTDOWN_NAME,
    ENGLISH_NAME,
    WORKSHOP_NAME,
    agreement_script,
    asset_bytes,
    asset_files,
    countdown_script,
    module_files,
    module_name,
    workshop_script,
)
from kit.load import failing_kind
from kit.plugins import FAILURES
from kit.sphinxext.loaded import loaded
from kit.sphinxext.output.theme_colours import THEME_COLOURS, has_theme_colours
from kit.sphinxext.pages.nodes import KitHtml
from kit.sphinxext.problems.warnings import warn
from kit.sphinxext.translations.english import marking_script

_SPECIAL: Final = re.compile(
    r'<math\b|class="(?:[^"]* )?'
    r"(?:highlight|math\b|cell|eqno|dataframe|code-block|toggle|admonition|sd-|topic|sidebar|rubric|"
    r"footnote|citation|task-list|attribution|align-(?:left|right|center)|(?:tag_)?(?:margin|full-width))"
)
_OF_FORMULAS: Final = "formulas"
_KIND: Final = re.compile(r'data-kit-kind="([a-z0-9-]+)"')


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put our files into the output, under the names that pages ask for."""
    if builder.format != "html":
        return
    folder = Path(app.outdir, "_static")
    for name, data in static_files(app).items():
        write_whole(folder / name, data)


def static_files(app: Sphinx) -> dict[str, bytes]:
    """Return the files by name: those of the forms, and those of the book that are no signs.

    The fonts of formulas only where there are formulas: they weigh more than all the rest. What
    marks words as English only where scripts say some, the names of another theme's colours only
    where a style sheet has one.
    """
    book = loaded(app).book
    found = {name: text.encode() for name, text in asset_files((), loaded(app).language).items()}
    found[f"{COUNTDOWN_NAME}.js"] = countdown_script().encode()
    if book.workshops or book.exercises:
        found[f"{WORKSHOP_NAME}.js"] = workshop_script().encode()
    if book.platform is not None:
        found[f"{AGREEMENT_NAME}.js"] = agreement_script().encode()
    for name, kind in sorted(book.kinds.items()):
        try:
            found |= {file: text.encode() for file, text in module_files(kind).items()}
        except FAILURES as error:
            problem = failing_kind(book.discovery, name, f"its module '{kind.module}'", error)
            used = any(entry.value.kind == name for entry in book.exercises.values())
            warn(problem if used else replace(problem, severity=Severity.WARNING))
    marking = marking_script(str(app.config.language))
    if marking is not None:
        found[ENGLISH_NAME] = marking
    formulas = _has_formulas(app)
    for entry in files("kit.frontend").joinpath("static").iterdir():
        wanted = formulas or not entry.name.startswith(_OF_FORMULAS)
        wanted = wanted and entry.name != ENGLISH_NAME
        wanted = wanted and (entry.name != THEME_COLOURS or has_theme_colours(app))
        if entry.is_file() and entry.name not in found and wanted:
            found[entry.name] = asset_bytes(entry)
    return found


def _has_formulas(app: Sphinx) -> bool:
    domain: Any = app.env.get_domain("math")
    return bool(domain.has_equations())


def style_special_parts(app: Sphinx, context: dict[str, Any]) -> None:
    """Add the style of boxes, notes, code, formulas and cells to a page that shows some of them.

    A page that shows no code needs no colours and no button to copy it, either.
    """
    body = str(context.get("body") or "")
    if _SPECIAL.search(body):
        app.add_css_file("extensions.css", priority=320)
    if "kit-meetings" in body:
        app.add_css_file("meetings.css", priority=322)
    if "<math" in body:
        app.add_css_file("formulas.css", priority=325)
    context["kit_code"] = 'class="highlight' in body
    if context["kit_code"]:
        app.add_js_file("code.js", defer="defer")
    else:
        styles = context["css_files"]
        styles[:] = [style for style in styles if "pygments.css" not in str(style)]


def add_page_assets(app: Sphinx, doctree: nodes.document | None) -> bool:
    """Add the forms' style and scripts to a page that shows something of ours.

    :return: whether there is a form on the page.
    """
    if doctree is None:
        return False
    shown = [node["html"] for node in doctree.findall(KitHtml)]
    if not shown:
        return False
    if app.config.html_theme != "workshop-kit":
        app.add_css_file("tokens.css", priority=300)
    kinds = sorted({kind for html in shown for kind in _KIND.findall(html)})
    if not kinds:
        return False
    app.add_css_file("forms.css", priority=310)
    known = loaded(app).book.kinds
    scripts = [module_name(known[kind]) for kind in kinds if kind in known]
    if COUNTDOWN_NAME in kinds:
        app.add_css_file("countdown.css", priority=315)
        scripts.append(f"{COUNTDOWN_NAME}.js")
    attributes: dict[str, Any] = {"defer": "defer", "priority": 600}
    for name in ["host.js", *(script for script in scripts if script)]:
        app.add_js_file(name, **attributes)
    return True
