"""Look at an exercise in a browser: printed, and through axe in light and dark."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

_HOST: Final = "127.0.0.1"
_SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


def page_failures(page: Page, site: Path, path: str, title: str) -> Iterator[str]:
    """Yield what is wrong with a page of the site on screen and on paper."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with _served(site) as address:
        page.goto(f"{address}/{path}")
        yield from _print_failures(page, title)
        for scheme in _SCHEMES:
            page.emulate_media(media="screen", color_scheme=scheme)
            yield from (f"{failure} ({scheme})" for failure in _axe_failures(page))
    yield from (f"a script failed: {error}" for error in errors)


def download_failures(page: Page, site: Path, path: str, name: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with the file that a reader gets who presses a link on a page."""
    with _served(site) as address:
        page.goto(f"{address}/{path}")
        with page.expect_download() as waiting:
            page.locator(f'a[download][href="{name}"]').first.click()
        if waiting.value.suggested_filename != name:
            yield f"{name} is saved as {waiting.value.suggested_filename}"
        if waiting.value.path().read_bytes() != data:
            yield f"{name} has other bytes when it is fetched from its page"


def _print_failures(page: Page, title: str) -> Iterator[str]:
    page.emulate_media(media="print")
    if not page.get_by_text(title, exact=True).first.is_visible():
        yield "the title does not show in print"
    if not page.pdf().startswith(b"%PDF"):
        yield "it cannot be printed"


def _axe_failures(page: Page) -> Iterator[str]:
    # Only tests need it, and it comes with the extra "test".
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # noqa: PLC0415

    for violation in Axe().run(page).response["violations"]:
        places = ", ".join(str(node["target"]) for node in violation["nodes"])
        yield f"axe: {violation['id']}: {violation['help']} at {places}"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port: from a file, a page may do less than from a server."""
    server = ThreadingHTTPServer((_HOST, 0), partial(_Quiet, directory=str(folder)))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{_HOST}:{server.server_port}"
        finally:
            server.shutdown()
