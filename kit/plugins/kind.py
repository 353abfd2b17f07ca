"""What a kind of exercise offers: a schema, checks, a page, a module, a notebook, a response."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any, Literal, Protocol, runtime_checkable

from kit.agenda import Agenda, exercise_agenda
from kit.errors import Severity
from kit.model import Exercise, Platform, ResponseShape


class Slide(StrEnum):
    """How a notebook cell behaves when the notebook is shown as slides."""

    SLIDE = "slide"
    SUBSLIDE = "subslide"
    FRAGMENT = "fragment"
    CONTINUE = "-"
    SKIP = "skip"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Cell:
    """One notebook cell as plain data; ``id`` is fixed by the kind so that builds repeat."""

    id: str
    type: Literal["markdown", "code"]
    source: str
    slide: Slide = Slide.CONTINUE
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a kind sees in an exercise; ``key`` is the path to it in the file."""

    key: tuple[str | int, ...]
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    other: tuple[str | int, ...] | None = None
    """The path to a second place that the problem is about: the hint ends with its line."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a kind may know of the book around an exercise, in the language of the page."""

    exercise_id: str
    platform: Platform
    language: str
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    """All exercises of the book by id."""
    gettext: Callable[[str], str] = str
    """Translates the kit's (and the kind's) own strings."""
    collector: str = ""
    """Where answers can be sent: ``/`` for the page's own host, or another; empty means nowhere."""
    source: Context | None = None
    """The same in the book's own language; none if this is it."""


@runtime_checkable
class Kind(Protocol):
    """A kind of exercise, registered as an entry point in the group ``kit.kinds``.

    Nothing is ever set on a kind, so ``Final`` members, a frozen dataclass and properties all do.
    """

    @property
    def api(self) -> int:
        """The version of this protocol: 1."""

    @property
    def name(self) -> str:
        """The word after ``kind:`` in an exercise file; also the entry point's name."""

    @property
    def model(self) -> type[Exercise]:
        """What the author's file becomes: a pydantic model."""

    @property
    def template(self) -> str:
        """Jinja template of the form; it is given ``exercise``, ``state``, ``platform``, ``_``."""

    @property
    def module(self) -> str | None:
        """ES module that brings the form to life (``export default { render }``), or none."""

    @property
    def assets(self) -> Traversable | None:
        """Folder with ``templates/``, ``modules/`` and ``locale/``; none means the kit's own."""

    def check(self, exercise: Any, context: Context) -> Iterable[Finding]:
        """Yield what is wrong with an exercise beyond its schema."""

    def state(self, exercise: Any, context: Context) -> dict[str, Any]:
        """Return JSON-ready data for the template and the module (``model.get("exercise")``)."""

    def cells(self, exercise: Any, context: Context) -> Sequence[Cell]:
        """Return the exercise as notebook cells; empty means that it has no notebook."""

    def response(self, exercise: Any, platform: Platform) -> ResponseShape | None:
        """Return the shape of what is collected, or none if nothing ever is."""

    def example(self, language: str) -> str:
        """Return the text of a commented, valid exercise file to start from."""


@runtime_checkable
class Scheduled(Protocol):
    """What a kind may offer beside a :class:`Kind`: its exercises, step by step."""

    def agenda(self, exercise: Any, context: Context) -> Agenda:
        """Return an exercise in time, so that a workshop leads through its steps."""


def agenda_of(kind: Kind, exercise: Exercise, context: Context) -> Agenda:
    """Return an exercise in time; a single step where its kind says no more."""
    if isinstance(kind, Scheduled):
        return kind.agenda(exercise, context)
    return exercise_agenda(exercise)


@runtime_checkable
class OnScreen(Protocol):
    """What a kind may offer where a room is shown something else than a workshop leads through."""

    def screen(self, exercise: Any, context: Context) -> Agenda:
        """Return what a room is shown of an exercise, one step at a time."""


def screen_of(kind: Kind, exercise: Exercise, context: Context) -> Agenda:
    """Return what a room is shown of an exercise; its agenda where its kind says no more."""
    if isinstance(kind, OnScreen):
        return kind.screen(exercise, context)
    return agenda_of(kind, exercise, context)


@runtime_checkable
class OnItsOwnPage(Protocol):
    """What a kind may offer where an exercise does more on its own page than in a chapter."""

    @property
    def page_module(self) -> str:
        """ES module of that page, in the place of ``module``."""


def fingerprint_of(kind: Kind, exercise: Exercise, context: Context) -> str:
    """Return the fingerprint of what is collected, by the wording in the book's own language.

    :returns: an empty text if the exercise never collects.
    """
    source = context.source or context
    written = source.exercises.get(context.exercise_id) if context.source else None
    shape = kind.response(written or exercise, source.platform)
    return shape.fingerprint() if shape else ""
