"""The collector without a book, for ``kit collect``."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount

from kit.collector.paths import ROOT


def standalone(collector: FastAPI) -> Starlette:
    """Return an application that has the collector under its usual address and nothing else."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with collector.router.lifespan_context(collector):
            yield

    return Starlette(routes=[Mount(ROOT, collector)], lifespan=lifespan)
