"""``kit plugin``: start a package for a plugin."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.output import answer, json_option, quiet_option, say_written
from kit.projects import Part, distribution_of, new_package


@click.group("plugin")
def command() -> None:
    """Start a package for a kind of exercise, an exporter or a platform of your own.

    \b
    Example:
      kit plugin new dilemma
    """


@command.command("new")
@click.argument("name")
@click.option("--exporter", "part", flag_value="exporter", help="An exporter, not a kind.")
@click.option("--pack", "part", flag_value="pack", help="A platform with exercises, not a kind.")
@click.option(
    "--folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="kit-NAME",
    help="Where to write it.",
)
@json_option
@quiet_option
def new(name: str, *, part: str | None, folder: Path | None, as_json: bool, quiet: bool) -> None:
    """Write a package for a kind of exercise; nothing that exists is overwritten.

    It installs, and passes the contract test that it comes with: change it from there.

    \b
    Example:
      kit plugin new dilemma
      kit plugin new agenda --exporter
      kit plugin new harbour --pack --folder ../our-harbour
    """
    target = folder or Path(distribution_of(name))
    result = new_package(target, name, Part(part or Part.KIND))
    if as_json:
        answer({"folder": target.as_posix(), "written": result.written, "kept": result.kept})
        return
    then = f"cd {target} && pip install -e '.[test]' && pytest"
    say_written([target / path for path in result.written], len(result.kept), then, quiet=quiet)
