"""The page where a code is typed: it leads to the exercise, or says what came of it.

No cookie, nothing is logged.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from kit.ballots import Ended, normalise_code, round_status
from kit.ballots.secrets.codes import shown_code
from kit.web.frame.exercise_addresses import exercise_address, join_link
from kit.web.frame.language import language_of
from kit.web.frame.openapi import page_refusals
from kit.web.frame.pages import page
from kit.web.frame.problems import KINDS, Refusal, problem
from kit.web.frame.state import Here
from kit.web.respondents.after_pages import after_page
from kit.web.respondents.asks import opened

router = APIRouter(tags=["respondents"], default_response_class=HTMLResponse)

_AT_FIELD: Final = {"unknown-code", "too-many"}


@router.post("/code", responses=page_refusals("unknown-code", "too-many"))
async def lead(
    request: Request, here: Here, code: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Lead to the page on which a code is answered with, where it stands after ``#``.

    It is a page and no redirect, since browsers let a form lead to no other host, and the book may
    be on one.
    """
    language = language_of(request.scope)
    try:
        found = await opened(here, code)
    except Refusal as refused:
        if refused.code not in _AT_FIELD:
            raise
        told = problem(refused.code, language, refused.parameters)
        status = KINDS[refused.code].status
        return page(request.scope, "enter.html", {"wrong_code": told}, status=status, at=("",))
    if isinstance(found, Ended):
        return await run_in_threadpool(after_page, request, here, code, found)
    found_round = await run_in_threadpool(round_status, here.store, found.round_id)
    if found_round is None:
        raise Refusal("not-found")
    head = found_round.head
    place = exercise_address(request, here, head.exercise, language)
    given = {
        "title": head.wording(language).title,
        "link": join_link(place, shown_code(normalise_code(code))),
    }
    return page(request.scope, "leading.html", given, at=("",))
