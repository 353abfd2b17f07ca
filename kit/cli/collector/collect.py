"""``kit collect``."""

from __future__ import annotations

import click

from kit.cli.collector.collecting import Exercises
from kit.cli.collector.stores import Where, store_options
from kit.cli.output import quiet_option, say
from kit.cli.ports import listen
from kit.errors import UsageError
from kit.web.app import create_collector
from kit.web.standalone import collector_server


@click.command("collect")
@store_options
@click.option("--receive-only", is_flag=True, help="Leave the keys to another process.")
@click.option("--origin", multiple=True, help="Exact origin of a book elsewhere; may be repeated.")
@click.option("--book", default="", help="Address of the book; the first --origin, or this host.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8100, show_default=True)
@quiet_option
def command(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    origin: tuple[str, ...],
    book: str,
    host: str,
    port: int,
    receive_only: bool,
    quiet: bool,
) -> None:
    """Receive anonymous answers, and open, close and show rounds, behind a web server with HTTPS.

    \b
    Example:
      kit collect --origin https://book.example.org
      kit collect --receive-only --port 8101
    """
    if receive_only:
        where = where.without_keys()
    elif where.settings.keys is None:
        raise UsageError("--database needs --keys, or --receive-only")
    address = (book or next(iter(origin), "")).rstrip("/")
    with listen(host, port) as listening, where.store() as store:
        try:
            exercises = Exercises(where.project, watch=True)
            app = create_collector(
                store,
                exercises,
                origins=origin,
                holder=not receive_only,
                book=address,
                look=exercises.look,
                written=exercises.book,
            )
        except ValueError as error:
            raise UsageError(str(error)) from None
        say(f"the collector listens at http://{host}:{port}/collect/ (Ctrl+C stops)", quiet=quiet)
        collector_server(app).run([listening])
