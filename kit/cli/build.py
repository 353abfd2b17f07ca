"""``kit build``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
)
from kit.errors import Problem, Severity
from kit.interpreter import processors, start_interpreter

if TYPE_CHECKING:
    from subprocess import Popen


@click.command("build")
@project_option
@click.option("--language", "-l", multiple=True, help="Only this language; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["site", "print"]),
    default="site",
    show_default=True,
    help="Pages for a browser, or sheets of paper as PDF.",
)
@strict_option
@json_option
@quiet_option
def command(
    project: Path,
    language: tuple[str, ...],
    form: str,
    *,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check the book and build it into _build/site/, or print it into _build/print/.

    \b
    Example:
      kit build
      kit build --language en
      kit build --format print
    """
    if form == "print":
        from kit.cli.print_build import print_checked  # noqa: PLC0415 - takes time, as below

        print_checked(project, language, strict=strict or None, as_json=as_json, quiet=quiet)
        return
    with _spare(language) as spare, progress("building", quiet=quiet or as_json) as tell:
        # Sphinx and the checks take a second to import, in which the spare process does so, too.
        from kit.cli.checked_build import build_checked  # noqa: PLC0415

        problems, result = build_checked(
            *(project, language, tell, spare),
            strict=strict or None,
            say=lambda text: say(text, quiet=quiet),
        )
    if as_json:
        site = str(result.site) if result.ok else None
        answer({"site": site, "notes": list(result.notes)}, problems, ok=result.ok)
    else:
        show_problems(problems, quiet=quiet)
        for note in result.notes:
            say(f"note: {note}", quiet=quiet)
        if result.ok:
            say(f"the book is in {result.site}", quiet=quiet)
        else:
            say_not_built(problems)
    end_with(problems)


def say_not_built(problems: Iterable[Problem]) -> None:
    """Say how many problems are in the way; the last good book stays where it is."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    say(f"not built: {count(errors, 'problem')}")


@contextmanager
def _spare(languages: tuple[str, ...]) -> Iterator[Popen[str] | None]:
    """Give a process for the second language that imports Sphinx while this one does."""
    if len(languages) == 1 or processors() == 1:
        yield None
        return
    process = start_interpreter("kit.sphinxext.build.worker")
    with process:
        try:
            yield process
        finally:
            process.terminate()
