"""Write a complete book project from a platform."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kit.checks import check_platform_file
from kit.errors import AuthorError, Place, Severity
from kit.load import Book, json_schemas, load_book
from kit.plugins import Pack
from kit.projects.pages import render_project, stand_ins, starter_exercises
from kit.projects.platforms import Origin, find_origin, language_files
from kit.projects.record import record_files
from kit.projects.target import PLATFORM_FILE, check_target
from kit.projects.writing import Written, write_missing
from kit.source import Document, read_bytes

SCHEMAS: Final = ".kit/schemas"
_GITIGNORE: Final = b"""\
# made by kit build
_build/

# answers: never in a repository
_responses/
"""
_OWN_FOLDERS: Final = ("exercises", "plugins")


def new_project(target: Path, platform: str | Path | Pack, *, starter: bool = False) -> Written:
    """Write a book project into ``target``; what is there already is kept as it is.

    :param platform: an installed platform's name, a pack, or a platform file.
    :param starter: whether a platform file gets a first set of exercises that fit any platform;
        a pack has its own.
    :raises UsageError: if there is no such platform, or the folder is no place for a book.
    :raises AuthorError: with every problem of the platform file, and nothing is written.
    """
    origin = find_origin(platform)
    check_target(target, origin.platform)
    starter = starter and not origin.is_pack
    files = {**project_files(target, origin, starter=starter), **record_files(origin)}
    result = write_missing(target, files)
    made = [path for path in result.written if path not in origin.files]
    return replace(result, in_english=stand_ins(load_book(target).language, made))


def project_files(target: Path, origin: Origin, *, starter: bool = False) -> dict[str, bytes]:
    """Return all files of the project by path: the pack's first, then what it lacks.

    A pack with contents of its own (``_toc.yml``) is a whole book: of the pages that the kit
    writes, it gets those that its contents name and that it does not have.
    Exercises that ``target`` has already are placed on the pages, too.
    """
    files = {**origin.files, **_own_files(target), PLATFORM_FILE: origin.platform}
    # From a copy, since the target may not have all of it yet.
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        write_missing(Path(folder), files)
        book = load_book(Path(folder))
        _require_platform(book, origin)
        exercises = starter_exercises(book) if starter else {}
        if exercises:
            _write_texts(Path(folder), exercises)
            book = load_book(Path(folder))
        made = render_project(book, example=origin.is_pack)
    if (contents := origin.files.get("_toc.yml")) is not None:
        named = set(_named_in(read_bytes(contents, "_toc.yml").document))
        made = {path: text for path, text in made.items() if path.removesuffix(".md") in named}
    return {
        PLATFORM_FILE: origin.platform,
        **{path: text.encode() for path, text in (made | exercises).items()},
        **origin.files,
        ".gitignore": _GITIGNORE,
        **schema_files(book.kinds),
    }


def _write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    write_missing(folder, {path: text.encode() for path, text in texts.items()})


def schema_files(kinds: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the JSON Schemas by path, as ``kit schema`` writes them."""
    return {
        f"{SCHEMAS}/{name}": (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
        for name, schema in json_schemas(kinds).items()
    }


def _named_in(contents: Document | None) -> Iterator[str]:
    """Yield every page that a book's contents name, without its suffix."""
    waiting: list[Any] = [contents.data] if contents else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield from (
                str(part[key]).removesuffix(".md") for key in ("root", "file") if key in part
            )
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _own_files(target: Path) -> dict[str, bytes]:
    own = [
        path
        for folder in _OWN_FOLDERS
        for path in sorted((target / folder).rglob("*"))
        if path.suffix in {".yml", ".py"} and path.is_file()
    ]
    listed = (*own, *language_files(target))
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in listed}


def _require_platform(book: Book, origin: Origin) -> None:
    """Refuse a platform file with an error; its problems name the file as the user did."""
    # Files that the platform links to are not in the copy.
    checked = check_platform_file(book)
    problems = [
        replace(problem, place=Place(origin.name, problem.place.line, problem.place.column))
        for problem in dict.fromkeys((*book.problems, *checked))
        if problem.place.path == PLATFORM_FILE and problem.code != "broken-link"
    ]
    if book.platform is None or any(p.severity is Severity.ERROR for p in problems):
        raise AuthorError(problems)
