"""Build the whole book: every language, then the site as one, replaced only by a good build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from babel.messages.pofile import PoFileError

from kit.catalogues import broken_catalogue, compile_folder, read_catalogue, sphinx_locale_dir
from kit.errors import Problem, Severity
from kit.load import load_book
from kit.sphinxext.front_door import front_door
from kit.sphinxext.one_language import build_language
from kit.sphinxext.publish import publish
from kit.sphinxext.result import BuildResult, LanguageResult

Progress = Callable[[str], None]


def build_book(
    root: Path,
    *,
    languages: Sequence[str] | None = None,
    out: Path | None = None,
    warnings_as_problems: bool = True,
    progress: Progress | None = None,
) -> BuildResult:
    """Build the book in ``root`` and return where it is and what was wrong.

    The last good site stays if anything is wrong. What was built is kept in ``_build/cache`` so
    that the next build reads and writes only what has changed.

    :param languages: build only these; none means all of the book's.
    :param out: the site's folder; none means ``_build/site``.
    :param warnings_as_problems: whether a warning of Sphinx keeps the site from being replaced.
    :param progress: is told in a few words what is being done.
    """
    root = root.resolve()
    book = load_book(root)
    site = (out or root / "_build" / "site").resolve()
    wanted = tuple(languages or book.languages)
    locale = root / "_build" / "locale"
    sphinx_locale_dir(locale)
    broken = _compile_prose(root, locale)
    results = _build_all(root, wanted, book.languages, locale, progress)
    # `kit check` tells what deserves a look in the YAML files; here it would be told twice.
    told = {problem for problem in book.problems if problem.severity is Severity.WARNING}
    said = (problem for result in results for problem in result.problems)
    found = [problem for problem in dict.fromkeys((*said, *broken)) if problem not in told]
    problems = tuple(_weighed(found, warnings_as_problems))
    written: tuple[str, ...] = ()
    if not any(problem.severity is Severity.ERROR for problem in problems):
        outputs = {result.language: result.output for result in results}
        tops = front_door(site, book, outputs)
        written = publish(site, outputs, tops, memory=root / "_build/cache/published.json")
    return BuildResult(site, wanted, problems, written)


def _compile_prose(root: Path, locale: Path) -> list[Problem]:
    """Compile what can be compiled, and return why the rest cannot."""
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


def _weighed(found: Iterable[Problem], as_errors: bool) -> list[Problem]:  # noqa: FBT001 - internal
    weight = Severity.ERROR if as_errors else Severity.WARNING
    return sorted(
        (
            replace(problem, severity=weight) if problem.code == "build" else problem
            for problem in found
        ),
        key=lambda problem: problem.place,
    )


def _build_all(
    root: Path,
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    locale: Path,
    progress: Progress | None,
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
        order = {
            "root": str(root),
            "language": language,
            "languages": languages,
            "cache": str(cache),
            "locale": str(locale),
            "jobs": jobs,
        }
        return _in_another_process(order, progress)

    with ThreadPoolExecutor(max_workers=cores - 1) as pool:
        others = [pool.submit(beside, language) for language in wanted[1:]]
        return [here(wanted[0]), *(other.result() for other in others)]


def _in_another_process(order: dict[str, object], progress: Progress | None) -> LanguageResult:
    """Build one language in a fresh interpreter: Sphinx keeps too much in its modules for two.

    A fork would be quicker, but is not safe beside the threads of a server or a test.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", "from kit.sphinxext.one_language import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    with process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process was started without pipes")
        with process.stdin as stdin:
            json.dump(order, stdin)
        for line in process.stdout:
            said = json.loads(line)
            if "result" in said:
                return LanguageResult.from_json(said["result"])
            if progress is not None:
                progress(said["progress"])
    raise RuntimeError(f"building {order['language']!r} ended with code {process.returncode}")


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
