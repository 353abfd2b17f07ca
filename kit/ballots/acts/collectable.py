"""What a round needs of an exercise, taken from a loaded book once and kept with the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Final

from pydantic import TypeAdapter

from kit.ballots.acts.reasons import Reason
from kit.load import Book, BookText
from kit.model import (
    FEWEST_ITEMS,
    Asked,
    Exercise,
    Platform,
    ResponseShape,
    Scale,
    ask_alike,
    identifiable_person,
    light_address,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an exercise in one language, as they were when the round was opened."""

    title: str
    dimensions: Mapping[str, str]
    """Names by id."""
    items: Mapping[str, str]
    """Texts by id."""
    categories: Mapping[str, str]
    """Labels by id."""
    dont_know: str
    area: str = ""
    """The name of its focus area."""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Collectable:
    """An exercise whose answers can be collected."""

    exercise_id: str
    shape: ResponseShape
    fingerprint: str
    language: str
    """The language in which it is written."""
    wording: Mapping[str, Wording]
    """By language."""
    addresses: Mapping[str, str]
    """By language: the light page's path, from the top of the site."""
    formerly: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    reversed: frozenset[str] = field(default=frozenset())
    """Ids of the items where agreeing speaks against the dimension."""

    @property
    def exercises(self) -> frozenset[str]:
        """Every id that the exercise has or has had."""
        return frozenset((self.exercise_id, *self.formerly))

    def asks_like(self, other: Collectable) -> bool:
        """Return whether it is the same exercise in any version, or asks nearly the same.

        Every language of both is compared with every other, so that a translation under another
        id is no new exercise.
        """
        ours, theirs = ({each.fingerprint, *each.same_as} for each in (self, other))
        if self.exercises & other.exercises or ours & theirs:
            return True
        return any(ask_alike(*pair) for pair in product(self._asked(), other._asked()))

    def _asked(self) -> list[Asked]:
        """Return its statements in each language, the one in which it is written first."""
        others = [each.items for name, each in self.wording.items() if name != self.language]
        return [self.shape.asked(), *map(self.shape.asked, others)]

    def as_json(self) -> str:
        """Return it as JSON text."""
        return _ADAPTER.dump_json(self, by_alias=True).decode()

    @classmethod
    def from_json(cls, text: str) -> Collectable:
        """Return what :meth:`as_json` was called on."""
        return _ADAPTER.validate_json(text)


_ADAPTER: Final = TypeAdapter(Collectable)


def collectables(book: Book) -> dict[str, Collectable]:
    """Return every exercise of a book that may be collected, by id.

    An exercise with problems is left out: what people answer has to be right from the start.
    """
    found: dict[str, Collectable] = {}
    if book.platform is None:
        return found
    for exercise_id, entry in book.exercises.items():
        kind = book.kinds.get(entry.value.kind)
        if kind is None or not entry.sound:
            continue
        shape = kind.response(entry.value, book.platform.value)
        if shape is not None:
            found[exercise_id] = _collectable(book, exercise_id, entry.value, _plain(shape))
    return found


def refusal(exercise: Collectable) -> tuple[Reason, dict[str, str]] | None:
    """Return why answers to an exercise may not be collected, as a code with its details, or none.

    Whoever asks for a round is not trusted to have run the checks of the book.
    """
    if not _even(exercise.shape.scale):
        return Reason.UNEVEN_SCALE, {}
    return _unfit_dimension(exercise.shape) or _unfit_item(exercise)


def _unfit_dimension(shape: ResponseShape) -> tuple[Reason, dict[str, str]] | None:
    # A kind of somebody else may return anything: one item three times is no dimension.
    sizes = {d.id: 0 for d in shape.dimensions}
    seen: set[str] = set()
    for item in shape.items:
        if item.dimension not in sizes or item.id in seen:
            return Reason.TOO_FEW_ITEMS, {"dimension": item.dimension}
        seen.add(item.id)
        sizes[item.dimension] += 1
    for dimension in shape.dimensions:
        if dimension.about != "we":
            return Reason.ABOUT_ME, {"dimension": dimension.id}
        if sizes[dimension.id] < FEWEST_ITEMS:
            return Reason.TOO_FEW_ITEMS, {"dimension": dimension.id}
    return None if sizes else (Reason.TOO_FEW_ITEMS, {"dimension": ""})


def _unfit_item(exercise: Collectable) -> tuple[Reason, dict[str, str]] | None:
    for wording in exercise.wording.values():
        for item_id, text in wording.items.items():
            if identifiable_person(text):
                return Reason.IDENTIFIABLE_PERSON, {"item": item_id}
    return None


def _even(scale: Scale) -> bool:
    """Return whether the values of a scale are one step apart from the next, up or down.

    A mean of values such as -100, -93 and 100 would tell how often each was chosen.
    """
    values = [category.value for category in scale.categories]
    steps = {after - before for before, after in pairwise(values)}
    return steps in ({1}, {-1})


def _collectable(
    book: Book, exercise_id: str, exercise: Exercise, shape: ResponseShape
) -> Collectable:
    return Collectable(
        exercise_id,
        shape,
        shape.fingerprint(),
        book.language,
        {lang: _wording(book, book.translated(lang), exercise_id) for lang in book.languages},
        {
            lang: f"{book.addresses.folder(lang)}{light_address(exercise_id)}"
            for lang in book.languages
        },
        exercise.formerly,
        exercise.same_as,
        frozenset(item.id for item in shape.items if item.reversed),
    )


def _wording(book: Book, text: BookText, exercise_id: str) -> Wording:
    exercise = text.exercises[exercise_id]
    kind = book.kinds[exercise.kind]
    platform = text.platform
    shape = kind.response(exercise, platform) if platform else None
    if platform is None or shape is None:
        raise ValueError(f"{exercise_id} collects in one language and not in another")
    return Wording(
        str(exercise.title),
        {dimension.id: str(dimension.name) for dimension in shape.dimensions},
        {item.id: str(item.text) for item in shape.items},
        {category.id: str(category.label) for category in shape.scale.categories},
        str(shape.scale.dont_know),
        _area(platform, exercise_id),
        str(exercise.summary),
    )


def _area(platform: Platform, exercise_id: str) -> str:
    """Return the name of the focus area in whose folder an exercise is."""
    folder = exercise_id.partition("/")[0]
    return next((str(area.name) for area in platform.focus_areas if area.id == folder), "")


def _plain(shape: ResponseShape) -> ResponseShape:
    """Return the shape without what only a profile on the reader's screen needs."""
    dimensions = tuple(d.model_copy(update={"feedback": ()}) for d in shape.dimensions)
    return ResponseShape(shape.scale, dimensions, shape.items)
