"""``kit serve``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kit.checks import check_book
from kit.cli.build import say_not_built
from kit.cli.collector.collecting import Exercises, sends_here
from kit.cli.output import (
    end_with,
    progress,
    project_option,
    quiet_option,
    say,
    show_problems,
)
from kit.cli.ports import listen
from kit.cli.system import ONLY_UNIX
from kit.errors import Problem, Severity
from kit.load import load_book
from kit.serving import Sources, Told, serve
from kit.sphinxext.build.live import LastingBuild

if TYPE_CHECKING:
    from kit.web.app import Collector


_ANEW: Final = "answers are not received yet: stop 'kit serve' and start it anew"


@click.command("serve")
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
@quiet_option
def command(project: Path, host: str, port: int, *, quiet: bool) -> None:
    """Build the book, show it in a browser and rebuild it on save.

    \b
    Example:
      kit serve
      kit serve --port 8080
    """
    exercises, receives = Exercises(project), sends_here(project)
    with listen(host, port) as listening, closing(_lasting(project, quiet=quiet)) as lasting:
        sources = Sources(project)

        def build(
            told: Told, tell: Callable[[str], None] = lambda _text: None
        ) -> Sequence[Problem]:
            book = load_book(project)
            found = lasting.build(book, lambda: check_book(book), told, tell)
            show_problems(found, quiet=quiet)
            return [problem for problem in found if problem.severity is Severity.ERROR]

        def rebuild(told: Told) -> Sequence[Problem]:
            errors = build(told)
            if not errors:
                # With errors the pages stay, and so do the questions that they ask.
                exercises.forget()
            say("not rebuilt; the last good book stays" if errors else "rebuilt", quiet=quiet)
            if not errors and sends_here(project) and not receives:
                say(_ANEW)
            return errors

        with progress("building", quiet=quiet) as tell:
            errors = build(lambda _changed: None, tell)
        if errors:
            say_not_built(errors)
            end_with(errors)
        with _collector(project, exercises) as collector:
            say(f"the book is at http://{_shown(host)}:{port} (Ctrl+C stops)", quiet=quiet)
            serve(
                *(sources, lasting.site, rebuild, listening),
                collector=collector,
                listing=lasting.listing,
            )


def _lasting(project: Path, *, quiet: bool) -> LastingBuild:
    return LastingBuild(project, lambda text: say(text, quiet=quiet))


@contextmanager
def _collector(project: Path, exercises: Exercises) -> Iterator[Collector | None]:
    """Give what receives the answers of the book, if it sends them to where it comes from."""
    if not sends_here(project):
        yield None
        return
    # An author whose book collects nothing needs neither a database nor what it needs of Linux.
    try:
        from kit.cli.collector.stores import Where  # noqa: PLC0415
        from kit.storage import CollectorSettings  # noqa: PLC0415
        from kit.web.app import create_collector  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name not in ONLY_UNIX:
            raise
        say("answers can only be collected on Linux or macOS; the book is shown without")
        yield None
        return
    with Where(project, CollectorSettings.embedded(project)).store() as store:
        yield create_collector(
            store, exercises, holder=True, look=exercises.look, written=exercises.book
        )


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104 - compared
