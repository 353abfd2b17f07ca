"""The ``kit`` command and how it finds its subcommands."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Final

import click

import kit
from kit.cli.system import ONLY_UNIX, refused
from kit.errors import UsageError
from kit.patches.python_collector import end_at_once, seldom_collected

INTERRUPTED: Final = 130
"""The exit status after Ctrl+C, as shells know it."""

_COLLECTOR: Final = "kit.cli.collector"
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "new": ("kit.cli.new", "Write a complete book project from a platform."),
    "add": ("kit.cli.add", "Write a commented exercise to start from."),
    "check": ("kit.cli.check", "Read everything and report every problem at once."),
    "build": ("kit.cli.build", "Build the book."),
    "serve": ("kit.cli.serve", "Show the book in a browser and rebuild it on save."),
    "collect": (f"{_COLLECTOR}.collect", "Receive answers where the book is published."),
    "units": (f"{_COLLECTOR}.units", "Read the organisation's units, and keep them for rounds."),
    "links": (f"{_COLLECTOR}.links", "Hand out secret links to leaders and HR, or end them."),
    "round": (f"{_COLLECTOR}.round", "Open, follow and close a round of anonymous answers."),
    "translate": ("kit.cli.translate", "Update the files that translators work in."),
    "report": (
        f"{_COLLECTOR}.report",
        "Show what a closed round has released, or write it to a file.",
    ),
    "audit": (f"{_COLLECTOR}.audit", "Show every administrative act, and check the record."),
    "archive": (
        f"{_COLLECTOR}.archive",
        "Write results, agreements and the record of acts for the archive.",
    ),
    "backup": (f"{_COLLECTOR}.backup", "Copy the collector's database, without its keys."),
    "restore": (f"{_COLLECTOR}.restore", "Put a backup where the database was."),
    "schema": ("kit.cli.schema", "Write JSON Schemas, so that an editor completes and checks."),
    "plugins": ("kit.cli.plugins", "List what is installed, from where, and what is broken."),
    "plugin": ("kit.cli.plugin", "Start a package for a kind of exercise or another plugin."),
}


class LazyCommands(click.Group):
    """A group that imports a command's module only when the command is used.

    Sphinx takes half a second to import, and ``kit check`` never needs it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a book's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or none if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        # We want no plugin of pydantic's, which would be looked for in every package.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        try:
            with seldom_collected():
                module = importlib.import_module(COMMANDS[cmd_name][0])
        except ModuleNotFoundError as error:
            if error.name in ONLY_UNIX:
                raise click.UsageError(f"'kit {cmd_name}' needs Linux or macOS") from error
            raise
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Name the documentation: it comes along in the wheel, and lies beside us in a checkout."""
        package = Path(kit.__file__).parent
        found = [path for path in (package / "docs", package.parent / "docs") if path.is_dir()]
        if found:
            formatter.write_paragraph()
            formatter.write_text(f"Documentation: {found[0]}")

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what its user or the system is to blame for needs no traceback."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # Not 1, as click has it: nobody's files have problems.
            raise click.exceptions.Exit(INTERRUPTED) from None
        except UsageError as error:
            raise click.UsageError(str(error)) from error
        except BrokenPipeError:
            # Whoever read what we say has gone, as `head` does; click ends quietly.
            raise
        except OSError as error:
            raise refused(error, _places()) from error


def _places() -> list[Path]:
    """Return the folders that were named on the command line."""
    return [path for word in sys.argv[1:] if (path := Path(word)).is_dir()]


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workshop-kit", prog_name="kit")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn an employer platform into an interactive workshop book.

    \b
    Example:
      kit new our-book --platform sarpsborg
      cd our-book
      kit serve

    Exit status: 0 done, 1 the author's files have problems, 2 the command was used wrongly,
    3 the system did not let it, as with a full disk, 130 it was ended with Ctrl+C.
    """
    end_at_once()
    # click knows nothing of it by itself (https://no-color.org).
    if os.environ.get("NO_COLOR"):
        ctx.color = False
