"""From a folder to a book; one broken file never hides another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kit.catalogues import bring
from kit.errors import Place, Problem
from kit.load.book import Book, Entry, Model
from kit.load.kinds import plugin_problems, validated_exercise
from kit.load.ordinary import PLATFORM_FILE, missing_platform
from kit.load.validation import validated
from kit.load.wording import as_id
from kit.model import ID_PATTERN, Exercise, Platform, WordsToAvoid, Workshop
from kit.plugins import Discovery, discover
from kit.source import Document, read

CONFIG_FILE: Final = "_config.yml"
WORDS_FILE: Final = "book/words-to-avoid.yml"
WORKSHOPS: Final = "workshops"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ENDINGS: Final = (".yml", ".yaml", ".yml.txt", ".yaml.txt")
"""How files of exercises end, and how they should not: Notepad adds the last by itself."""
_LEVELS: Final = 2
"""A focus area and a name."""


@dataclass(slots=True)
class _Loading:
    """What has been found so far."""

    root: Path
    discovery: Discovery
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    exercises: dict[str, Entry[Exercise]] = field(default_factory=dict)
    workshops: dict[str, Entry[Workshop]] = field(default_factory=dict)
    exercise_ids: set[str] = field(default_factory=set)
    workshop_ids: set[str] = field(default_factory=set)


def load_book(root: Path) -> Book:
    """Return the book in a folder, with every problem of its YAML files.

    Never raises for what authors wrote; a file with problems is in the book if it can be
    mended without inventing anything (see :class:`kit.load.Entry`). From then on this process can
    speak the languages that the book brings.
    """
    bring(root)
    loading = _Loading(root, discover(root))
    loading.problems += plugin_problems(loading.discovery)
    config = _read(loading, CONFIG_FILE)
    ordinary = _is_ordinary(loading, config)
    platform = _load_platform(loading)
    words = _load_words(loading)
    for path in sorted((root / "exercises").rglob("*.y*ml*")):
        # What Office and editors keep beside a file that is open is no exercise.
        own = not path.name.startswith(("~$", "."))
        if own and path.name.endswith(_ENDINGS) and path.is_file():
            _load_exercise_file(loading, path.relative_to(root).as_posix())
    language, languages = _languages(loading, config)
    return Book(
        root=root,
        language=language,
        languages=languages,
        platform=platform,
        exercises=dict(sorted(loading.exercises.items())),
        workshops=dict(sorted(loading.workshops.items())),
        discovery=loading.discovery,
        words_to_avoid=words,
        config=config,
        documents=loading.documents,
        exercise_ids=frozenset(loading.exercise_ids),
        workshop_ids=frozenset(loading.workshop_ids),
        problems=tuple(sorted(loading.problems, key=lambda problem: problem.place)),
        ordinary=ordinary,
    )


def _read(loading: _Loading, name: str) -> Document | None:
    reading = read(loading.root / name, name)
    loading.problems += reading.problems
    if reading.document:
        loading.documents[name] = reading.document
    return reading.document


def _is_ordinary(loading: _Loading, config: Document | None) -> bool:
    """Return whether the book has no platform and needs none; report it if it needs one."""
    if (loading.root / PLATFORM_FILE).exists():
        return False
    problem = missing_platform(loading.root, config)
    loading.problems += [problem] if problem else []
    return problem is None


def _load_platform(loading: _Loading) -> Entry[Platform] | None:
    if not (loading.root / PLATFORM_FILE).exists():
        return None
    document = _read(loading, PLATFORM_FILE)
    if document is None:
        return None
    value, problems = validated(document, Platform, "platform", "a platform")
    return _entry(loading, "platform", document, value, problems)


def _load_words(loading: _Loading) -> Entry[WordsToAvoid] | None:
    """Return the list of words to avoid, which a book may have or not."""
    document = _read(loading, WORDS_FILE) if (loading.root / WORDS_FILE).is_file() else None
    if document is None:
        return None
    value, problems = validated(document, WordsToAvoid, "words", "a list of words to avoid")
    return _entry(loading, "words-to-avoid", document, value, problems)


def _load_exercise_file(loading: _Loading, name: str) -> None:
    wrong = _misplaced(name)
    if wrong:
        loading.problems.append(wrong)
        return
    document = _read(loading, name)
    _, folder, file = name.split("/")
    stem = file.removesuffix(".yml")
    if folder == WORKSHOPS:
        loading.workshop_ids.add(stem)
        if document:
            workshop, problems = validated(document, Workshop, "workshop", "a workshop")
            programme = _entry(loading, stem, document, workshop, problems)
            if programme:
                loading.workshops[stem] = programme
        return
    exercise_id = f"{folder}/{stem}"
    loading.exercise_ids.add(exercise_id)
    if document:
        exercise, problems = validated_exercise(document, loading.discovery)
        entry = _entry(loading, exercise_id, document, exercise, problems)
        if entry:
            loading.exercises[exercise_id] = entry


def _entry(
    loading: _Loading,
    entry_id: str,
    document: Document,
    value: Model | None,
    problems: Iterable[Problem],
) -> Entry[Model] | None:
    found = tuple(problems)
    loading.problems += found
    return None if value is None else Entry(entry_id, document.name, value, document, not found)


def _misplaced(name: str) -> Problem | None:
    """Return what is wrong with the place or the name of a file under ``exercises/``."""
    parts = re.sub(r"\.ya?ml(\.txt)?$", "", name).split("/")[1:]
    if len(parts) != _LEVELS:
        hint: str | None = "move it to exercises/<focus-area>/<name>.yml"
        return Problem(Place(name), "invalid-id", "the file does not lie in a focus area", hint)
    if not name.endswith(".yml"):
        hint = f"rename it to {parts[-1]}.yml"
        return Problem(Place(name), "invalid-id", "an exercise's file ends in '.yml'", hint)
    for part in parts:
        if not re.fullmatch(ID_PATTERN, part):
            right = as_id(part)
            hint = f"rename it to '{right}'" if right else None
            return Problem(Place(name), "invalid-id", f"'{part}' cannot be an id", hint)
    return None


def _languages(loading: _Loading, config: Document | None) -> tuple[str, tuple[str, ...]]:
    """Return the source language and all languages; what the settings lack, the source is."""
    platform = loading.documents.get(PLATFORM_FILE)
    source = _language(platform.data.get("language")) if platform else None
    settings = _section(_section(config.data if config else {}, "sphinx"), "config")
    language: str = source or _language(settings.get("language")) or "en"
    listed = settings.get("kit_languages")
    others = [_language(word) for word in listed] if isinstance(listed, list) else []
    return language, tuple(dict.fromkeys([language, *(word for word in others if word)]))


def _section(settings: dict[str, Any], key: str) -> dict[str, Any]:
    section = settings.get(key)
    return section if isinstance(section, dict) else {}


def _language(word: object) -> str | None:
    return word if isinstance(word, str) and _LANGUAGE.fullmatch(word) else None
