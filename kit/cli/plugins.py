"""``kit plugins``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.output import PROBLEMS_FOUND, answer, json_option, project_option
from kit.plugins import GROUPS, Discovery, discover


@click.command("plugins")
@project_option
@json_option
def command(project: Path, *, as_json: bool) -> None:
    """List the installed kinds, platforms, exporters and languages, from where, and what is broken.

    \b
    Example:
      kit plugins
    """
    discovery = discover(project)
    if as_json:
        answer(_as_data(discovery), ok=not discovery.broken)
    else:
        _show(discovery)
    if discovery.broken:
        raise SystemExit(PROBLEMS_FOUND)


def _show(discovery: Discovery) -> None:
    for group, title in GROUPS.items():
        click.echo(f"{title} ({group})")
        for found in discovery.found:
            if found.group == group:
                click.echo(f"  {found.name:<20} {found.origin}")
        for broken in discovery.broken:
            if broken.group == group:
                click.echo(f"  {broken.name:<20} {broken.origin}  broken: {broken.reason}")


def _as_data(discovery: Discovery) -> dict[str, list[dict[str, str]]]:
    return {
        "found": [
            {"group": found.group, "name": found.name, "origin": found.origin}
            for found in discovery.found
        ],
        "broken": [
            {
                "group": broken.group,
                "name": broken.name,
                "origin": broken.origin,
                "reason": broken.reason,
            }
            for broken in discovery.broken
        ],
    }
