"""Build the book in one language; also as a process of its own, beside the others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sphinx.application import builtin_extensions
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.errors import AuthorError, Problem
from kit.plugins import FAILURES
from kit.sphinxext.build.application import Application, Unmerged
from kit.sphinxext.build.completeness import Written
from kit.sphinxext.build.held_file import held
from kit.sphinxext.build.interrupts import Keys
from kit.sphinxext.build.leftovers import empty
from kit.sphinxext.build.process_state import belongings
from kit.sphinxext.build.progress import Stages
from kit.sphinxext.build.result import LanguageResult
from kit.sphinxext.incremental.outdated_pages import note_warned
from kit.sphinxext.inspection.problems import built_problems
from kit.sphinxext.jupyterbook.settings import sphinx_config
from kit.sphinxext.problems.broken_build import Setting, told

_BEGUN: Final = "begun"
"""A file that is there while a language is being built, and stays where the build broke off."""

_Outcome = tuple[tuple[Problem, ...], tuple[str, ...], bool]
"""What was wrong, what else is to be said, and whether what lies on the disk is whole."""


def build_language(  # noqa: PLR0913 - all but three by name
    root: Path,
    language: str,
    languages: tuple[str, ...],
    *,
    cache: Path,
    locale: Path,
    place: str = "",
    jobs: int = 1,
    progress: Callable[[str], None] | None = None,
) -> LanguageResult:
    """Build the book in one language below ``cache``, incrementally, and return what happened.

    :param locale: folder with compiled catalogues, ours for Sphinx included.
    :param place: the folder of the site in which its pages will lie, with a slash at its end.
    :param jobs: processes that Sphinx may use.
    :raises OSError: if the disk refuses something.
    """
    folder = cache / language
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / "lock"):
        begun = _begin(folder)
        _forget_language()
        # What an extension prints must not get between our lines.
        with belongings(root), redirect_stdout(sys.stderr):
            about = (root, language, languages, locale, place)
            problems, notes, whole = _tried(about, folder, jobs, progress)
        if whole:
            begun.unlink()
    return LanguageResult(language, folder / "html", problems, notes)


def _forget_language() -> None:
    """Undo the language that Sphinx keeps of one application for the next in the same process."""
    translators.clear()
    # "Added in version" is translated once, when its module is imported, if a language is chosen
    # by then, and by its first application Sphinx has chosen one. Imported now, it stays open.
    for extension in builtin_extensions:
        import_module(extension)


def _begin(folder: Path) -> Path:
    """Let a build begin afresh if the last one did not come to its end, however that ended."""
    begun = folder / _BEGUN
    if begun.exists():
        # Half a file may lie there under the name of a whole one, and be noted as written.
        for name in ("doctrees", "html"):
            empty(folder / name)
    begun.touch()
    return begun


def _tried(
    about: tuple[Path, str, tuple[str, ...], Path, str],
    folder: Path,
    jobs: int,
    progress: Callable[[str], None] | None,
) -> _Outcome:
    """Build in several processes, or in one if an extension needs that."""
    try:
        overrides = _settings(*about)
    except AuthorError as error:
        # Nothing was written; what was built before is as good as it was.
        return error.problems, (), True
    try:
        return _built(about[0], folder, overrides, jobs, progress)
    except Unmerged as unmerged:
        problems, notes, whole = _built(about[0], folder, _settings(*about), 1, progress)
        return problems, (*notes, unmerged.note), whole


def _built(
    root: Path,
    folder: Path,
    overrides: dict[str, Any],
    jobs: int,
    progress: Callable[[str], None] | None,
) -> _Outcome:
    """Build once.

    :raises Unmerged: if it has to be built in one process.
    """
    heard: list[Problem] = []
    app: Application | None = None
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
                parallel=jobs,
            )
            lacking = _run(app, progress)
    except Unmerged:
        raise
    except (*FAILURES, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and keys.pressed:
            raise
        setting = Setting(root, tuple(app.extensions if app else overrides["extensions"]))
        lacking = (told(error, setting, folder / "broke-off.txt"),)
    else:
        note_warned(app, _warned(app, heard))
        # What was found in a built file is remembered; no page need be read anew to find it again.
        heard += built_problems(app)
    found = sorted(dict.fromkeys((*heard, *lacking)), key=lambda problem: problem.place)
    return tuple(found), tuple(app.notes if app else ()), not lacking


def _run(app: Application, progress: Callable[[str], None] | None) -> tuple[Problem, ...]:
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


def _settings(
    root: Path, language: str, languages: tuple[str, ...], locale: Path, place: str
) -> dict[str, Any]:
    settings = sphinx_config(root)
    if settings.get("html_baseurl"):
        settings["html_baseurl"] = f"{settings['html_baseurl'].rstrip('/')}/{place}"
    return settings | {
        "language": language,
        "locale_dirs": [str(locale)],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "kit_languages": list(languages),
    }
