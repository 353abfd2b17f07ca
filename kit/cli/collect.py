"""``kit collect``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.ballots import CollectorSettings, open_store
from kit.cli.collecting import Exercises
from kit.cli.output import project_option, quiet_option, say
from kit.collector import collector_server, create_collector
from kit.errors import UsageError

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("collect")
@project_option
@click.option("--database", envvar="KIT_DATABASE", help="Another database than the book's own.")
@click.option("--code-key", envvar="KIT_CODE_KEY", type=_FILE, help="File with the code key.")
@click.option("--keys", envvar="KIT_KEYS", type=_FOLDER, help="Folder of the private keys.")
@click.option("--receive-only", is_flag=True, help="Leave the keys to another process.")
@click.option("--origin", multiple=True, help="Exact origin of a book elsewhere; may be repeated.")
@click.option("--book", default="", help="Address of the book; the first --origin, or this host.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8100, show_default=True)
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - click hands over every option
    project: Path,
    database: str | None,
    code_key: Path | None,
    keys: Path | None,
    origin: tuple[str, ...],
    book: str,
    host: str,
    port: int,
    *,
    receive_only: bool,
    quiet: bool,
) -> None:
    """Receive anonymous answers, and open, close and show rounds, behind a web server with HTTPS.

    \b
    Example:
      kit collect --origin https://book.example.org
      kit collect --receive-only --port 8101
    """
    settings = _settings(project, database, code_key, keys, receive_only=receive_only)
    store = open_store(settings)
    where = (book or next(iter(origin), "")).rstrip("/")
    try:
        app = create_collector(
            store, Exercises(project), origins=origin, holder=not receive_only, book=where
        )
    except ValueError as error:
        raise UsageError(str(error)) from None
    say(f"the collector listens at http://{host}:{port}/collect/ (Ctrl+C stops)", quiet=quiet)
    try:
        collector_server(app, host=host, port=port).run()
    finally:
        store.close()


def _settings(
    project: Path,
    database: str | None,
    code_key: Path | None,
    keys: Path | None,
    *,
    receive_only: bool,
) -> CollectorSettings:
    own = CollectorSettings.embedded(project)
    if database is None:
        return CollectorSettings(own.database, own.code_key, None if receive_only else own.keys)
    if code_key is None:
        raise UsageError("--database needs --code-key")
    if keys is None and not receive_only:
        raise UsageError("--database needs --keys, or --receive-only")
    return CollectorSettings(database, code_key, None if receive_only else keys)
