"""Write a package for a plugin: a kind of exercise, an exporter or a pack, with its test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Final

from kit.errors import UsageError
from kit.model import ID_PATTERN
from kit.plugins import discover
from kit.plugins.discovery import require_free_name
from kit.projects.days import one_year_after
from kit.projects.target import check_folder
from kit.projects.writing import Written, write_missing

_NAME: Final = re.compile(ID_PATTERN)
_SUFFIX: Final = ".template"


class Part(StrEnum):
    """What a package can add to the kit; the value is the folder of its templates."""

    KIND = "kind"
    EXPORTER = "exporter"
    PACK = "pack"


_GROUPS: Final = {
    Part.KIND: "kit.kinds",
    Part.EXPORTER: "kit.exporters",
    Part.PACK: "kit.platforms",
}


def distribution_of(name: str) -> str:
    """Return what the package of a plugin is called; also its folder, unless told otherwise."""
    return f"kit-{name}"


def new_package(target: Path, name: str, part: Part, *, today: date | None = None) -> Written:
    """Write a package for a plugin into ``target``; what is there already is kept as it is.

    It keeps the contract as it is written, so that its author begins with a test that passes.

    :param name: the plugin's name: of a kind the word after ``kind:``.
    :param today: the texts are to be read again one year from then; now, unless told otherwise.
    :raises UsageError: if no plugin may have this name, or the folder is no place for a package.
    """
    _require_name(name, part)
    check_folder(target)
    distribution = distribution_of(name)
    values = {
        "name": name,
        "distribution": distribution,
        "package": distribution.replace("-", "_"),
        "review_by": one_year_after(today or date.today()).isoformat(),  # noqa: DTZ011 - the author's own day
    }
    made = {
        _path(path, values): Template(source.read_text(encoding="utf-8")).substitute(values)
        for path, source in _templates(files("kit.projects") / "packages" / part)
    }
    return write_missing(target, {path: text.encode() for path, text in made.items()})


def _require_name(name: str, part: Part) -> None:
    """Refuse a name that the kit could not find the plugin by, or that another one has."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' is not the name of a plugin; begin with a small letter, and use small "
            "letters a to z, digits and single hyphens"
        )
    if part is Part.KIND:
        try:
            require_free_name(name)
        except TypeError as error:
            raise UsageError(str(error)) from error
    for found in discover().found:
        if (found.group, found.name) == (_GROUPS[part], name):
            raise UsageError(f"the name '{name}' is taken by {found.origin}; choose another")


def _path(path: str, values: dict[str, str]) -> str:
    path = path.removesuffix(_SUFFIX)
    return path.replace("PACKAGE", values["package"]).replace("NAME", values["name"])


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield each template below a folder, with its path there."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield f"{above}{entry.name}", entry
