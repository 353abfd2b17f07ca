"""A build that broke off, in words: which extension, where, on which page. Ours keep their story.

What an author's extension or an installed one does is the author's to know: its place and what
went wrong, without a traceback. What the kit does wrong is ours, and keeps it.
"""

from __future__ import annotations

import errno
import os
import re
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sphinx.errors import SphinxError

import kit
from kit.errors import Place, Problem
from kit.files import write_whole
from kit.plugins import reason
from kit.sphinxext.problems.stack import (
    Step,
    bare,
    definition,
    doing,
    extension_of,
    line_of,
    page_of,
    steps,
)
from kit.sphinxext.problems.warnings import FULL

MEMORY: Final = "if the computer has little memory, close other programs; then build again"
"""The hint for a process that was ended."""
_KIT: Final = Path(kit.__file__).parent
_PASSING: Final = {
    f"kit.sphinxext.{name}"
    for name in (
        "build.application",
        "problems.broken_build",
        "build.one_language",
        "build.prose",
        "output.templates",
        "patches.sphinx_pages_to_write",
        "patches.sphinx_parallel_tasks",
        "patches.sphinx_translated_paragraphs",
    )
}
"""Modules of ours that only hand on: what fails below them, others did."""
_LENGTH: Final = 300
_REFUSED: Final = {
    *FULL,
    errno.EACCES,
    errno.EPERM,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
}
_SUFFIXES: Final = (".md", ".ipynb", ".rst")


class BrokeOff(SphinxError):  # noqa: N818 - it says what happened
    """A build that broke off in a process beside this one, as that process told it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.story)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a build broke off."""

    story: str
    """The traceback."""
    problem: Problem | None = None
    """What the author is told; none if the kit is to blame, or the disk."""
    refused: tuple[int, str, str | None] | None = None
    """What the system said, if it did not let somebody read or write: number, words, file."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The build that breaks off: the folder of the book, and the extensions that it loads."""

    root: Path
    extensions: Sequence[str]


def fault_of(error: BaseException, setting: Setting) -> Fault:
    """Return what can be said about an error that ended a build."""
    if isinstance(error, BrokeOff):
        return error.fault
    story = "".join(traceback.format_exception(error))
    found, cause = steps(error), bare(error)
    if isinstance(cause, BrokeOff):
        return cause.fault
    guilty = _guilty(found, setting)
    ours = guilty is not None and guilty.module.split(".")[0] == "kit"
    if isinstance(cause, OSError) and cause.errno in (_REFUSED if guilty is None or ours else FULL):
        words = cause.strerror or os.strerror(cause.errno)
        name = None if cause.filename is None else os.fsdecode(cause.filename)
        return Fault(story, refused=(cause.errno, words, name))
    if ours and not isinstance(cause, SphinxError):
        return Fault(story)
    return Fault(story, _problem(cause, found, None if ours else guilty, setting))


def problem_of(error: BaseException, setting: Setting, story: Path) -> Problem:
    """Return what the author is told about an error that ended a build.

    :param story: the file for the traceback, for whoever maintains the extension.
    :raises OSError: if the disk is to blame.
    :raises BaseException: the error itself if the kit is to blame.
    """
    fault = fault_of(error, setting)
    if fault.refused is not None:
        number, words, name = fault.refused
        raise OSError(number, words, name or str(story.parent)) from None
    if fault.problem is None:
        raise error
    write_whole(story, fault.story.encode())
    hint = f"its traceback is in {story.relative_to(setting.root).as_posix()}"
    return fault.problem if fault.problem.hint else replace(fault.problem, hint=hint)


def _guilty(found: list[Step], setting: Setting) -> Step | None:
    """Return the innermost frame of the author, of an extension or of the kit, if there is one."""
    for frame in reversed(found):
        step = definition(frame) or frame
        if _own_file(step.path, setting.root) or _extension(step.module, setting.extensions):
            return step
        if step.module.split(".")[0] == "kit" and step.module not in _PASSING:
            return step
    return None


