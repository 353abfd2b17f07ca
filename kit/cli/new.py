"""``kit new``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kit.cli.output import answer, count, json_option, quiet_option, say, say_written, tell_problems
from kit.errors import AuthorError, UsageError
from kit.projects import Written, new_project


@click.command("new")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--platform",
    required=True,
    metavar="NAME_OR_FILE",
    help="An installed platform (see 'kit plugins'), or a platform file.",
)
@click.option(
    "--exercises",
    type=click.Choice(("starter", "none")),
    default="starter",
    show_default=True,
    help="What a platform file gets where it has no exercises: two for each focus area, or none.",
)
@json_option
@quiet_option
def command(target: str, platform: str, exercises: str, *, as_json: bool, quiet: bool) -> None:
    """Write a complete book project from a platform; nothing that exists is overwritten.

    \b
    Example:
      kit new our-book --platform sarpsborg
      kit new our-book --platform our-platform.yml
      kit new our-book --platform our-platform.yml --exercises none
    """
    if not target:
        raise UsageError("the name of the folder is empty")
    try:
        result = new_project(Path(target), platform, starter=exercises == "starter")
    except AuthorError as error:
        tell_problems(error.problems, as_json=as_json)
        raise SystemExit(1) from None
    if as_json:
        answer(asdict(result))
    else:
        _tell(target, result, quiet=quiet)


def _tell(target: str, result: Written, *, quiet: bool) -> None:
    say_written(result.written, len(result.kept), f"cd {target} && kit serve", quiet=quiet)
    if result.written:
        if result.in_english:
            pages = count(len(result.in_english), "page")
            text = f"{pages} in English, since nobody has them in this language: translate them"
            say(text, quiet=quiet)
        if not any((Path(target) / "exercises").rglob("*.yml")):
            say(
                "no exercises yet: write the first with 'kit add'; 'kit check' says how",
                quiet=quiet,
            )
