"""The page with letters that lead people to their links: shown once, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from kit.frontend import Letter, letter_variables
from kit.web.access import IssuedLink
from kit.web.frame.exercise_addresses import entrance_address
from kit.web.frame.pages import page


def letter_of(made: IssuedLink) -> Letter:
    """Return the letter with a link."""
    return Letter(made.name, made.secret, made.opens, represents=made.role == "representative")


def letters_page(request: Request, made: Sequence[IssuedLink], expires_on: date) -> Response:
    """Return the letters with links that were just made."""
    letters = [letter_of(each) for each in made]
    entrance = entrance_address(request)
    given = letter_variables(letters, entrance=entrance, expires_on=expires_on)
    return page(request.scope, "letters.html", given)
