"""``kit add``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.output import (
    answer,
    json_option,
    project_option,
    quiet_option,
    say,
    tell_problems,
)
from kit.errors import AuthorError
from kit.projects import add_exercise


@click.command("add")
@click.argument("kind")
@click.argument("exercise", metavar="AREA/NAME")
@click.option("--show", metavar="PAGE", help="Place it at the end of this page, too.")
@project_option
@json_option
@quiet_option
def command(
    kind: str, exercise: str, project: Path, *, show: str | None, as_json: bool, quiet: bool
) -> None:
    """Write a commented, valid exercise to start from.

    \b
    Example:
      kit add reflection learn/asking-for-help
      kit add reflection learn/asking-for-help --show book/focus-areas/learn
    """
    try:
        added = add_exercise(project, kind, exercise, show=show)
    except AuthorError as error:
        tell_problems(error.problems, as_json=as_json)
        raise SystemExit(1) from None
    if as_json:
        shown = show is not None
        answer(
            {
                "written": [added.path],
                "page": added.page,
                "shown": shown,
                "directive": added.directive,
            }
        )
        return
    say(f"wrote {added.path}", quiet=quiet)
    if show is not None:
        say(f"{added.page} shows it at its end", quiet=quiet)
        return
    say(f"to show it, write this where it belongs in {added.page}:", quiet=quiet)
    say(f"\n{added.directive}", quiet=quiet)
