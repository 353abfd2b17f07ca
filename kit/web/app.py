"""The collector as a web application, to be mounted under ``/collect``."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from pydantic import BaseModel
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from kit.ballots import Collectable, Holder, Receiver, delete_old_rounds
from kit.load import Book
from kit.storage import Store, StoreError
from kit.web.access import entrance
from kit.web.access.meetings import forget_meetings
from kit.web.access.runs import forget_runs
from kit.web.access.walls import forget_walls
from kit.web.frame.answers import HANDLERS
from kit.web.frame.daily import daily
from kit.web.frame.measures_store import MeasuresStore
from kit.web.frame.openapi import refusals
from kit.web.frame.origins import exact_origins
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import Refusal
from kit.web.frame.programmes import Programmes
from kit.web.frame.state import Here, Look, Shared
from kit.web.guard import Guard
from kit.web.hr import calendar, links, people, retention, slips, units
from kit.web.measures import agreement_pages, exports, hr_pages, list_pages, paper
from kit.web.measures import files as measure_files
from kit.web.representatives import pages as representatives
from kit.web.respondents import after_pages, asks, code_pages, room_pages
from kit.web.rounds import (
    api,
    meeting_pages,
    opening_pages,
    pages,
    results_pages,
    run_pages,
    wall_links,
    wall_pages,
)
from kit.web.running import followed
from kit.web.running.following import Following, look_at

_SILENT: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI would hand requests, failures and their texts to whatever telemetry the process has."""

Collector = FastAPI
"""What :func:`create_collector` returns."""


class Health(BaseModel):
    """It answers."""

    status: Literal["ok"] = "ok"


def create_collector(  # noqa: PLR0913 - what it is made of, each by its name
    store: Store,
    collectables: Callable[[], Mapping[str, Collectable]],
    *,
    origins: Sequence[str] = (),
    holder: bool,
    book: str = "",
    look: Callable[[], Look] = Look,
    written: Callable[[], Book | None] = lambda: None,
) -> FastAPI:
    """Return the collector; its lifespan starts and ends the receiver and the key holder.

    :param collectables: what can be collected now; asked each time, since a book is rebuilt.
    :param origins: exact origins of books that are served elsewhere.
    :param holder: whether this process opens and closes rounds, too.
    :param book: address of the book without a slash at its end; empty if it is on this host.
    :param look: the book's name and hues; asked each time, too.
    :param written: the book itself, whose programmes meetings are run with; asked each time.
    :raises ValueError: if an origin is not exact.
    """
    receiver = Receiver(store)
    measures, following = MeasuresStore(store), Following(look_at(store))
    here = Shared(store, receiver, collectables, measures, Programmes(written), book, look)
    guard = Middleware(Guard, origins=exact_origins(origins), asks=asks.asks(here))
    app = FastAPI(
        title="workshop-kit collector",
        summary="Receives anonymous answers; opens, closes and shows rounds.",
        servers=[{"url": ROOT}],
        docs_url=None,
        redoc_url=None,
        middleware=[guard],
        exception_handlers={**HANDLERS},
        lifespan=_lifespan(store, receiver, Holder(store) if holder else None, measures, following),
        telemetry=_SILENT,
    )
    app.state.shared = here
    app.state.following = following
    app.add_api_route("/health", _health, response_model=Health, responses=refusals("not-saved"))
    for part in (
        asks,
        after_pages,
        code_pages,
        room_pages,
        entrance,
        opening_pages,
        meeting_pages,
        pages,
        results_pages,
        wall_links,
        wall_pages,
        followed,
        run_pages,
        slips,
        units,
        links,
        calendar,
        retention,
        people,
        list_pages,
        hr_pages,
        measure_files,
        paper,
        exports,
        agreement_pages,
        representatives,
        api,
    ):
        app.include_router(part.router)
    app.include_router(run_pages.leading)
    app.mount("/static", _static())
    return app


async def _health(here: Here) -> Health:
    """Say that this process answers, and can save."""
    try:
        here.store.place.check_whole()
    except StoreError:
        raise Refusal("not-saved") from None
    return Health()


def _lifespan(
    store: Store,
    receiver: Receiver,
    holder: Holder | None,
    measures: MeasuresStore,
    following: Following,
) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    """Return what runs beside the routes; at the end, what was received is written first."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(receiver.start)
        stop = threading.Event()
        ended = [partial(each, store) for each in (forget_meetings, forget_runs, forget_walls)]
        rounds = partial(delete_old_rounds, store, "key holder")
        old: list[Callable[[], object]] = [
            measures.delete_expired,
            measures.count_again,
            rounds,
            *ended,
        ]
        acts = (holder.serve_forever, partial(daily, old)) if holder else ()
        beside = [asyncio.create_task(asyncio.to_thread(act, stop)) for act in acts]
        try:
            yield
        finally:
            following.close()
            await receiver.aclose()
            stop.set()
            await asyncio.gather(*beside)
            measures.close()

    return lifespan


def _static() -> StaticFiles:
    own = Path(str(files("kit.web") / "static"))
    look = Path(str(files("kit.frontend") / "static"))
    return _TwoFolders(own, look)


class _TwoFolders(StaticFiles):
    """The pages' own files, and the book's look."""

    def __init__(self, own: Path, look: Path) -> None:
        super().__init__(directory=own)
        self.all_directories = [own, look]
