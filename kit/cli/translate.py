"""``kit translate``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kit.cli.output import (
    answer,
    end_with,
    json_option,
    progress,
    project_option,
    quiet_option,
    say,
    show_problems,
    tell_problems,
)
from kit.errors import AuthorError
from kit.load import load_book
from kit.projects import translate
from kit.sphinxext.build.prose import prose_messages
from kit.sphinxext.build.turns import turn


@click.command("translate")
@click.argument("language", metavar="LANG")
@project_option
@json_option
@quiet_option
def command(language: str, project: Path, *, as_json: bool, quiet: bool) -> None:
    """Extract all texts, update the catalogues of LANG, and say what is missing or stale.

    \b
    Example:
      kit translate en
    """
    try:
        with (
            progress("translating", quiet=quiet or as_json) as tell,
            # Sphinx reads the pages here, too, into a folder that all builds share.
            turn(project, lambda text: say(text, quiet=quiet)),
        ):
            report = translate(
                load_book(project), language, partial(prose_messages, tell=tell), tell
            )
    except AuthorError as error:
        tell_problems(error.problems, as_json=as_json)
        end_with(error.problems)
        return
    if as_json:
        answer(report.as_json(), report.problems)
    else:
        show_problems(report.problems)
        for line in report.lines():
            say(line, quiet=quiet)
    end_with(report.problems)
