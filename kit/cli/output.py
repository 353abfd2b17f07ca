"""How every command speaks: options, problems, progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from kit.errors import Problem, Severity

Function = TypeVar("Function", bound=Callable[..., Any])

PROBLEMS_FOUND = 1


def project_option(function: Function) -> Function:
    """Add ``--project DIR``, the folder of the book; the current one unless told otherwise."""
    return click.option(
        "--project",
        "-C",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        show_default="this folder",
        help="Folder of the book.",
    )(function)


def quiet_option(function: Function) -> Function:
    """Add ``--quiet``."""
    return click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")(function)


def strict_option(function: Function) -> Function:
    """Add ``--strict``."""
    return click.option(
        "--strict", is_flag=True, help="Take warnings for errors, but not advice on texts."
    )(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(function)


def say(text: str, *, quiet: bool = False) -> None:
    """Tell the user something on standard error, where it is in nobody's way."""
    if not quiet:
        click.echo(text, err=True)


def answer(
    facts: Mapping[str, object], problems: Iterable[Problem] = (), *, ok: bool | None = None
) -> None:
    """Print what ``--json`` gives of every command: one object on standard output.

    ``ok`` says whether it ends with status 0, ``problems`` what is wrong with the author's files.

    :param facts: what the command has found or made.
    :param ok: whether it is done; whether no problem is an error, unless told otherwise.
    """
    listed = list(problems)
    done = not _errors(listed) if ok is None else ok
    data = {"ok": done, "problems": [problem.as_json() for problem in listed], **facts}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def show_problems(problems: Iterable[Problem], *, quiet: bool = False) -> None:
    """Print every problem on standard output: errors first, each kind in file order.

    :param quiet: leave out the warnings.
    """
    listed = list(problems)
    for problem in sorted(listed, key=lambda problem: problem.severity is Severity.WARNING):
        if not quiet or problem.severity is Severity.ERROR:
            click.echo(_line(problem))


def tell_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print the problems for which a command has not done what it should, in one way or other."""
    if as_json:
        answer({}, problems)
    else:
        show_problems(problems)


def _line(problem: Problem) -> str:
    """Return a problem as it is printed: a terminal colours the codes."""
    rest = str(problem).removeprefix(f"{problem.place}: {problem.code}: ")
    warning = problem.severity is Severity.WARNING
    style = {"fg": "yellow"} if warning else {"fg": "red", "bold": True}
    return f"{problem.place}: {click.style(problem.code, **style)}: {rest}"


def sum_up(problems: Iterable[Problem]) -> str:
    """Return ``2 errors, 1 warning``."""
    listed = list(problems)
    errors = _errors(listed)
    return f"{count(errors, 'error')}, {count(len(listed) - errors, 'warning')}"


def end_with(problems: Iterable[Problem]) -> None:
    """Leave with status 1 if one of the problems is an error."""
    if _errors(problems):
        sys.exit(PROBLEMS_FOUND)


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)


def count(number: int, thing: str) -> str:
    """Return ``1 problem`` or ``2 problems``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def say_written(written: Iterable[Path | str], kept: int, then: str, *, quiet: bool) -> None:
    """Say which files were written, how many were there already, and what to do ``then``."""
    paths = list(written)
    for path in paths:
        say(f"wrote {path}", quiet=quiet)
    if kept:
        say(f"kept {count(kept, 'file')} that were there already", quiet=quiet)
    if paths:
        say(f"{count(len(paths), 'file')}; now: {then}", quiet=quiet)
    else:
        say("nothing was missing", quiet=quiet)


@contextmanager
def progress(text: str, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show a line that moves while something takes time; give a function that adds how far it is.

    It is shown on a terminal, and nowhere else: a file or a pipe gets what is said, and no more.
    """
    if quiet or not _on_terminal():
        yield lambda _new: None
        return
    # Most commands show none, and would wait for it.
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415

    with Console(stderr=True).status(text) as status:
        ours = os.getpid()

        def tell(new: str) -> None:
            # What was forked shows nothing, and may wait for ever for a lock of the one that does.
            if os.getpid() == ours:
                status.update(f"{text}: {escape(new)}")

        yield tell


def _on_terminal() -> bool:
    return sys.stderr.isatty()
