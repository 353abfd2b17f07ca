"""``kit serve``."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from kit.ballots import CollectorSettings, open_store
from kit.checks import check_book
from kit.cli.build import say_not_built
from kit.cli.collecting import Exercises, sends_here
from kit.cli.output import (
    end_with,
    progress,
    project_option,
    quiet_option,
    say,
    show_problems,
)
from kit.collector import Collector, create_collector
from kit.errors import Problem, Severity, UsageError
from kit.load import load_book
from kit.serving import Told, serve
from kit.sphinxext import LastingBuild


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
    _require_free(host, port)
    exercises = Exercises(project)
    with closing(LastingBuild(project)) as lasting:

        def build(told: Told) -> Sequence[Problem]:
            book = load_book(project)
            found = lasting.build(book, lambda: check_book(book), told)
            show_problems(found)
            return [problem for problem in found if problem.severity is Severity.ERROR]

        def rebuild(told: Told) -> Sequence[Problem]:
            errors = build(told)
            exercises.forget()
            say("not rebuilt; the last good book stays" if errors else "rebuilt", quiet=quiet)
            return errors

        with progress("building", quiet=quiet):
            errors = build(lambda _changed: None)
        if errors:
            say_not_built(errors)
            end_with(errors)
        say(f"the book is at http://{_shown(host)}:{port} (Ctrl+C stops)", quiet=quiet)
        collector = _collector(project, exercises)
        serve(project, lasting.site, rebuild, host=host, port=port, collector=collector)


def _collector(project: Path, exercises: Exercises) -> Collector | None:
    """Return what receives the answers of the book, if it sends them to where it comes from."""
    if not sends_here(project):
        return None
    store = open_store(CollectorSettings.embedded(project))
    return create_collector(store, exercises, holder=True)


def _require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be had, before a book is built for it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on port {port} of {host}: {reason}") from error


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104 - compared
