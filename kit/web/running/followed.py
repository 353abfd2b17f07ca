"""The page of a programme as it is run through the service: for the leader, the wall, the room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kit.ballots import Collectable, SessionStatus
from kit.catalogues import languages
from kit.frontend import Frame, asset_bytes, followed_script, form_css, host_script
from kit.model import light_address
from kit.web.frame.exercise_addresses import entrance_address, exercise_address, join_link
from kit.web.frame.language import language_of
from kit.web.frame.origins import own_origin
from kit.web.frame.paths import ROOT
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Shared

router = APIRouter()

Role = Literal["leader", "wall", "room"]
_STATIC: Final = (
    *("tokens.css", "headings.css", "workshop.css", "result.css", "language.js"),
    *("headings.woff2", "headings-rare.woff2"),
)
_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
}


@router.get("/followed/{name}", include_in_schema=False)
def asset(name: str) -> Response:
    """Return a script, a style or a font of these pages."""
    data, ending = _assets().get(name), name.rpartition(".")[2]
    if data is None:
        raise Refusal("not-found")
    return Response(data, media_type=_TYPES[ending], headers={"cache-control": "max-age=300"})


def followed_page(  # noqa: PLR0913 - what a page is made of, each by its name
    request: Request,
    here: Shared,
    programme: str,
    role: Role,
    *,
    follow: str,
    back: str = "",
    exercise: Collectable | None = None,
    session: SessionStatus | None = None,
) -> Response | None:
    """Return the page of a programme that follows a session; none if the programme is gone.

    :param follow: the address that is asked what comes next.
    :param back: the leader's page of the survey.
    :param exercise: on which there is a survey.
    :param session: if it is open, the way to answer has its code.
    """
    language = language_of(request.scope)
    code = session.room_code if session and session.state == "open" else None
    answer = exercise_address(request, here, exercise, language) if exercise else ""
    if code:
        answer = join_link(answer, code)
    room = f"{entrance_address(request)}/room"
    told = {
        "role": role,
        "address": follow,
        "back": back,
        "answer": answer,
        "room": f"{room}#{code}" if code and role == "wall" else room if role == "room" else "",
    }
    frame = Frame(
        f"{ROOT}/followed",
        f"{here.book}/" if here.book and role != "wall" else None,
        here.look().title,
        {} if role == "wall" else _languages(here),
    )

    def resolve(target: str) -> str | None:
        what, _, name = target.partition("/")
        if what != "light":
            return None
        if exercise is not None and name == exercise.exercise_id:
            return answer
        base = here.book or own_origin(request.scope)
        return f"{base}/{here.programmes.folder(language)}{light_address(name)}"

    html = here.programmes.page(programme, language, frame, follow=told, resolve=resolve)
    return None if html is None else HTMLResponse(html, headers={"content-language": language})


def _languages(here: Shared) -> dict[str, str]:
    ours = here.programmes.languages()
    return {name: f"?lang={name}" for name in ours if name in languages()}


@cache
def _assets() -> Mapping[str, bytes]:
    """Return all files that these pages load, by name."""
    made = {
        "forms.css": form_css(),
        "host.js": host_script(),
        "widget-workshop.js": followed_script(),
    }
    static = files("kit.frontend") / "static"
    return {
        **{name: asset_bytes(static / name) for name in _STATIC},
        **{name: text.encode() for name, text in made.items()},
    }
