"""A book in one language, as it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from kit.agenda import Agenda
from kit.catalogues import Strings, strings
from kit.errors import Problem
from kit.frontend import environment, mark_english, render_part, resolve_links
from kit.load import Book, BookText, failing_kind
from kit.model import Platform
from kit.plugins import FAILURES, Context, Kind, agenda_of, texts_of
from kit.printing.style import Heads, style


class Failed(Exception):  # noqa: N818 - not our error; a plugin's
    """A plugin fails on what it should print."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something to print: HTML that needs nothing else."""

    path: str
    """Of the file, in the folder of its language."""
    settings: Sequence[Callable[[], str]]
    """Give the HTML, the roomiest first."""
    pages: int | None = None
    """How many it may have at most: it is set closer until it does."""
    questions: Mapping[str, str] = field(default_factory=dict)
    """What each group of buttons asks, by its name."""
    cut: Callable[[], str] | None = None
    """Gives less, if there is such a thing, where even the closest setting goes on too long."""


@dataclass(frozen=True)
class Edition:
    """A book in one language."""

    book: Book
    language: str
    _agendas: dict[str, Agenda] = field(default_factory=dict, repr=False)

    @cached_property
    def text(self) -> BookText:
        """What authors wrote."""
        return self.book.translated(self.language)

    @cached_property
    def strings(self) -> Strings:
        """What the kit says."""
        return strings(self.language)

    @cached_property
    def platform(self) -> Platform:
        """The platform.

        :raises ValueError: if the book has none; nothing of such a book is printed.
        """
        if self.text.platform is None:
            raise ValueError("a book without a platform is not printed")
        return self.text.platform

    @cached_property
    def title(self) -> str:
        """What the book is called."""
        settings = self.book.config.data if self.book.config else {}
        return str(settings.get("title") or self.platform.name)

    @cached_property
    def address(self) -> str:
        """Where its pages in this language are on the web, with a slash at the end.

        Empty if the settings do not say.
        """
        settings = self.book.config.data if self.book.config else {}
        html = settings.get("html")
        said = self.book.setting("html_baseurl") or (html or {}).get("baseurl")
        if not isinstance(said, str) or not said:
            return ""
        return f"{said.rstrip('/')}/{self.book.addresses.folder(self.language)}"

    def context(self, exercise_id: str) -> Context:
        """Return what an exercise's kind may know."""
        return self.book.context(exercise_id, self.language, self.strings.gettext)

    def kind(self, exercise_id: str) -> Kind:
        """Return the kind of an exercise.

        :raises KeyError: if there is no such exercise, or nothing that offers its kind.
        """
        return self.book.kinds[self.text.exercises[exercise_id].kind]

    def agenda(self, exercise_id: str) -> Agenda | None:
        """Return an exercise in time; none if the book has no such exercise or kind.

        :raises Failed: if its kind cannot say so.
        """
        exercise = self.text.exercises.get(exercise_id)
        if exercise is None or exercise.kind not in self.book.kinds:
            return None
        if exercise_id not in self._agendas:
            with self.failures_named(exercise_id):
                kind, context = self.kind(exercise_id), self.context(exercise_id)
                self._agendas[exercise_id] = agenda_of(kind, exercise, context)
        return self._agendas[exercise_id]

    @contextmanager
    def failures_named(self, exercise_id: str) -> Iterator[None]:
        """Let a kind show an exercise.

        :raises Failed: naming the kind and where it came from, whatever went wrong in it.
        """
        try:
            yield
        except FAILURES as error:
            entry = self.book.exercises[exercise_id]
            kind = entry.value.kind
            raise Failed(failing_kind(self.book.discovery, kind, entry.path, error)) from error

    def part(self, name: str, level: int, **params: Any) -> Markup:
        """Return a part of the platform as pages have it, without links.

        :param level: of its headings.
        """
        html = render_part(name, self.platform, language=self.language, level=level, **params)
        return Markup(resolve_links(html, lambda _: None))  # noqa: S704 - the template escapes

    def body(self, exercise_id: str, level: int) -> Markup:
        """Return an exercise with room to write, without its title.

        :param level: of its headings.
        :raises Failed: if its kind cannot show it.
        """
        kind = self.kind(exercise_id)
        texts = texts_of(self.language, kind)
        variables = {
            "_": texts.gettext,
            "ngettext": texts.ngettext,
            "language": self.language,
            "platform": self.platform,
            "context": self.context(exercise_id),
            "kind": kind,
            "exercise": self.text.exercises[exercise_id],
            "level": level,
        }
        with self.failures_named(exercise_id):
            html = _environment(kind).get_template("print/body.html").render(variables)
        return Markup(html)  # noqa: S704 - the template escapes

    def questions(self, exercise_id: str) -> dict[str, str]:
        """Return what each group of buttons of an exercise asks, by its name on paper."""
        kind, exercise = self.kind(exercise_id), self.text.exercises[exercise_id]
        if not is_assessment(kind):
            return {}
        with self.failures_named(exercise_id):
            items = kind.state(exercise, self.context(exercise_id))["items"]
        return {f"{exercise_id}.{item['id']}": str(item["text"]) for item in items}

    def html(self, template: str, title: str, area_id: str | None = None, **variables: Any) -> str:
        """Return a document from ``templates/print/<template>.html``.

        :param area_id: of the focus area that it is about.
        """
        heads = Heads(title, self.title, self.strings.gettext("Page"))
        area = next((each for each in self.platform.focus_areas if each.id == area_id), None)
        known: dict[str, Any] = {
            "_": self.strings.gettext,
            "ngettext": self.strings.ngettext,
            "language": self.language,
            "platform": self.platform,
            "edition": self,
            "title": title,
            "area": area,
            "style": style(self.platform, heads, area.id if area else None),
        }
        found = _own().get_template(f"print/{template}.html")
        return mark_english(found.render(known | variables).strip() + "\n", self.language)


def is_assessment(kind: Kind) -> bool:
    """Return whether a kind is our self-assessment."""
    return kind.name == "self-assessment" and kind.assets is None


@lru_cache(maxsize=1)
def _own() -> Environment:
    return environment()


def _environment(kind: Kind) -> Environment:
    return _own() if kind.assets is None else environment((kind,))
