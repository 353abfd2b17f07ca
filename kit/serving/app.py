"""The web application that shows a built book."""

from __future__ import annotations

import os
from collections.abc import Container
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Lifespan, Scope

from kit.serving.announcer import Announcer

_WAY_HOME: Final = b'<p class="kit-way"'
"""Begins a way home on the page of what is not there; hidden if that page cannot know it."""
SCRIPT: Final = "/_kit/reload.js"
_TAG: Final = f'<script src="{SCRIPT}" data-part="{{}}" data-build="{{}}" defer></script>'

_FRAMES: Final = {"content-security-policy": "frame-ancestors 'self'"}
"""A page of another host may not show ours in a frame, over which it could lay what it likes. What
a page may load, run and ask stands in the page."""
_NO_PAGES: Final = (".css", ".js", ".woff2")
"""Nobody shows these in a frame, and every byte counts on a phone."""


def create_app(
    site: Path,
    announcer: Announcer | None = None,
    collector: ASGIApp | None = None,
    listing: Container[str] | None = None,
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """Return an application that serves ``site``.

    With an announcer, each page also gets the script that reloads it; the files on disk stay
    what was built. The book is sent compressed: a light page is a third of its size, which a slow
    phone feels. Answers of the collector never are, since their lengths would tell what is in them.

    :param collector: what answers under ``/collect``, if anything does.
    :param listing: the files that are handed out, relative to ``site``; none means all of them.
    :param lifespan: what is there as long as the application runs.
    """
    routes: list[Route | Mount] = []
    if announcer is not None:
        routes += _reload_routes(announcer)
    if collector is not None:
        routes += [Route("/collect", _to_collector), Mount("/collect", collector)]
    routes.append(Mount("/", GZipMiddleware(BookFiles(site, announcer, listing), compresslevel=6)))
    return Starlette(routes=routes, lifespan=lifespan)


def _to_collector(_request: Request) -> Response:
    """Lead from the address that stands on walls and slips, and is typed, to the entrance."""
    return RedirectResponse("/collect/", HTTPStatus.PERMANENT_REDIRECT)


class BookFiles(StaticFiles):
    """The files of a site; a browser asks each time whether its copy is still good.

    What no build wrote is not there for anybody who asks, and links are not followed.
    """

    def __init__(
        self,
        directory: Path,
        announcer: Announcer | None = None,
        listing: Container[str] | None = None,
    ) -> None:
        super().__init__(directory=directory, html=True, check_dir=False)
        self._announcer = announcer
        self._listing = listing
        # StaticFiles looks for files in the real folder.
        self._site = Path(os.path.realpath(directory))

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return what is asked for, or the page that says that it is not there.

        That page hides its links home, since a book may stand in a folder; here it is at the top.
        """
        response = await super().get_response(path, scope)
        if response.status_code != HTTPStatus.NOT_FOUND or not isinstance(response, FileResponse):
            return response
        body = await run_in_threadpool(Path(response.path).read_bytes)
        page = body.replace(_WAY_HOME + b" hidden", _WAY_HOME)
        headers = {"cache-control": "no-cache", **_FRAMES}
        return HTMLResponse(page, response.status_code, headers=headers)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file or a folder, if it is to be handed out."""
        found, about = super().lookup_path(path)
        if about is None or S_ISDIR(about.st_mode):
            return found, about
        # Where the real path is another one, a link led there.
        name = os.path.relpath(found, self._site)
        straight = name == os.path.normpath(path)
        listed = self._listing is None or Path(name).as_posix() in self._listing
        return (found, about) if straight and listed else ("", None)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file, with the reload script in pages while the book is being written."""
        if self._announcer is not None and str(full_path).endswith(".html"):
            part = self._announcer.part_of(Path(full_path).relative_to(self._site).as_posix())
            # The number first: a build while the page is read then leads to one reload too many.
            tag = _TAG.format(part, self._announcer.builds[part]).encode()
            body = Path(full_path).read_bytes()
            start, end, rest = body.rpartition(b"</body>")
            page = start + tag + end + rest if end else body
            # A light page allows no connection but to a collector; while it is written it listens
            # for builds.
            rule, more = b"default-src 'none'; connect-src ", b"'self' "
            if rule not in page:
                rule, more = b"default-src 'none';", b" connect-src 'self';"
            page = page.replace(rule, rule + more)
            headers = {"cache-control": "no-store", **_FRAMES}
            return HTMLResponse(page, status_code, headers=headers)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        if not str(full_path).endswith(_NO_PAGES):
            response.headers.update(_FRAMES)
        return response


def _reload_routes(announcer: Announcer) -> list[Route | Mount]:
    script = Path(str(files("kit.serving") / "reload.js"))

    async def events(request: Request) -> Response:
        headers = {"cache-control": "no-store"}
        part, build = (request.query_params.get(name, "") for name in ("part", "build"))
        return StreamingResponse(
            announcer.listen(part, int(build) if build.isdecimal() else -1),
            media_type="text/event-stream",
            headers=headers,
        )

    async def reload_script(_request: Request) -> Response:
        return FileResponse(script, media_type="text/javascript")

    return [Route("/_kit/events", events), Route(SCRIPT, reload_script)]
