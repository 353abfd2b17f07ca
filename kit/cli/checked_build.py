"""What ``kit build`` does once it has begun; a module of its own, since importing it takes time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from kit.errors import Problem, Severity, UsageError
from kit.load import load_book
from kit.sphinxext import BuildResult, build_book
from kit.sphinxext.build.turns import turn


def build_checked(
    project: Path,
    languages: tuple[str, ...],
    tell: Callable[[str], None],
    spare: Popen[str] | None,
    *,
    strict: bool | None = None,
    say: Callable[[str], None] | None = None,
) -> tuple[tuple[Problem, ...], BuildResult]:
    """Check a book, build it if nothing is wrong, and return all problems and the result.

    :param languages: build only these; none means all of the book's.
    :param spare: see :func:`kit.sphinxext.build_book`.
    :param strict: whether warnings are errors; none means what the book's own settings say.
    :param say: is told for whom this build waits, if another one is at work.
    :raises UsageError: if the book does not have one of the languages.
    """
    with turn(project, say):
        # Not before: what was saved meanwhile belongs to this build.
        return _built(project, languages, tell, spare, strict=strict)


def _built(
    project: Path,
    languages: tuple[str, ...],
    tell: Callable[[str], None],
    spare: Popen[str] | None,
    *,
    strict: bool | None,
) -> tuple[tuple[Problem, ...], BuildResult]:
    book = load_book(project)
    unknown = set(languages) - set(book.languages)
    wanted = [language for language in book.languages if language in languages]

    def check() -> tuple[Problem, ...]:
        # Another process is building already.
        from kit.checks import check_book  # noqa: PLC0415

        found = check_book(book, strict=strict)
        if unknown and not any(problem.severity is Severity.ERROR for problem in found):
            known = ", ".join(book.languages)
            raise UsageError(f"the book has no language {min(unknown)!r}; it has {known}")
        return found

    result = build_book(
        project,
        book=book,
        languages=wanted or None,
        strict=strict,
        progress=tell,
        check=check,
        spare=spare,
    )
    return result.problems, result
