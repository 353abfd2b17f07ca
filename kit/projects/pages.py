"""Write the pages and settings of a new book, in the platform's language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any, Final

import jinja2

from kit.catalogues import folders_of
from kit.load import Book
from kit.model import FocusArea, Platform

FALLBACK: Final = "en"
ALONE: Final = ("reflection", "self-assessment")
"""Kinds that one does on one's own, in the order of the page."""
TOGETHER: Final = ("group",)
"""Kinds that a group does."""
FOR_TWO: Final = ("conversation",)
"""Kinds for two; like those of others, they stand below "More exercises"."""
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#$|~])")

_STEERING: Final = (
    "goals",
    "assignments",
    "action_areas",
    "development_areas",
    "policy_areas",
    "scorecard",
    "follow_up",
    "employer_role",
    "policies",
    "steering_documents",
)

_STARTER: Final = ("own-example", "first-talk")

_ABOUT: Final = ("scope", "period", "adoption")
"""What the front page says of the platform beside its name and what it is for."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise as a page places it."""

    id: str
    kind: str
    title: str


def render_project(book: Book, *, example: bool) -> dict[str, str]:
    """Return settings, contents and pages by path.

    :param example: whether the front page says that the book is an example, made from public
        sources and not by the organisation.
    """
    if book.platform is None:
        raise ValueError("a book without a platform has no pages")
    platform = book.platform.value
    exercises = [
        Placed(exercise_id, entry.value.kind, entry.value.title)
        for exercise_id, entry in book.exercises.items()
    ]
    common: dict[str, Any] = {
        "platform": platform,
        "example": example,
        "kinds": {exercise.kind for exercise in exercises},
        "workshops": [(name, entry.value.title) for name, entry in _workshops(book)],
        "steering": [part for part in _STEERING if getattr(platform, part)],
        "about": any(getattr(platform, part) for part in _ABOUT),
    }
    made = {name: _render(platform.language, name, common) for name in ("_config.yml", "_toc.yml")}
    for page in _pages(platform):
        made[f"book/{page}.md"] = _page(platform, page, common)
    for area in platform.focus_areas:
        own = _placed(exercises, area)
        made[f"book/focus-areas/{area.id}.md"] = _page(
            platform, "focus-area", {**common, "area": area, **own}
        )
    return made


def starter_exercises(book: Book) -> dict[str, str]:
    """Return a first set of exercises by path: two for each focus area that has none.

    They fit any platform and say so; their language is the platform's, or English.
    """
    if book.platform is None:
        raise ValueError("a book without a platform has no exercises")
    platform = book.platform.value
    begun = {PurePosixPath(exercise_id).parts[0] for exercise_id in book.exercise_ids}
    return {
        f"exercises/{area.id}/{name}.yml": _render(
            platform.language, f"exercises/{name}.yml", {"platform": platform, "area": area}
        )
        for area in platform.focus_areas
        if area.id not in begun
        for name in _STARTER
    }


def has_page(language: str, path: str) -> bool:
    """Return whether a page is in this language, and not in the one that stands in.

    :param path: as :func:`render_project` names it.
    """
    name = path.removeprefix("book/")
    name = "focus-area.md" if name.startswith("focus-areas/") else name
    return any(_source(f"{tag}/{name}.j2") for tag in (language, language.partition("-")[0]))


def stand_ins(language: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return which of the pages that were rendered are in English, since nobody has them."""
    pages = (path for path in paths if path.endswith(".md") and not has_page(language, path))
    return tuple(pages)


def _pages(platform: Platform) -> Iterable[str]:
    yield from ("index", "vision-and-values", "roles")
    yield from ("how-to/leader", "how-to/before-you-lead", "how-to/employee", "how-to/hr")
    yield from ("privacy", "can-my-leader-see")
    if any(getattr(platform, part) for part in _STEERING):
        yield "steering"
    yield "resources"


def _placed(exercises: Iterable[Placed], area: FocusArea) -> dict[str, list[Placed]]:
    """Divide an area's exercises: first what one does alone, then what the group does."""
    own = [entry for entry in exercises if PurePosixPath(entry.id).parts[0] == area.id]
    alone = [entry for kind in ALONE for entry in own if entry.kind == kind]
    together = [entry for entry in own if entry.kind in TOGETHER]
    others = [entry for entry in own if entry not in alone and entry not in together]
    return {"alone": alone, "together": together, "others": others}


def _workshops(book: Book) -> Iterable[tuple[str, Any]]:
    return ((PurePosixPath(name).name, entry) for name, entry in book.workshops.items())


def _page(platform: Platform, page: str, values: dict[str, Any]) -> str:
    # MyST cannot read a bare date in front matter, hence the quotes.
    front = (
        "---\nkit:\n  schema: 1\n"
        f'  owner: {_yaml(platform.owner)}\n  review_by: "{platform.review_by}"\n---\n\n'
    )
    return front + _render(platform.language, f"{page}.md", values)


def _render(language: str, name: str, values: dict[str, Any]) -> str:
    template = _environment().select_template(
        [f"{tag}/{name}.j2" for tag in (language, language.partition("-")[0], FALLBACK)]
    )
    text = re.sub(r"\n{3,}", "\n\n", template.render(values)).strip()
    return f"{text}\n"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown and YAML, escaped by the two filters
    )
    environment.filters |= {"md": _markdown, "yaml": _yaml}
    return environment


_Template = tuple[str, None, Callable[[], bool]]


def _source(name: str) -> str | _Template | None:
    """Return a template of ours, or that of a language that was brought; this one is not kept."""
    path: Traversable = files("kit.projects") / "pages" / name
    if path.is_file():
        return path.read_text(encoding="utf-8")
    language, _, page = name.partition("/")
    for folder in folders_of(language):
        path = folder / "pages" / page
        if path.is_file():
            return path.read_text(encoding="utf-8"), None, lambda: False
    return None


def _yaml(text: str) -> str:
    """Return a quoted YAML scalar; YAML reads JSON's strings."""
    return json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    """Return the text with everything escaped that Markdown would take for a sign of its own."""
    return _MARKDOWN.sub(r"\\\1", text)
