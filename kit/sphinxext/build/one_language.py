"""Build the book in one language; also as a process of its own, beside the others."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.errors import AuthorError, Problem
from kit.plugins import FAILURES
from kit.sphinxext.build.application import Application, Unmerged
from kit.sphinxext.build.completeness import Written
from kit.sphinxext.build.held_file import held
from kit.sphinxext.build.interrupts import Keys
from kit.sphinxext.build.leftovers import empty
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.progress import Stages, Tell
from kit.sphinxext.build.result import LanguageResult
from kit.sphinxext.incremental.outdated_pages import note_warned
from kit.sphinxext.inspection.problems import built_problems
from kit.sphinxext.jupyterbook.settings import sphinx_config
from kit.sphinxext.patches.sphinx_process_state import belongings, forget_language
from kit.sphinxext.problems.broken_build import Setting, problem_of

_BEGUN: Final = "begun"
"""A file that is there while a language is being built, and stays where the build broke off."""

_Outcome = tuple[tuple[Problem, ...], tuple[str, ...], bool]
"""What was wrong, what else is to be said, and whether what lies on the disk is whole."""


def build_language(order: Order, progress: Tell | None = None) -> LanguageResult:
    """Build the book in one language, incrementally, and return what happened.

    :raises OSError: if the disk refuses something.
    """
    folder = order.folder
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / "lock"):
        begun = _begin(folder)
        forget_language()
        # What an extension prints must not get between our lines.
        with belongings(order.root), redirect_stdout(sys.stderr):
            problems, notes, whole = _tried(order, progress)
        if whole:
            begun.unlink()
    return LanguageResult(order.language, folder / "html", problems, notes)


def _begin(folder: Path) -> Path:
    """Let a build begin afresh if the last one did not come to its end, however that ended."""
    begun = folder / _BEGUN
    if begun.exists():
        # Half a file may lie there under the name of a whole one, and be noted as written.
        for name in ("doctrees", "html"):
            empty(folder / name)
    begun.touch()
    return begun


def _tried(order: Order, progress: Tell | None) -> _Outcome:
    """Build in several processes, or in one if an extension needs that."""
    try:
        overrides = _settings(order)
    except AuthorError as error:
        # Nothing was written; what was built before is as good as it was.
        return error.problems, (), True
    try:
        return _built(order, overrides, progress)
    except Unmerged as unmerged:
        alone = replace(order, jobs=1)
        problems, notes, whole = _built(alone, _settings(order), progress)
        return problems, (*notes, unmerged.note), whole


def _built(order: Order, overrides: dict[str, Any], progress: Tell | None) -> _Outcome:
    """Build once.

    :raises Unmerged: if it has to be built in one process.
    """
    heard: list[Problem] = []
    app: Application | None = None
    root, folder = order.root, order.folder
    keys = Keys()
    try:
        with keys, patch_docutils(str(root)), docutils_namespace():
            app = Application(
                heard,
                srcdir=root,
                confdir=None,
                outdir=folder / "html",
                doctreedir=folder / "doctrees",
                buildername="html",
                confoverrides=overrides,
                status=None,
                warning=None,
                parallel=order.jobs,
            )
            lacking = _run(app, progress)
    except Unmerged:
        raise
    except (*FAILURES, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and keys.pressed:
            raise
        setting = Setting(root, tuple(app.extensions if app else overrides["extensions"]))
        lacking = (problem_of(error, setting, folder / "broke-off.txt"),)
    else:
        note_warned(app, _warned(app, heard))
        # What was found in a built file is remembered; no page need be read anew to find it again.
        heard += built_problems(app)
    found = sorted(dict.fromkeys((*heard, *lacking)), key=lambda problem: problem.place)
    return tuple(found), tuple(app.notes if app else ()), not lacking


def _run(app: Application, progress: Tell | None) -> tuple[Problem, ...]:
    """Build, and return a problem for everything that was not written."""
    if progress is not None:
        Stages(app, progress)
    written = Written(app)
    app.build()
    return tuple(written.lacking())


def _warned(app: Application, problems: list[Problem]) -> set[str]:
    """Return the pages that have to be read again for the problems to be said again."""
    pages = {
        app.project.path2doc(str(Path(app.srcdir, problem.place.path))) for problem in problems
    }
    found = {page for page in pages if page in app.env.found_docs}
    # Something was said that belongs to no page; only a full build is sure to say it again.
    return set(app.env.found_docs) if len(found) < len(pages) else found


def _settings(order: Order) -> dict[str, Any]:
    settings = sphinx_config(order.root)
    if settings.get("html_baseurl"):
        settings["html_baseurl"] = f"{settings['html_baseurl'].rstrip('/')}/{order.place}"
    return settings | {
        "language": order.language,
        "locale_dirs": [str(order.locale)],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "kit_languages": list(order.languages),
    }
