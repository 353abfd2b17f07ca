"""``kit check``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.checks import check_book
from kit.cli.output import (
    answer,
    count,
    end_with,
    json_option,
    progress,
    project_option,
    quiet_option,
    say,
    show_problems,
    strict_option,
    sum_up,
)
from kit.load import load_book
from kit.patches.python_collector import seldom_collected


@click.command("check")
@project_option
@strict_option
@json_option
@quiet_option
def command(project: Path, *, strict: bool, as_json: bool, quiet: bool) -> None:
    """Read everything and report every problem at once, as file:line:col: code: message.

    \b
    Example:
      kit check
      kit check --strict --json
    """
    with progress("reading the book", quiet=quiet or as_json) as tell, seldom_collected():
        book = load_book(project)
        tell(f"checking {count(len(book.exercises), 'exercise')} and the pages")
        problems = check_book(book, strict=strict or None)
    if as_json:
        answer({"exercises": len(book.exercises), "workshops": len(book.workshops)}, problems)
        end_with(problems)
        return
    show_problems(problems, quiet=quiet)
    if problems:
        say(sum_up(problems), quiet=quiet)
    else:
        read = count(len(book.exercises), "exercise")
        say(f"no problems: {read}, {count(len(book.workshops), 'workshop')}", quiet=quiet)
    end_with(problems)
