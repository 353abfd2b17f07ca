"""Find an exercise in a book on this machine, as a widget's definition."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kit.errors import Severity, closest
from kit.load import CONFIG_FILE, PLATFORM_FILE, Book, load_book
from kit.model import Authored, Exercise
from kit.plugins import discover


def read_definition(
    exercise: str | Path, *, kind: str, book: str | Path | None = None, language: str | None = None
) -> dict[str, Any]:
    """Return the definition of an exercise of a book, as a notebook would carry it.

    :param exercise: an id such as ``learn/what-we-do``, or the path of the exercise's file.
    :param kind: the kind that it must be of.
    :param book: the book's folder or the name of an installed platform; none means the book that
        the file, or else the working folder, lies in.
    :param language: one of the book's languages; none means the language it was written in.
    :raises LookupError: if there is no such book, exercise or language.
    :raises ValueError: if the exercise is of another kind, or its file has problems.
    """
    exercise_id, root = _where(exercise, book)
    found = load_book(root)
    value = _sound(found, exercise_id, kind)
    wanted = language or found.language
    if wanted not in found.languages:
        raise LookupError(f"the book has no language {wanted!r}; it has {_listed(found.languages)}")
    context = found.context(exercise_id, wanted)
    shape = found.kinds[kind].response(value, found.context(exercise_id).platform)
    return {
        "exercise_id": exercise_id,
        "language": wanted,
        **({"fingerprint": shape.fingerprint()} if shape else {}),
        "exercise": _dumped(context.exercises[exercise_id]),
        "platform": _dumped(context.platform),
    }


def _where(exercise: str | Path, book: str | Path | None) -> tuple[str, Path]:
    """Return an exercise's id and the folder of its book."""
    path = Path(exercise)
    if path.suffix != ".yml":
        return path.as_posix(), _root(book, Path.cwd())
    file = path.resolve()
    if not file.is_file():
        raise LookupError(f"there is no file {path}")
    return f"{file.parent.name}/{file.stem}", _root(book, file.parent)


def _root(book: str | Path | None, inside: Path) -> Path:
    """Return a book's folder: the one that was named, or the one around ``inside``."""
    if book is None:
        for folder in (inside, *inside.parents):
            if (folder / CONFIG_FILE).is_file():
                return folder
        raise LookupError(f"no book lies around {inside}; say which one with book=")
    packs = discover().of("kit.platforms")
    if str(book) in packs:
        return Path(packs[str(book)].root)
    if (Path(book) / CONFIG_FILE).is_file():
        return Path(book)
    names = _listed(packs)
    raise LookupError(f"{book} is no folder of a book and no installed platform ({names})")


def _sound(book: Book, exercise_id: str, kind: str) -> Exercise:
    """Return an exercise in the book's own language, if nothing is wrong with it."""
    files = {f"exercises/{exercise_id}.yml", PLATFORM_FILE}
    wrong = [
        str(problem)
        for problem in book.problems
        if problem.place.path in files and problem.severity is Severity.ERROR
    ]
    entry = book.exercises.get(exercise_id)
    if wrong:
        raise ValueError("\n".join(wrong))
    if entry is None:
        of_kind = [name for name, each in book.exercises.items() if each.value.kind == kind]
        near = closest(exercise_id, of_kind)
        meant = f"did you mean {near!r}?" if near else f"it has {_listed(of_kind)}"
        raise LookupError(f"the book in {book.root} has no exercise {exercise_id!r}; {meant}")
    if entry.value.kind != kind:
        raise ValueError(f"{exercise_id} is of the kind {entry.value.kind!r}, not {kind!r}")
    return entry.value


def _dumped(model: Authored) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
