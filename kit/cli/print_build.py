"""What ``kit build --format print`` does; a module of its own, since importing it takes time."""

from __future__ import annotations

from pathlib import Path

from kit.checks import check_book
from kit.cli.output import answer, count, end_with, progress, say, show_problems
from kit.errors import Severity, UsageError
from kit.load import load_book
from kit.sphinxext.build.turns import turn

_NEEDS = (
    "paper needs WeasyPrint, which is not installed; now:"
    " python -m pip install 'workshop-kit[print]'"
)
_NEEDS_PANGO = (
    "paper needs the library Pango, which WeasyPrint does not find; on Debian and Ubuntu:"
    " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def print_checked(
    project: Path, languages: tuple[str, ...], *, strict: bool | None, as_json: bool, quiet: bool
) -> None:
    """Check a book, print it if nothing is wrong, and say where it is.

    :raises UsageError: if the book has no such language or nothing to print, or if the machine
        lacks what it takes.
    """
    try:
        from kit.printing.press import print_book  # noqa: PLC0415 - not everybody has it
    except ImportError as error:
        raise UsageError(_NEEDS) from error
    except OSError as error:
        raise UsageError(_NEEDS_PANGO) from error

    with (
        turn(project, lambda text: say(text, quiet=quiet)),
        progress("printing", quiet=quiet or as_json) as tell,
    ):
        book = load_book(project)
        if book.ordinary:
            raise UsageError("a book without book/platform.yml has nothing to print")
        unknown = sorted(set(languages) - set(book.languages))
        if unknown:
            known = ", ".join(book.languages)
            raise UsageError(f"the book has no language {unknown[0]!r}; it has {known}")
        tell("checking")
        problems = check_book(book, strict=strict)
        ok = not any(problem.severity is Severity.ERROR for problem in problems)
        files: tuple[Path, ...] = ()
        if ok:
            wanted = [each for each in book.languages if each in languages or not languages]
            printed = print_book(book, wanted, tell)
            problems = (*problems, *printed.problems)
            files = printed.files
    folder = project / "_build" / "print"
    if as_json:
        answer({"print": str(folder) if ok else None, "files": len(files)}, problems)
    else:
        show_problems(problems, quiet=quiet)
        if ok:
            say(f"{count(len(files), 'sheet')} of paper in {folder}", quiet=quiet)
        else:
            errors = sum(problem.severity is Severity.ERROR for problem in problems)
            say(f"not printed: {count(errors, 'problem')}")
    end_with(problems)