def _own_file(path: str, root: Path) -> str | None:
    """Return the path of a file of the book, relative to it; none for any other file."""
    file = Path(path)
    if not file.is_relative_to(root) or file.is_relative_to(_KIT):
        return None
    parts = file.relative_to(root).parts
    strange = any(part in {"site-packages", "_build", "node_modules"} for part in parts)
    return None if strange else "/".join(parts)


def _extension(module: str, extensions: Iterable[str]) -> str | None:
    """Return the extension that a module belongs to, the most exactly named one."""
    found = [
        name
        for name in (*extensions, "myst_parser", "myst_nb")
        if not name.startswith(("kit.", "sphinx.")) and f"{module}.".startswith(f"{name}.")
    ]
    return max(found, key=len, default=None)


def _problem(
    error: BaseException, found: list[Step], guilty: Step | None, setting: Setting
) -> Problem:
    loading, page = extension_of(found), _page(page_of(found), setting.root)
    name = loading or _name(guilty, setting)
    places = (
        _named_place(error, setting.root),
        _code_place(guilty, setting.root),
        Place(page, max(line_of(found) or 1, 1)) if page else None,
    )
    place = next(filter(None, places), None) or _config_place(setting.root, name)
    about = [*doing(found), *([f"page {page}"] if page and page != place.path else [])]
    where = f" ({', '.join(about)})" if about else ""
    deliberate = isinstance(error, SphinxError)
    said = " ".join(str(error).split()) if deliberate else reason(error)
    if isinstance(error, SyntaxError):
        said = f"{type(error).__name__}: {error.msg}"
    said = said.replace(f"{setting.root}{os.sep}", "")[:_LENGTH]
    if isinstance(error, RecursionError):
        said, name = "something in it is nested too deeply", None
    if not name:
        return Problem(place, "build-broke-off", f"the build broke off: {said}{where}")
    if loading:
        hint = "install it, or take it out of _config.yml" if _is_absent(error, loading) else None
        message = f"the extension '{name}' cannot be loaded: {said}"
        return Problem(place, "broken-extension", message, hint)
    if _is_text(place):
        # Not the extension's fault: a notebook that is none, a list of sources with a slip.
        message = f"the extension '{name}' cannot read the file: {said}{where}"
        return Problem(place, "build-broke-off", message)
    if deliberate:
        return Problem(place, "build-broke-off", f"the extension '{name}' says: {said}{where}")
    return Problem(place, "broken-extension", f"the extension '{name}' failed: {said}{where}")


def _name(guilty: Step | None, setting: Setting) -> str | None:
    if guilty is None:
        return None
    return _extension(guilty.module, setting.extensions) or guilty.module


def _is_text(place: Place) -> bool:
    return place.path.endswith((".bib", ".ipynb", ".json", ".csv", ".html"))


def _is_absent(error: BaseException, name: str) -> bool:
    return isinstance(error, ModuleNotFoundError) and error.name == name.split(".", 1)[0]


def _page(docname: str | None, root: Path) -> str | None:
    if not docname:
        return None
    files = (f"{docname}{suffix}" for suffix in _SUFFIXES)
    return next((file for file in files if (root / file).is_file()), None)


def _named_place(error: BaseException, root: Path) -> Place | None:
    """Return the place in a file of the book that the error itself names, as one of syntax does."""
    path, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not isinstance(path, str | os.PathLike) or not isinstance(line, int):
        return None
    own = _own_file(str((root / os.fsdecode(path)).resolve()), root)
    column = getattr(error, "offset", None)
    return (
        Place(own, max(line, 1), max(column, 1) if isinstance(column, int) else 1) if own else None
    )


def _code_place(guilty: Step | None, root: Path) -> Place | None:
    own = _own_file(guilty.path, root) if guilty else None
    return Place(own, guilty.line) if own and guilty else None


def _config_place(root: Path, name: str | None) -> Place:
    """Return where the settings name an extension."""
    path = root / "_config.yml"
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    match = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text) if name else None
    if match is None:
        return Place(path.name)
    before = text[: match.start()]
    return Place(path.name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
