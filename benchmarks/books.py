"""Write books of any size, made of the reference book's own sentences and exercises.

The same number of pages gives the same book, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

REPOSITORY: Final = Path(__file__).parents[1]
PARTS: Final = ("_config.yml", "_toc.yml", "book", "exercises", "locale")
"""What a book consists of."""
EXERCISES_PER_PAGE: Final = 2
_SHORTEST: Final = 100
"""Letters of a paragraph that is worth repeating."""
_CHAPTER: Final = 12
"""Pages below one chapter."""
_CONFIG: Final = """\
title: En bok for å måle
author: workshop-kit
copyright: "2026"
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  extra_extensions:
    - kit.sphinxext
  config:
    language: nb
    kit_languages: [nb, en]
"""
_FRONT: Final = '---\nkit:\n  schema: 1\n  owner: HR\n  review_by: "2027-06-01"\n---\n\n'
_PARAGRAPH: Final = re.compile(r"(?<=\n\n)[A-ZÆØÅ][^#`{|:<\[\]]*?(?=\n\n)")
_TITLE: Final = re.compile(r"^title: .*$", re.MULTILINE)
_SUMMARY: Final = re.compile(r"^summary: >-\n  ", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\b(?:collaborate|dare|lead|learn|mobilise)/[a-z-]+")
_MARK: Final = "Merke."
_ASSESSED: Final = "learn/e001-0"
"""The self-assessment that exercises for groups go on from."""
_MODEL: Final = REPOSITORY / "exercises/learn/where-we-stand.yml"
_FOUND: Final = "The same in another language: "


@dataclass(frozen=True, slots=True)
class Book:
    """A book to build, and which of its files an edit changes."""

    name: str
    root: Path
    page: str
    """A page, relative to the root and without its suffix."""
    exercise: str
    """The id of an exercise, shown on the page :attr:`shown_on`."""
    shown_on: str
    word: str
    """A word that stands in the exercise, and can be replaced by another."""
    language: str = "nb"

    @property
    def exercise_file(self) -> Path:
        """The exercise's own file."""
        return self.root / "exercises" / f"{self.exercise}.yml"

    @property
    def catalogue(self) -> Path:
        """The English translations of :attr:`page`."""
        return self.root / "locale/en/LC_MESSAGES" / f"{self.page}.po"


def reference_book(target: Path) -> Book:
    """Return a copy of this repository's book."""
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            copytree(source, target / part)
        else:
            (target / part).parent.mkdir(parents=True, exist_ok=True)
            (target / part).write_bytes(source.read_bytes())
    return Book(
        "this book",
        target,
        "book/roles",
        "learn/looking-back",
        "book/focus-areas/learn",
        "Tenk tilbake",
    )


def generated_book(target: Path, pages: int) -> Book:
    """Return a book of so many pages: about 400 words of prose and two exercises on each."""
    random = Random(pages)
    (target / "book").mkdir(parents=True)
    (target / "_config.yml").write_text(_CONFIG, encoding="utf-8")
    for name in ("platform.yml", "words-to-avoid.yml"):
        (target / "book" / name).write_bytes((REPOSITORY / "book" / name).read_bytes())
    models = sorted((REPOSITORY / "exercises").glob("[!w]*/*.yml"))
    paragraphs = list(_paragraphs())
    names = [f"book/page-{number:03}" for number in range(1, pages)]
    (target / "book/index.md").write_text(
        f"{_FRONT}# Forsiden\n\n{random.choice(paragraphs)}\n", encoding="utf-8"
    )
    for number, name in enumerate(names, 1):
        ids = [f"learn/e{number:03}-{place}" for place in range(EXERCISES_PER_PAGE)]
        for exercise_id in ids:
            model = random.choice(models) if exercise_id != _ASSESSED else _MODEL
            _write_exercise(target, exercise_id, model, random)
        (target / f"{name}.md").write_text(_page(number, ids, random, paragraphs), encoding="utf-8")
    (target / "_toc.yml").write_text(_contents(names), encoding="utf-8")
    middle = len(names) // 2
    shown = names[middle]
    exercise_id = f"learn/e{middle + 1:03}-0"
    return Book(f"{pages} pages", target, names[middle - 1], exercise_id, shown, _MARK)


def _paragraphs() -> Iterator[str]:
    """Yield the reference book's plain paragraphs."""
    for path in sorted((REPOSITORY / "book").rglob("*.md")):
        text = path.read_text("utf-8")
        body = text.partition("\n---\n")[2] or text
        yield from (found for found in _PARAGRAPH.findall(body) if len(found) > _SHORTEST)


def _write_exercise(root: Path, exercise_id: str, model: Path, random: Random) -> None:
    text = model.read_text("utf-8").replace("../../.kit", "../.kit")
    title = f"title: Tittel {exercise_id} {random.randrange(10_000)}"
    text = _SUMMARY.sub(f"summary: >-\n  {_MARK} ", _TITLE.sub(title, text), count=1)
    text = _REFERENCE.sub(_ASSESSED, text)
    path = root / "exercises" / f"{exercise_id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _page(number: int, ids: list[str], random: Random, paragraphs: list[str]) -> str:
    parts = [f"{_FRONT}# Side {number}"]
    for place, exercise_id in enumerate(ids):
        parts.append(f"## Del {place + 1}")
        # A word or two of each page's own, as pages have them, or the search would have it easy.
        parts += random.sample(paragraphs, 4)
        parts.append(f"Stikkord: ord{random.randrange(100_000)}, ord{random.randrange(100_000)}.")
        parts.append(f"```{{kit-exercise}} {exercise_id}\n```")
    return "\n\n".join(parts) + "\n"


def _contents(names: list[str]) -> str:
    lines = ["format: jb-book", "root: book/index", "parts:"]
    for start in range(0, len(names), _CHAPTER):
        first, *rest = names[start : start + _CHAPTER]
        lines += [f"  - caption: Kapittel {start // _CHAPTER + 1}", "    chapters:"]
        lines.append(f"      - file: {first}")
        if rest:
            lines.append("        sections:")
            lines += [f"          - file: {name}" for name in rest]
    return "\n".join(lines) + "\n"


def fill_in_translations(root: Path, language: str) -> None:
    """Give every text that lacks a translation a stand-in, as long as the text itself."""
    for path in sorted((root / "locale" / language).rglob("*.po")):
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file)
        for message in catalogue:
            if message.id and not message.string:
                message.string = f"{_FOUND}{message.id}"
        with path.open("wb") as file:
            write_po(file, catalogue, width=100)
