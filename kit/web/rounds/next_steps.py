"""What a leader or HR can do after a refusal: pages to go to, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from starlette.requests import Request

from kit.ballots import Outcome, Reason, Remark
from kit.catalogues import msgid, strings
from kit.web.access import Visitor
from kit.web.frame.exercise_addresses import exercise_address
from kit.web.frame.language import language_of
from kit.web.frame.pages import address
from kit.web.frame.round_words import title_of
from kit.web.frame.state import Shared

Step = tuple[str, str]
"""An address, and the words of the link."""

_OF_HR: Final[Mapping[Reason | Remark | None, Step]] = {
    Reason.IN_ANOTHER_ROUND: ("calendar", msgid("What is open, and what rests until when")),
    Reason.RELEASED_LATELY: ("calendar", msgid("What is open, and what rests until when")),
    Reason.TOO_FEW_PEOPLE: ("people", msgid("How many work where")),
    Reason.HEAD_COUNT_MISSING: ("units", msgid("Units and links")),
    Reason.UNKNOWN_UNIT: ("units", msgid("Units and links")),
}


def next_steps(request: Request, here: Shared, who: Visitor, found: Outcome) -> list[Step]:
    """Return where to go after a refusal; the page says itself how to go back."""
    return list(_steps(request, here, who, found))


def _steps(request: Request, here: Shared, who: Visitor, found: Outcome) -> Iterator[Step]:
    language, code = language_of(request.scope), found.code
    _ = strings(language).gettext
    exercise = here.collectables().get(found.details.get("exercise", ""))
    if code is Reason.TOO_FEW_PEOPLE and exercise is not None:
        words = _("Do “{title}” as a conversation").format(title=title_of(exercise, language))
        yield exercise_address(request, here, exercise, language), words
    if who.role == "hr" and code in _OF_HR:
        name, words = _OF_HR[code]
        yield address(request.scope, name), _(words)
