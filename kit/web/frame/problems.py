"""What the collector refuses and why: codes for machines, words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel, ConfigDict

from kit.catalogues import msgid, strings


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of refusal; texts in English, with ``{name}`` for what is filled in."""

    status: HTTPStatus
    message: str
    hint: str


class Problem(BaseModel):
    """The body of every answer that is not a success; it never repeats what was sent."""

    model_config = ConfigDict(extra="forbid")

    code: str
    message: str
    hint: str


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """Ends a request with one of :data:`KINDS`; carries nothing that somebody sent."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


_TRY_AGAIN: Final = msgid("Wait a moment and try again.")
_NOT_FOUND: Final = Kind(
    HTTPStatus.NOT_FOUND,
    msgid("There is nothing here that you can see."),
    msgid("Check the address, or open the link that you were given once more."),
)

KINDS: Final[Mapping[str, Kind]] = {
    "unknown-code": Kind(
        HTTPStatus.NOT_FOUND,
        msgid("This code opens nothing."),
        msgid(
            "Check it letter by letter. A slip's code is gone once it is used or the survey is"
            " closed; the short code at the bottom of the slip still opens what there is to see."
        ),
    ),
    "unknown-ballot": Kind(
        HTTPStatus.NOT_FOUND,
        msgid("There is no answer with this take-back code."),
        msgid("It may have been taken back already, or the survey may be closed."),
    ),
    "closed": Kind(
        HTTPStatus.GONE,
        msgid("This is closed. Answers can no longer be sent or taken back."),
        msgid(
            "Nothing was changed now. If you tried to send answers before, those may have been"
            " counted. You can still use your own profile."
        ),
    ),
    "round-full": Kind(
        HTTPStatus.CONFLICT,
        msgid("All places are taken: as many answers have been sent as there are people."),
        msgid(
            "You can do the exercise for yourself, and take part in the conversation. Did fewer"
            " answer than there are people? Tell the person who leads the workshop."
        ),
    ),
    "last-day-over": Kind(
        HTTPStatus.GONE,
        msgid("The last day for answers has passed."),
        msgid("The survey is not closed yet, so there is nothing to see."),
    ),
    "not-closed": Kind(
        HTTPStatus.CONFLICT,
        msgid("Nobody can answer with this code. It opens what there is to see after closing."),
        msgid(
            "The survey is open. Answer with the long code on your slip; it works once, so it does"
            " not work if you have answered or the slip was exchanged."
        ),
    ),
    "other-version": Kind(
        HTTPStatus.CONFLICT,
        msgid("The questions on your page are not those that are asked in this survey."),
        msgid("Load the page again, and answer anew."),
    ),
    "not-saved": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        msgid("This could not be saved right now."),
        _TRY_AGAIN,
    ),
    "measures-away": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        msgid("What teams agreed on cannot be reached right now. Nothing of it is lost."),
        msgid("Try again later. If it stays so, tell whoever runs this service."),
    ),
    "busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        msgid("Another page is being made for printing right now."),
        _TRY_AGAIN,
    ),
    "archive-busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        msgid("This file is being made for somebody just now, and only one is made at a time."),
        _TRY_AGAIN,
    ),
    "too-many": Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        msgid("There are too many attempts at the moment."),
        _TRY_AGAIN,
    ),
    "not-understood": Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        msgid("What was sent is not in the form that is expected."),
        msgid("Load the page again."),
    ),
    "not-json": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        msgid("What was sent is of a type that is not expected here."),
        msgid("Send JSON to /v1 addresses, and forms from their pages."),
    ),
    "too-large": Kind(
        HTTPStatus.CONTENT_TOO_LARGE
        if hasattr(HTTPStatus, "CONTENT_TOO_LARGE")
        else HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        msgid("What was sent is too large."),
        msgid("Load the page again."),
    ),
    "too-slow": Kind(
        HTTPStatus.REQUEST_TIMEOUT,
        msgid("What was sent did not arrive in time."),
        _TRY_AGAIN,
    ),
    "other-origin": Kind(
        HTTPStatus.FORBIDDEN,
        msgid("This page may not send anything here."),
        msgid("Open the page from its own address."),
    ),
    "not-signed-in": Kind(
        HTTPStatus.UNAUTHORIZED,
        msgid("You are not signed in, or your visit has ended."),
        msgid("Open the link that you were given once more."),
    ),
    "unknown-link": Kind(
        HTTPStatus.NOT_FOUND,
        msgid("This link is not known. It may have expired or been withdrawn."),
        msgid("Ask HR for a new link."),
    ),
    "unknown-wall-code": Kind(
        HTTPStatus.NOT_FOUND,
        msgid("This code shows nothing."),
        msgid(
            "Check it letter by letter. It works once, for a quarter of an hour; on the leader's"
            " page you make a new one."
        ),
    ),
    "not-found": _NOT_FOUND,
    "not-allowed": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        msgid("This address cannot be used in this way."),
        msgid("Go back, and use the buttons on the page."),
    ),
    "no-results-yet": Kind(
        HTTPStatus.CONFLICT,
        msgid("There is no result to show before the survey is closed."),
        msgid("Close it when everybody who wants to has answered."),
    ),
    "refused": Kind(
        HTTPStatus.CONFLICT,
        msgid("This cannot be done now."),
        msgid("Read what the page says about it."),
    ),
    "failed": Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        msgid("Something went wrong here, not with you."),
        _TRY_AGAIN,
    ),
}


def problem(code: str, language: str, parameters: Mapping[str, object] | None = None) -> Problem:
    """Return what to tell about a refusal, in a language."""
    kind = KINDS[code]
    say = strings(language).gettext
    values = parameters or {}
    return Problem(
        code=code, message=say(kind.message).format(**values), hint=say(kind.hint).format(**values)
    )
