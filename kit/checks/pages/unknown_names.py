"""Words on pages that nothing knows, and extensions that bring none or need what is not here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from kit.checks.markdown.spots import Spot
from kit.checks.pages.directives import DIRECTIVES, PREFIX, ROLES
from kit.checks.pages.pages import Page
from kit.checks.settings.extensions import check_extensions, extensions_of
from kit.checks.settings.lexers import as_directives, hint_for, is_unknown
from kit.checks.settings.loaded_extensions import ask_extensions, check_answered, check_needs
from kit.checks.settings.vocabulary import BADGES, DIRECTIVE_NAMES, LEXERS, ROLE_NAMES
from kit.errors import Problem, Severity, closest
from kit.load import Book

What = Literal["directive", "role", "lexer"]
_KNOWN: Final[dict[What, frozenset[str]]] = {
    "directive": DIRECTIVE_NAMES | DIRECTIVES.keys(),
    "role": ROLE_NAMES | ROLES.keys(),
    "lexer": LEXERS,
}
_OURS: Final = (PREFIX, "kit:")
"""What begins like this is looked at with everything else of ours."""

_PERHAPS: Final = "correct it, unless one of the extensions that could not be asked brings it"


def check_words(book: Book, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield what extensions lack, and the words on pages that neither we nor they know."""
    extensions = extensions_of(book)
    missing = list(check_extensions(extensions))
    yield from missing
    unknown = list(_unknown(pages, book.ordinary, as_directives(book)))
    # The words of an extension that is not there are not the page's fault.
    if missing or not (unknown or any(extension.is_strange for extension in extensions)):
        return
    answer = ask_extensions(book, extensions)
    yield from check_needs(answer, extensions)
    if unknown or answer.certain:
        yield from check_answered(answer, extensions)
    for page, spot, what in unknown:
        further = {"directive": answer.directives, "role": answer.roles, "lexer": answer.lexers}[
            what
        ]
        if spot.name.lower() not in further:
            problem = _problem(page, spot, what, _KNOWN[what] | further)
            yield problem if answer.failure is None else replace(problem, hint=_PERHAPS)


def _unknown(
    pages: Mapping[str, Page],
    ordinary: bool,  # noqa: FBT001 - of one caller
    directives: frozenset[str],
) -> Iterator[tuple[Page, Spot, What]]:
    """Yield what no Jupyter Book knows by itself."""
    for page in pages.values():
        for spot in page.markup.directives:
            if _is_unknown(spot.name, "directive", ordinary=ordinary):
                yield page, spot, "directive"
        for spot in page.markup.roles:
            if _is_unknown(spot.name, "role", ordinary=ordinary):
                yield page, spot, "role"
        for spot in page.markup.codes:
            if spot.name not in directives and is_unknown(spot.name):
                yield page, spot, "lexer"


def _is_unknown(name: str, what: What, *, ordinary: bool) -> bool:
    if name.startswith(_OURS) and not ordinary:
        return False
    if what == "role" and name.startswith(BADGES):
        return False
    return name.lower().removeprefix("std:") not in _KNOWN[what]


def _problem(page: Page, spot: Spot, what: What, known: frozenset[str]) -> Problem:
    name = spot.name[:60]
    if what == "lexer":
        message = f"nothing knows how to colour code in '{name}'"
        advice = hint_for(name, known)
        return Problem(page.place(spot), "unknown-lexer", message, advice, Severity.WARNING)
    ours = PREFIX + name
    meant = ours if what == "directive" and ours in DIRECTIVES else closest(name, sorted(known))
    hint = f"did you mean '{meant}'?" if meant else None
    return Problem(page.place(spot), "unknown-directive", f"there is no {what} '{name}'", hint)
