"""``kit schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kit.cli.output import answer, json_option, project_option, quiet_option, say
from kit.files import write_whole
from kit.load import json_schemas
from kit.plugins import discover


@click.command("schema")
@project_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; .kit/schemas in the book unless told otherwise.",
)
@json_option
@quiet_option
def command(project: Path, out: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Write the JSON Schemas of all files, for the kinds that are installed.

    \b
    Example:
      kit schema
    """
    folder = out or project / ".kit" / "schemas"
    written = []
    for name, schema in json_schemas(discover(project).of("kit.kinds")).items():
        path = folder / name
        write_whole(path, f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode())
        written.append(path.as_posix())
        if not as_json:
            say(f"wrote {path}", quiet=quiet)
    if as_json:
        answer({"written": written})
