"""Our directives and roles on pages: their names, what they name, their options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kit.checks.exercises.references import Names
from kit.checks.markdown.spots import Spot
from kit.checks.pages.links import target_of
from kit.checks.pages.pages import Page
from kit.errors import Problem, quoted, suggestion
from kit.load import RESTORE
from kit.model import AREA_PARTS, PLATFORM_PARTS, Develops

PREFIX: Final = "kit-"
_DOMAIN: Final = "kit:"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a directive takes: ``names`` is the list that its argument names something in."""

    names: str | None = None
    required: bool = False
    options: tuple[str, ...] = ()
    content: bool = False
    """Whether it holds Markdown of its own."""


_FILTERS: Final = ("focus-area", "kind", "role", "develops", "max-minutes")

DIRECTIVES: Final[dict[str, Shape]] = {
    "kit-platform": Shape("parts"),
    "kit-vision": Shape(),
    "kit-values": Shape(),
    "kit-focus-area": Shape("focus_areas", required=True, options=("show",)),
    "kit-focus-areas": Shape(),
    "kit-roles": Shape("roles"),
    "kit-exercise": Shape("exercises", required=True),
    "kit-exercises": Shape(options=_FILTERS),
    "kit-film": Shape("films", required=True),
    "kit-collecting": Shape(content=True),
    "kit-privacy": Shape(),
    "kit-privacy-questions": Shape(),
    "kit-workshop": Shape("workshops", required=True),
    "kit-workshops": Shape(options=("focus-area",)),
}
"""What ``kit build`` understands as well; a test holds the two together."""

ROLES: Final = {
    "kit:exercise": "exercises",
    "kit:focus-area": "focus_areas",
    "kit:role": "roles",
    "kit:value": "values.entries",
    "kit:workshop": "workshops",
}
# Options whose value names something: which list it is in.
_NAMING: Final = {"focus-area": "focus_areas", "role": "roles", "kind": "kinds"}
# Options whose value is one of a few words, or several of them.
_CHOICES: Final = {"show": AREA_PARTS, "develops": tuple(str(word) for word in Develops)}


def check_directives(page: Page, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with our directives and roles on one page."""
    for spot in page.markup.directives:
        if spot.name.startswith(PREFIX):
            yield from _check_directive(page, spot, names)
    for spot in page.markup.idle:
        message = f"'{spot.text[:60]}' stands in the text, and shows nothing"
        way = f"begin its line with three backticks, as in ```{spot.text}"
        yield Problem(page.place(spot), "unknown-directive", message, way)
    for spot in page.markup.roles:
        if spot.name in ROLES:
            yield from names.check(ROLES[spot.name], target_of(spot.text), page.place(spot))
        elif spot.name.startswith(_DOMAIN):
            hint = suggestion(spot.name, list(ROLES), "roles")
            message = f"there is no role '{spot.name[:60]}'"
            yield Problem(page.place(spot), "unknown-directive", message, hint)


def check_platform_needed(pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the first of our directives and roles in a book that has no platform."""
    for page in pages.values():
        for spot in (*page.markup.directives, *page.markup.roles):
            if spot.name in DIRECTIVES or spot.name in ROLES:
                message = f"'{spot.name}' needs a platform, and there is none"
                yield Problem(page.place(spot), "missing-platform", message, RESTORE)
                return


def _check_directive(page: Page, spot: Spot, names: Names) -> Iterator[Problem]:
    shape = DIRECTIVES.get(spot.name)
    place = page.place(spot)
    if shape is None:
        hint = suggestion(spot.name, list(DIRECTIVES), "directives")
        message = f"there is no directive '{spot.name[:60]}'"
        yield Problem(place, "unknown-directive", message, hint)
        return
    if shape.required and not spot.text:
        yield Problem(
            place,
            "missing-key",
            f"'{spot.name}' does not say which one",
            f"write ```{{{spot.name}}} and an id",
        )
    if spot.text and shape.names == "parts":
        yield from _check_choice(page, spot, spot.text, PLATFORM_PARTS, "part")
    elif spot.text and shape.names is not None:
        yield from names.check(shape.names, spot.text, place)
    for option, value in spot.options.items():
        yield from _check_option(page, spot, shape, names, (option, value))
    if shape.content and not spot.body:
        message = f"'{spot.name}' has no text"
        hint = "write between the fences what a page says only if the book collects answers"
        yield Problem(place, "missing-key", message, hint)
    if spot.body and not shape.content:
        yield Problem(
            place,
            "wrong-value",
            f"'{spot.name}' takes no text of its own",
            "write ``` alone on the line below it, where it ends",
        )


def _check_option(
    page: Page, spot: Spot, shape: Shape, names: Names, given: tuple[str, str]
) -> Iterator[Problem]:
    option, value = given
    place = page.place(spot)
    if option not in shape.options:
        hint = suggestion(option, shape.options, "options")
        message = f"'{option[:60]}' is not an option of '{spot.name}'"
        yield Problem(place, "unknown-key", message, hint)
    elif option in _NAMING:
        yield from names.check(_NAMING[option], value, place)
    elif option in _CHOICES:
        for word in value.replace(",", " ").split():
            yield from _check_choice(page, spot, word, _CHOICES[option], f"value of '{option}'")
    elif not value.isdigit() or not int(value[:6]):
        message = f"'{option}' should be a whole number, not {quoted(value)}"
        yield Problem(place, "wrong-type", message)


def _check_choice(
    page: Page, spot: Spot, word: str, known: tuple[str, ...], what: str
) -> Iterator[Problem]:
    if word not in known:
        message = f"{quoted(word)} is not a possible {what}"
        hint = suggestion(word, known, "allowed")
        yield Problem(page.place(spot), "wrong-value", message, hint)
