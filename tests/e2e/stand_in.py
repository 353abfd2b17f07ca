"""A stand-in for the collector: it speaks its words to respondents, and keeps all in memory.

It shows a page what a collector may answer, and shows a test what a page has sent.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kit.load import Book

ROOM = "R00M-C0DE"
SLIP = "SL1P-SL1P-SL1P"
SLIPS = {"code_kind": "slips", "slips_drawn": 24, "people": 24}


@dataclass
class StandIn:
    """What the collector knows of one round, and what it was sent."""

    round: dict[str, Any]
    room: bool = True
    places: int = 99
    closed: bool = False
    refuse: str = ""
    """A code of a refusal for everything, with status 503: ``not-saved``."""
    ballots: dict[str, dict[str, str]] = field(default_factory=dict)
    bodies: list[bytes] = field(default_factory=list)
    """Every body that came in, as it was."""
    headers: list[dict[str, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, book: Book, exercise_id: str, unit: str, *, closes_on: str | None = None) -> Self:
        """Return one that has a round on an exercise of a book."""
        exercise = book.exercises[exercise_id].value
        assert book.platform
        shape = book.kinds[exercise.kind].response(exercise, book.platform.value)
        assert shape
        told = {
            "round": "r",
            "unit": unit,
            "exercise": exercise_id,
            "fingerprint": shape.fingerprint(),
            "k": 5,
            "item_figures": False,
            "purpose": "Finne ut hva vi gjør annerledes.",
            "discussed_on": "2026-11-20",
            "closes_on": closes_on,
            "items": [item.id for item in shape.items],
            "categories": [category.id for category in shape.scale.categories],
        }
        return cls(told)

    @property
    def code(self) -> str:
        """The code as it is written on a screen or a slip."""
        return ROOM if self.room else SLIP

    def routes(self) -> list[Route]:
        """Return the three addresses for respondents."""
        named = {"join": self._join, "answers": self._answer, "withdrawals": self._withdraw}

        def endpoint(name: str) -> Any:
            async def respond(request: Request) -> Response:
                body = await request.body()
                self.bodies.append(body)
                self.headers.append(dict(request.headers))
                if self.refuse:
                    return _refusal(self.refuse, 503)
                return named[name](json.loads(body))

            return respond

        return [Route(f"/collect/v1/{name}", endpoint(name), methods=["POST"]) for name in named]

    def app(self) -> Starlette:
        """Return an application of these addresses alone."""
        return Starlette(routes=self.routes())

    def _knows(self, code: str) -> bool:
        wanted = self.code.replace("-", "")
        return code.strip() == wanted and wanted not in self.used

    def _join(self, sent: dict[str, str]) -> Response:
        if not self._knows(sent["code"]):
            return _refusal("unknown-code", 404)
        if self.closed:
            return _refusal("closed", 410)
        return JSONResponse(self.round | {"code_kind": "room"} | ({} if self.room else SLIPS))

    def _answer(self, sent: dict[str, str]) -> Response:
        if sent["ballot"] in self.ballots:
            return JSONResponse({"state": "received"})
        if self.closed:
            return _refusal("closed", 410)
        if not self._knows(sent["code"]):
            return _refusal("unknown-code", 404)
        if sent["fingerprint"] != self.round["fingerprint"]:
            return _refusal("other-version", 409)
        if len(self.ballots) >= self.places:
            return _refusal("round-full", 409)
        self.ballots[sent["ballot"]] = sent
        if not self.room:
            self.used.add(sent["code"].strip())
        return JSONResponse({"state": "received"})

    def _withdraw(self, sent: dict[str, str]) -> Response:
        if self.closed:
            return _refusal("closed", 410)
        if self.ballots.pop(sent["ballot"], None) is None:
            return _refusal("unknown-ballot", 404)
        return JSONResponse({"state": "withdrawn"})


def _refusal(code: str, status: int) -> Response:
    return JSONResponse({"code": code, "message": "", "hint": ""}, status)
