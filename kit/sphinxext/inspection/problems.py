"""Problems of what was built, each with its place in what the author wrote, if it can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from sphinx.application import Sphinx

from kit.checks.settings.foreign import ADVICE, foreign_host, host_allows
from kit.errors import Place, Problem, Severity
from kit.sphinxext.config import KitConfig
from kit.sphinxext.inspection.origins import Whereabouts
from kit.sphinxext.inspection.requests import Found, search_built
from kit.sphinxext.jupyterbook.foreign_hosts import authors_scripts
from kit.sphinxext.loaded import loaded

_PAGES: Final = (".html", ".htm")
_BESIDE: Final = "move it to a page without an exercise, where 'kit_hosts' counts"
_NO_SCRIPT: Final = "put it into a file in _static/, which every page without an exercise runs"


def built_problems(app: Sphinx) -> tuple[Problem, ...]:
    """Return what is wrong with the files that were built, each problem once."""
    config, places = KitConfig.of(app.config), Whereabouts(app)
    found = [
        problem
        for name, all_of_it in search_built(app).items()
        for each in all_of_it
        if not (each.what == "asked" and _allowed(config, name, each.text))
        for problem in [_problem(app, places, name, each)]
    ]
    return tuple(dict.fromkeys([*found, *_left_out(app)]))


def _allowed(config: KitConfig, name: str, address: str) -> bool:
    """Return whether a file may name a host; what a page may ask stands in the page."""
    return not name.endswith(_PAGES) and any(host_allows(host, address) for host in config.hosts)


def _problem(app: Sphinx, places: Whereabouts, name: str, found: Found) -> Problem:
    if found.what != "asked":
        return _stopped(app, places, name, found)
    place, where = _place(app, places, name, found, found.text)
    what = "the page" if name.endswith(_PAGES) else "this file"
    allowed = any(host_allows(host, found.text) for host in KitConfig.of(app.config).hosts)
    return foreign_host(place, found.text, what=what, hint=where + (_BESIDE if allowed else ADVICE))


def _stopped(app: Sphinx, places: Whereabouts, name: str, found: Found) -> Problem:
    lines = [line.strip() for line in found.text.splitlines() if line.strip()]
    place, where = _place(app, places, name, found, lines[0] if lines else "")
    if found.what == "beside":
        message = f"the script '{found.text[:80]}' would run beside an exercise that is answered"
        hint = "move it to a page without an exercise"
        return Problem(place, "blocked-script", message, f"{where}{hint}")
    message = "no browser will run this script, since the book collects answers"
    return Problem(place, "blocked-script", message, f"{where}{_NO_SCRIPT}", Severity.WARNING)


def _place(
    app: Sphinx, places: Whereabouts, name: str, found: Found, text: str
) -> tuple[Place, str]:
    """Return where a text stands, and where a hint should begin: what an author may look for."""
    docname = str(PurePosixPath(name).with_suffix(""))
    written = places.find(text, docname)
    if written:
        place, part = written
        return place, f"{part}: " if part else ""
    host = re.split(r"[/?#]", text.partition("//")[2])[0] if found.what == "asked" else ""
    named = places.find_host(host, docname) if host else None
    if named:
        return named, "this host is named here: "
    extension = places.extension_with(host) if host else None
    by = f"the extension '{extension}' names this host: " if extension else ""
    built, root = Path(app.outdir, name), Path(app.srcdir)
    inside = built.relative_to(root) if built.is_relative_to(root) else Path(name)
    return Place(inside.as_posix(), found.line, found.column), by


def _left_out(app: Sphinx) -> Iterator[Problem]:
    """Yield the author's own scripts, which pages with exercises go without."""
    if not KitConfig.of(app.config).collector or not loaded(app).text.exercises:
        return
    for name in authors_scripts(app):
        for folder in app.config.html_static_path:
            path = PurePosixPath(folder, name)
            if Path(app.srcdir, path).is_file() and not PurePosixPath(folder).is_absolute():
                message = "pages with exercises go without this script: the book collects answers"
                yield Problem(
                    Place(path.as_posix()), "blocked-script", message, None, Severity.WARNING
                )
