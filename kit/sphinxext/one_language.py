"""Build the book in one language; also as a process of its own, beside the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.errors import AuthorError, Place, Problem
from kit.sphinxext.jupyterbook import sphinx_config
from kit.sphinxext.outdated import note_warned
from kit.sphinxext.problems import collect_problems
from kit.sphinxext.result import LanguageResult, forget


def build_language(  # noqa: PLR0913 - all but three by name
    root: Path,
    language: str,
    languages: tuple[str, ...],
    *,
    cache: Path,
    locale: Path,
    jobs: int = 1,
    progress: Callable[[str], None] | None = None,
) -> LanguageResult:
    """Build the book in one language below ``cache``, incrementally, and return what happened.

    :param locale: folder with compiled catalogues, ours for Sphinx included.
    :param jobs: processes that Sphinx may use.
    """
    output = cache / language / "html"
    try:
        overrides = _settings(root, language, languages, locale)
    except AuthorError as error:
        return LanguageResult(language, output, error.problems)
    doctrees = cache / language / "doctrees"
    # Sphinx keeps the words of one application for the next in the same process, and adds to them.
    translators.clear()
    with patch_docutils(str(root)), docutils_namespace():
        try:
            app = Sphinx(
                srcdir=root,
                confdir=None,
                outdir=output,
                doctreedir=doctrees,
                buildername="html",
                confoverrides=overrides,
                status=None,
                warning=None,
                parallel=jobs,
            )
            return LanguageResult(language, output, _run(app, progress))
        except SphinxError as error:
            forget(cache, language)
            problem = Problem(Place("_config.yml"), "build-broke-off", " ".join(str(error).split()))
            return LanguageResult(language, output, (problem,))


def _run(app: Sphinx, progress: Callable[[str], None] | None) -> tuple[Problem, ...]:
    collector = collect_problems(app)
    language = str(app.config.language)
    if progress is not None:
        tell = progress
        app.connect("source-read", lambda _app, page, _source: tell(f"{language}: {page}"))
    app.build()
    problems = tuple(sorted(collector.found, key=lambda problem: problem.place))
    pages = {
        app.project.path2doc(str(Path(app.srcdir, problem.place.path))) for problem in problems
    }
    found = {page for page in pages if page in app.env.found_docs}
    if problems and len(found) < len(pages):
        # Something was said that belongs to no page; only a full build is sure to say it again.
        found = set(app.env.found_docs)
    note_warned(app, found)
    return problems


def _settings(
    root: Path, language: str, languages: tuple[str, ...], locale: Path
) -> dict[str, Any]:
    settings = sphinx_config(root)
    if settings.get("html_baseurl"):
        settings["html_baseurl"] = f"{settings['html_baseurl'].rstrip('/')}/{language}/"
    return settings | {
        "language": language,
        "locale_dirs": [str(locale)],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "kit_languages": list(languages),
    }
