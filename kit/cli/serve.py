"""``kit serve``."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import click

from kit.ballots import CollectorSettings, open_store
from kit.cli.build import build_checked, say_not_built
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
from kit.serving import serve


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
    with progress("building", quiet=quiet) as tell:
        problems, result = build_checked(project, tell=tell)
    show_problems(problems)
    if result is None or not result.ok:
        say_not_built(problems)
        end_with(problems)
        return
    say(f"the book is at http://{_shown(host)}:{port} (Ctrl+C stops)", quiet=quiet)

    exercises = Exercises(project)
    collector = _collector(project, exercises)

    def rebuild() -> Sequence[Problem]:
        found, rebuilt = build_checked(project)
        exercises.forget()
        show_problems(found)
        done = rebuilt is not None and rebuilt.ok
        say("rebuilt" if done else "not rebuilt; the last good book stays", quiet=quiet)
        return [problem for problem in found if problem.severity is Severity.ERROR]

    serve(project, result.site, rebuild, host=host, port=port, collector=collector)


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
