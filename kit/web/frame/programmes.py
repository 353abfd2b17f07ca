"""The programmes of the book that is collected for, as pages from which a meeting is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.agenda import Agenda, workshop_agenda
from kit.frontend import Frame, resolve_links, workshop_page
from kit.load import Book
from kit.model import FollowUp
from kit.plugins import agenda_of


@dataclass(frozen=True, slots=True)
class Programme:
    """One that can be chosen."""

    name: str
    title: str
    minutes: int
    asks: bool
    """Whether it has the exercise on which there is a survey."""


@dataclass
class Programmes:
    """The workshops of a book, which is asked for each time, since it is rebuilt.

    :param book: none if nothing is known of it.
    """

    book: Callable[[], Book | None]
    _names: dict[tuple[int, str], tuple[frozenset[str], frozenset[str]]] = field(
        default_factory=dict
    )

    def all_for(self, exercise: str, language: str) -> list[Programme]:
        """Return all programmes, those with an exercise first."""
        book = self.book()
        if book is None:
            return []
        text = book.translated(_own(book, language))
        found = [
            Programme(
                name,
                workshop.title,
                sum(each.minutes for each in workshop.activities if each.usual),
                any(each.exercise == exercise for each in workshop.activities),
            )
            for name, workshop in text.workshops.items()
        ]
        return sorted(found, key=lambda each: (not each.asks, each.name))

    def follow_up(self, language: str) -> tuple[FollowUp, ...]:
        """Return what the platform says is followed up, and how often; nothing without a book."""
        book = self.book()
        platform = book.translated(_own(book, language)).platform if book else None
        return platform.follow_up if platform else ()

    def asks(self, programme: str) -> tuple[str, ...]:
        """Return the exercises of a programme, in its order; none if it is gone."""
        book = self.book()
        entry = book.workshops.get(programme) if book else None
        activities = entry.value.activities if entry else ()
        return tuple(each.exercise for each in activities if each.exercise)

    def names(self, programme: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the ids of a programme's variants, and those of its steps; none if it is gone."""
        book = self.book()
        if book is None or programme not in book.workshops:
            return None
        key = id(book), programme
        if key not in self._names:
            agenda = self._agenda(book, programme, book.language)
            variants = frozenset(each.id for each in agenda.variants)
            self._names = {key: (variants, frozenset(each.id for each in agenda.steps))}
        return self._names[key]

    def folder(self, language: str) -> str:
        """Return where the pages of a language lie in the book's site."""
        book = self.book()
        return book.addresses.folder(_own(book, language)) if book else ""

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the book."""
        book = self.book()
        return book.languages if book else ()

    def page(
        self,
        programme: str,
        language: str,
        frame: Frame,
        *,
        follow: Mapping[str, Any],
        resolve: Callable[[str], str | None],
    ) -> str | None:
        """Return the page of a programme that follows a meeting; none if the programme is gone.

        :param follow: what the page's script is told: see ``followed.js``.
        :param resolve: returns the address behind a ``kit:`` link.
        """
        book = self.book()
        if book is None or book.platform is None or programme not in book.workshops:
            return None
        own = _own(book, language)
        workshop = book.translated(own).workshops[programme]
        context = book.context(programme, own)
        agendas = dict(_agendas(book, programme, own))
        html = workshop_page(programme, workshop, agendas, context, frame, follow=follow)
        return resolve_links(html, resolve)

    @staticmethod
    def _agenda(book: Book, programme: str, language: str) -> Agenda:
        workshop = book.translated(language).workshops[programme]
        return workshop_agenda(workshop, dict(_agendas(book, programme, language)))


def _agendas(book: Book, programme: str, language: str) -> Iterator[tuple[str, Agenda]]:
    text = book.translated(language)
    used = {each.exercise for each in text.workshops[programme].activities if each.exercise}
    for exercise_id in sorted(used & text.exercises.keys()):
        exercise = text.exercises[exercise_id]
        kind = book.kinds.get(exercise.kind)
        if kind is not None:
            yield exercise_id, agenda_of(kind, exercise, book.context(exercise_id, language))


def _own(book: Book, language: str) -> str:
    """Return a language that the book has: the one that is asked for, or its own."""
    return language if language in book.languages else book.language
