"""An agreement as one page to hang up, where the extra ``print`` is installed."""

from __future__ import annotations

from threading import Lock
from typing import Final

from fastapi import Request
from starlette.responses import Response

from kit.catalogues import strings
from kit.measures import Agreement, Measure, SentUp, Status, roles_only
from kit.printing.agreement import Agreed, AgreedMeasure, agreement_sheet
from kit.web.access.entrance import Who
from kit.web.access.signed_in import framed
from kit.web.frame.language import language_of
from kit.web.frame.openapi import file_responses, pages_of_leaders
from kit.web.frame.problems import Refusal
from kit.web.frame.state import Here
from kit.web.measures.files import download
from kit.web.measures.measure_words import STATUS
from kit.web.measures.own import require_agreement

router = pages_of_leaders()

PDF: Final = "application/pdf"
_ONE_AT_A_TIME: Final = Lock()
"""Pango's fonts are for one thread at a time; and nobody waits for it, holding a thread of all."""
_MOST: Final = 16
_MADE: Final[dict[tuple[Agreed, str], bytes]] = {}
"""The last few, by all that is on them: a page that is asked for again is not laid out again."""


@router.get(
    "/measures/{agreement}/agreement.pdf",
    response_class=Response,
    responses=file_responses(PDF, "measures-away", "busy"),
)
def as_pdf(
    agreement: str, request: Request, here: Here, who: Who, *, initials: bool = False
) -> Response:
    """Return an agreement as one page to hang up; with initials only if they are asked for."""
    kept = require_agreement(here.measures(), who, agreement)
    language = language_of(request.scope)
    unit = framed(here, who)["who"]
    agreed = agreed_of(kept.agreement, unit, language, initials=initials)
    data = _MADE.get((agreed, language)) or _made(agreed, language)
    return download(data, PDF, f"measures-{kept.agreement.agreed}.pdf")


def _made(agreed: Agreed, language: str) -> bytes:
    """Return the page, and keep it.

    :raises Refusal: if there is nothing to make it with, or another is being made.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise Refusal("busy")
    try:
        # It takes half a second, and not everybody has it.
        from kit.printing.pdf import printed  # noqa: PLC0415

        data = printed(agreement_sheet(agreed, language))
        while len(_MADE) >= _MOST:
            del _MADE[next(iter(_MADE))]
        _MADE[agreed, language] = data
    except (ImportError, OSError):
        raise Refusal("not-found") from None
    finally:
        _ONE_AT_A_TIME.release()
    return data


def agreed_of(agreement: Agreement, unit: str, language: str, *, initials: bool = False) -> Agreed:
    """Return what is printed of an agreement.

    :param initials: whether they are, too, where everybody sees them.
    """
    origin = agreement.origin
    return Agreed(
        unit,
        agreement.agreed,
        origin.workshop or origin.exercise or origin.area,
        agreement.keep,
        agreement.improve,
        agreement.word,
        tuple(
            _measure(each, language, initials=initials)
            for each in agreement.measures
            if each.status is not Status.DROPPED
        ),
        agreement.next,
    )


def _measure(measure: Measure, language: str, *, initials: bool) -> AgreedMeasure:
    status, sent = measure.status, measure.sent_up or SentUp()
    return AgreedMeasure(
        measure.text,
        measure.responsible if initials else roles_only(measure.responsible),
        measure.due if measure.is_open else None,
        "" if status is Status.AGREED else strings(language).gettext(STATUS[status]),
        sent.name if status is Status.SENT_UP else "",
    )
