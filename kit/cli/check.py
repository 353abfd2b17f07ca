"""``kit check``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.checks import check_book
from kit.cli.output import (
    count,
    end_with,
    json_option,
    project_option,
    quiet_option,
    say,
    show_problems,
    strict_option,
    sum_up,
)
from kit.interpreter import seldom_collected
from kit.load import load_book


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
    with seldom_collected():
        book = load_book(project)
        problems = check_book(book, strict=strict or None)
    show_problems(problems, as_json=as_json, quiet=quiet)
    if not as_json:
        if problems:
            say(sum_up(problems), quiet=quiet)
        else:
            read = count(len(book.exercises), "exercise")
            say(f"no problems: {read}, {count(len(book.workshops), 'workshop')}", quiet=quiet)
    end_with(problems)
