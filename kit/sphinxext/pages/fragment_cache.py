"""What was made of an exercise is kept: as long as the process lives, and beside the doctrees.

A page, a light page and a notebook are made of one exercise, the platform, and of those other
exercises that were looked at on the way. They are made again when one of these has changed, and
not when any other of hundreds has. What a plugin of somebody else's made is not kept for the next
process: nobody can know whether the plugin has changed.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from kit.files import write_whole
from kit.model import Exercise
from kit.plugins import Context, Kind
from kit.sphinxext.loaded import Loaded

Made = TypeVar("Made")
Key = tuple[object, ...]


class Watched(Mapping[str, Exercise]):
    """The exercises of a book, noting which of them somebody asks for.

    >>> watched = Watched({})
    >>> watched.get("learn/looking-back"), sorted(watched.asked)
    (None, ['learn/looking-back'])
    """

    def __init__(self, exercises: Mapping[str, Exercise], asked: set[str] | None = None) -> None:
        self._exercises = exercises
        self.asked: set[str] = set() if asked is None else asked

    def __getitem__(self, exercise_id: str) -> Exercise:
        self.asked.add(exercise_id)
        return self._exercises[exercise_id]

    def __iter__(self) -> Iterator[str]:
        # Which there are is part of the answer, as is the order that they come in.
        self.asked.add(EVERY)
        return iter(self._exercises)

    def __len__(self) -> int:
        self.asked.add(EVERY)
        return len(self._exercises)


EVERY: Final = "*"
"""Stands for the ids of all exercises."""


@dataclass(frozen=True, slots=True)
class _Kept:
    made: object
    plugins: tuple[object, ...]
    frame: str
    asked: Mapping[str, str]


FILENAME: Final = "kit-memory.pickle"

_MEMORY: Final[dict[Key, _Kept]] = {}
_RECALLED: Final[set[Path]] = set()
_WRITTEN: Final[set[Path]] = set()


def remembered(
    book: Loaded,
    exercise_id: str,
    key: Key,
    make: Callable[[Kind, Exercise, Context], Made],
    *,
    by: object = None,
) -> Made:
    """Return what ``make`` gives for an exercise, from memory if nothing of it has changed.

    :param key: tells apart what is made of the same exercise, and holds everything besides the
        book that it depends on.
    :param by: the plugin that makes it, if that is not the kind.
    :raises Exception: whatever ``make`` raises; that is not remembered.
    """
    place = (str(book.book.root), book.language, exercise_id, *key)
    kind, kept = book.kind(exercise_id), _MEMORY.get(place)
    plugins = _mark(kind), _mark(by)
    if (
        kept is not None
        and kept.plugins == plugins
        and kept.frame == book.frame
        and all(book.digest_of(name) == digest for name, digest in kept.asked.items())
    ):
        found: Any = kept.made
        return found  # type: ignore[no-any-return]  # what make gave for this key
    asked = {exercise_id}
    made = make(kind, book.text.exercises[exercise_id], _watched(book.context(exercise_id), asked))
    digests = {name: book.digest_of(name) for name in sorted(asked)}
    _MEMORY[place] = _Kept(made, plugins, book.frame, digests)
    return made


def _mark(plugin: object) -> object:
    """Return what tells a plugin apart: a name for the kit's own, whose code the frame covers."""
    module = type(plugin).__module__
    own = module.startswith("kit.") and any(
        value is plugin for value in vars(sys.modules[module]).values()
    )
    return f"{module}.{type(plugin).__qualname__}" if own or plugin is None else plugin


def recall(book: Loaded, folder: Path) -> None:
    """Read what an earlier process of the same kit has kept in a folder, once."""
    if folder in _RECALLED:
        return
    _RECALLED.add(folder)
    try:
        with (folder / FILENAME).open("rb") as file:
            if pickle.load(file) == book.fingerprint:  # noqa: S301 - as safe as Sphinx's own beside it
                _MEMORY.update(pickle.load(file) | _MEMORY)  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, everything can be made again
        return


def keep(book: Loaded, folder: Path) -> None:
    """Write what the next process can use, once: one that stays is not to do so at every save."""
    if folder in _WRITTEN:
        return
    _WRITTEN.add(folder)
    whose = (str(book.book.root), book.language)
    found = {
        place: kept
        for place, kept in _MEMORY.items()
        if place[:2] == whose
        and place[2] in book.text.exercises
        and kept.frame == book.frame
        and all(isinstance(mark, str) for mark in kept.plugins)
    }
    found = dict(sorted(found.items(), key=lambda item: repr(item[0])))
    data = pickle.dumps(book.fingerprint) + pickle.dumps(found)
    write_whole(folder / FILENAME, data)


def _watched(context: Context, asked: set[str]) -> Context:
    source = context.source and _watched(context.source, asked)
    return replace(context, exercises=Watched(context.exercises, asked), source=source)
