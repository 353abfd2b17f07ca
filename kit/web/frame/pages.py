"""Leaders' pages: templates, languages, and links that keep the language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import Scope

from kit.catalogues import language_name, languages, strings
from kit.frontend import environment, mark_english
from kit.web.frame.language import asked_language, language_of
from kit.web.frame.paths import ROOT
from kit.web.frame.state import Shared

_SEE_OTHER: Final = HTTPStatus.SEE_OTHER


def page(
    scope: Scope,
    template: str,
    variables: Mapping[str, Any] | None = None,
    *,
    status: int = HTTPStatus.OK,
    at: tuple[str, ...] | None = None,
) -> HTMLResponse:
    """Return a page in the reader's language.

    Each template is given ``_``, ``ngettext``, ``language``, ``languages`` (those to change to,
    with this page's address), ``to`` (see :func:`address`), ``book_title`` and ``book_address``; a
    page about a round has the ``hue`` of its exercise.

    :param at: the page to ask for in another language, where this one answers a form that was sent
        to an address with no page of its own.
    """
    here: Shared = scope["app"].state.shared
    look = here.look()
    language = language_of(scope)
    own = strings(language)

    def to(*parts: str, **query: str) -> str:
        return address(scope, *parts, **query)

    given_round: Mapping[str, Any] = (variables or {}).get("round", {})
    given = {
        "_": own.gettext,
        "ngettext": own.ngettext,
        "language": language,
        "languages": [(name, language_name(name), _here(scope, at, name)) for name in languages()],
        "to": to,
        "static": f"{ROOT}/static",
        "book_title": look.title,
        "book_address": f"{here.book}/",
        "hue": look.hue(str(given_round.get("exercise", ""))),
    }
    html = _environment().get_template(f"collect/{template}").render({**given, **(variables or {})})
    html = mark_english(html, language)
    return HTMLResponse(html, status, headers={"content-language": language})


def address(scope: Scope, *parts: str, **query: str) -> str:
    """Return the address of a page of ours; it keeps the language that was asked for."""
    asked = asked_language(scope)
    if asked:
        query = {**query, "lang": asked}
    path = _path(parts)
    return f"{path}?{urlencode(query)}" if query else path


def redirect(scope: Scope, *parts: str, fragment: str = "", **query: str) -> RedirectResponse:
    """Return an answer to a form that leads to a page, or to a part of it that takes the focus."""
    place = f"#{fragment}" if fragment else ""
    return RedirectResponse(address(scope, *parts, **query) + place, _SEE_OTHER)


def _path(parts: tuple[str, ...]) -> str:
    return "/".join([ROOT, *(quote(part, safe="") for part in parts)])


def _here(scope: Scope, at: tuple[str, ...] | None, language: str) -> str:
    path = quote(scope["path"]) if at is None else _path(at)
    return f"{path}?{urlencode({'lang': language})}"


@cache
def _environment() -> Environment:
    found = environment()
    assert found.loader is not None  # noqa: S101 - environment() always sets one
    found.loader = ChoiceLoader([PackageLoader("kit.web"), found.loader])
    return found
