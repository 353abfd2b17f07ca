"""Build the whole book: every language, then the site as one, replaced only by a good build."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from babel.messages.pofile import PoFileError

from kit.catalogues import broken_catalogue, compile_folder, read_catalogue, sphinx_locale_dir
from kit.errors import Problem, Severity
from kit.load import Book, load_book
from kit.sphinxext.front_door import front_door
from kit.sphinxext.loaded import lent
from kit.sphinxext.one_language import build_language
from kit.sphinxext.publish import publish
from kit.sphinxext.result import BuildResult, LanguageResult
from kit.sphinxext.worker import Order, Worker

Progress = Callable[[str], None]


def build_book(  # noqa: PLR0913 - all but one by name
    root: Path,
    *,
    book: Book | None = None,
    languages: Sequence[str] | None = None,
    out: Path | None = None,
    warnings_as_problems: bool = True,
    progress: Progress | None = None,
    helper: Worker | None = None,
) -> BuildResult:
    """Build the book in ``root`` and return where it is and what was wrong.

    The last good site stays if anything is wrong. What was built is kept in ``_build/cache`` so
    that the next build reads and writes only what has changed.

    :param book: the book as it was loaded from ``root`` just now; none means to load it.
    :param languages: build only these; none means all of the book's.
    :param out: the site's folder; none means ``_build/site``.
    :param warnings_as_problems: whether a warning of Sphinx keeps the site from being replaced.
    :param progress: is told in a few words what is being done.
    :param helper: a process that is up already, for the second language.
    """
    root = root.resolve()
    book = book or load_book(root)
    site = (out or root / "_build" / "site").resolve()
    wanted = tuple(languages or book.languages)
    locale = root / "_build" / "locale"
    sphinx_locale_dir(locale)
    broken = compile_prose(root, locale)
    with lent(root, book):
        results = _build_all(root, wanted, book.languages, locale, progress, helper)
    said = [problem for result in results for problem in result.problems]
    problems = weighed(book, [*said, *broken], warnings_as_problems=warnings_as_problems)
    written: tuple[str, ...] = ()
    if not any(problem.severity is Severity.ERROR for problem in problems):
        outputs = {result.language: result.output for result in results}
        tops = front_door(site, book, outputs)
        written = publish(site, outputs, tops, memory=root / "_build/cache/published.json")
    return BuildResult(site, wanted, problems, written)


def compile_prose(root: Path, locale: Path) -> list[Problem]:
    """Compile the translations that can be compiled, and return why the rest cannot."""
    source = root / "locale"
    if not source.is_dir():
        return []
    try:
        compile_folder(source, locale)
    except (PoFileError, ValueError):
        return [problem for path in sorted(source.rglob("*.po")) for problem in _broken(root, path)]
    return []


def _broken(root: Path, path: Path) -> Iterator[Problem]:
    name = path.relative_to(root).as_posix()
    try:
        read_catalogue(path, name.split("/")[1])
    except (PoFileError, ValueError) as error:
        yield broken_catalogue(name, error)


def weighed(
    book: Book, found: Iterable[Problem], *, warnings_as_problems: bool = True
) -> tuple[Problem, ...]:
    """Return what a build found, each problem once and in file order."""
    # `kit check` tells what deserves a look in the YAML files; here it would be told twice.
    told = {problem for problem in book.problems if problem.severity is Severity.WARNING}
    weight = Severity.ERROR if warnings_as_problems else Severity.WARNING
    listed = (
        replace(problem, severity=weight) if problem.code == "build" else problem
        for problem in dict.fromkeys(found)
        if problem not in told
    )
    return tuple(sorted(listed, key=lambda problem: problem.place))


def _build_all(
    root: Path,
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    locale: Path,
    progress: Progress | None,
    helper: Worker | None,
) -> list[LanguageResult]:
    """Build the first language here and the others beside it, as far as there are processors."""
    cores = _cores()
    jobs = max(1, cores // len(wanted))
    cache = root / "_build" / "cache"

    def here(language: str) -> LanguageResult:
        return build_language(
            root, language, languages, cache=cache, locale=locale, jobs=jobs, progress=progress
        )

    if cores == 1 or len(wanted) == 1:
        return [here(language) for language in wanted]

    def beside(language: str) -> LanguageResult:
        worker = helper if helper and language == wanted[1] else Worker()
        try:
            worker.start(Order(str(root), language, languages, str(cache), str(locale), jobs))
            return worker.result(progress)
        finally:
            worker.close()

    with ThreadPoolExecutor(max_workers=cores - 1) as pool:
        others = [pool.submit(beside, language) for language in wanted[1:]]
        return [here(wanted[0]), *(other.result() for other in others)]


@contextmanager
def helping(languages: Sequence[str]) -> Iterator[Worker | None]:
    """Start a process for the second language, so that it is up when the build begins.

    :param languages: what will be built; with one language, or one processor, nobody helps.
    """
    if len(languages) == 1 or _cores() == 1:
        yield None
        return
    worker = Worker()
    worker.open()
    try:
        yield worker
    finally:
        worker.close()


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
