"""Save what a group agreed on as JSON, Markdown and CSV, and read it again.

The JSON file is the one that is read back; the others are for people and spreadsheets.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from kit.catalogues import Strings, strings
from kit.frontend.labels import label
from kit.plugins import markdown_line, markdown_text
from kit.spreadsheets import semicolon_csv
from kit.widgets.agreement import Agreement

_ENDINGS: Final = (".json", ".md", ".csv")
_BUILT: Final = ("_build", "site")
"""The folders in which ``kit build`` puts a book."""


def save(agreement: Agreement, path: Path | str) -> tuple[Path, ...]:
    """Write ``<path>.json``, ``.md`` and ``.csv``; return the files.

    :param path: where to; its ending, if it is one of the three, does not matter.
    :raises FileExistsError: if one of the files exists; then nothing is written.
    """
    stem = Path(path)
    if stem.suffix in _ENDINGS:
        stem = stem.with_suffix("")
    json, markdown, table = _named(stem)
    contents = {
        json: f"{agreement.model_dump_json(indent=2)}\n",
        markdown: as_markdown(agreement),
        table: as_csv(agreement),
    }
    for file in contents:
        if file.exists():
            raise FileExistsError(f"{file} exists; choose another name")
    stem.parent.mkdir(parents=True, exist_ok=True)
    for file, text in contents.items():
        # Only with the mark at its beginning does Excel read å, ä and ö.
        encoding = "utf-8-sig" if file is table else "utf-8"
        with file.open("x", encoding=encoding, newline="") as opened:
            opened.write(text)
    return tuple(contents)


def load(path: Path | str) -> Agreement:
    """Return what was saved in a ``.json`` file.

    :raises pydantic.ValidationError: if the file holds something else.
    """
    return Agreement.model_validate_json(Path(path).read_bytes())


def free_path(folder: Path, exercise: str, today: date) -> Path:
    """Return a path without ending that no file has: ``ask-first-2026-03-12``, then ``...-2``."""
    name = f"{exercise.rsplit('/', 1)[-1]}-{today.isoformat()}"
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{name}-{number}")
        if not any(file.exists() for file in _named(path)):
            return path
        number += 1


def own_folder(here: Path) -> Path:
    """Return where a notebook that was opened in ``here`` saves.

    There, but for a notebook inside a built book: what is saved there would be published with the
    book's next copy. It saves into the folder ``workshops`` of whoever opened it.
    """
    parts = here.resolve().parts
    built = any(pair == _BUILT for pair in pairwise(parts))
    return Path.home() / "workshops" if built else here


def latest(folder: Path, exercise: str) -> Path | None:
    """Return the newest file in a folder that :func:`free_path` named for an exercise."""
    name = re.escape(exercise.rsplit("/", 1)[-1])
    pattern = re.compile(rf"{name}-(\d{{4}}-\d\d-\d\d)(?:-(\d+))?\.json")
    found = [
        ((match[1], int(match[2] or 1)), path)
        for path in folder.glob("*.json")
        if (match := pattern.fullmatch(path.name))
    ]
    return max(found)[1] if found else None


def as_csv(agreement: Agreement) -> str:
    """Return the measures as a table that a spreadsheet opens without running anything.

    Separated by semicolons, as Scandinavian spreadsheets expect. A text that a spreadsheet
    would take for a formula begins with an apostrophe.
    """
    texts = strings(agreement.language)
    return semicolon_csv((_heads(texts), *_rows(agreement, texts)))


def as_markdown(agreement: Agreement) -> str:
    """Return everything that was agreed on, noted and voted, to read or to send."""
    texts = strings(agreement.language)
    _ = texts.gettext
    blocks = [f"# {markdown_line(agreement.title)}", agreement.saved.isoformat()]
    for title, text in (
        (_("One thing to keep"), agreement.keep),
        (_("One thing to improve"), agreement.improve),
    ):
        if text.strip():
            blocks += ["## " + title, markdown_text(text)]
    if agreement.measures:
        blocks += ["## " + _("Measures"), _table(_heads(texts), _rows(agreement, texts))]
    if agreement.votes:
        votes = [[vote.text, str(vote.count)] for vote in agreement.votes]
        votes.append([_("Together"), str(sum(vote.count for vote in agreement.votes))])
        blocks += ["## " + _("Dots and votes"), _table([_("Answer"), _("Number")], votes)]
    if agreement.notes:
        blocks.append("## " + _("Notes"))
        for note in agreement.notes:
            blocks += [f"### {markdown_line(note.title)}", markdown_text(note.text)]
    return "\n\n".join(blocks) + "\n"


def _named(stem: Path) -> tuple[Path, Path, Path]:
    json, markdown, table = (stem.with_name(stem.name + ending) for ending in _ENDINGS)
    return json, markdown, table


def _heads(texts: Strings) -> list[str]:
    _ = texts.gettext
    return [_("Measure"), _("Responsible"), _("Date"), _("Status")]


def _rows(agreement: Agreement, texts: Strings) -> list[list[str]]:
    return [
        [
            measure.text,
            measure.responsible,
            measure.due.isoformat() if measure.due else "",
            label(measure.status, texts.gettext),
        ]
        for measure in agreement.measures
    ]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([markdown_line(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
