"""The contents of the book, ``_toc.yml``: which pages it lists, and what is wrong in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from kit.checks.settings.supported import UNSUPPORTED_CONTENTS
from kit.errors import Place, Problem, Severity, closest, quoted, suggestion
from kit.source import Document, Key, read

CONTENTS_FILE: Final = "_toc.yml"
SUFFIXES: Final = (".md", ".ipynb", ".rst")
_OTHERS: Final = (".docx", ".doc", ".odt", ".rtf", ".txt", ".md.txt", ".html")

_GROUP: Final = ("caption", "maxdepth", "numbered", "reversed", "titlesonly", "hidden")
_ENTRY: Final = ("file", "glob", "url")
_TOP: Final = ("format", "root", "defaults", "title", "options", "meta")
# Format: what groups and entries are called on the first level, and on those below.
_WORDS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "jb-book": (("parts", "chapters"), ("subtrees", "sections")),
    "jb-article": (("subtrees", "sections"), ("subtrees", "sections")),
}


@dataclass(slots=True)
class Contents:
    """The pages that are listed, by path with suffix, and where; what is wrong."""

    pages: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = False
    """Whether it is known which pages are listed."""
    meant: set[str] = field(default_factory=set)
    """Pages that a misspelt entry probably means."""


def read_contents(root: Path) -> Contents:
    """Return what ``_toc.yml`` lists."""
    reading = read(root / CONTENTS_FILE, CONTENTS_FILE)
    problems = [_as_of_old(problem) for problem in reading.problems]
    contents = Contents(problems=problems, readable=reading.document is not None)
    if reading.document:
        _Reader(root, reading.document, contents).read()
    return contents


def _as_of_old(problem: Problem) -> Problem:
    """Return the problem with what to do about contents as Jupyter Book had them until 2021."""
    if problem.code != "not-a-mapping" or "a list" not in problem.message:
        return problem
    hint = "write it anew with 'jupyter-book toc migrate _toc.yml -o _toc.yml'"
    return replace(problem, hint=hint)


def find_page(root: Path, name: str) -> str | None:
    """Return the path of a page that is named with or without its suffix, inside the project."""
    if "\0" in name:
        return None
    candidates = [name] if name.endswith(SUFFIXES) else [name + suffix for suffix in SUFFIXES]
    base = root.resolve()
    for candidate in candidates:
        path = (root / candidate).resolve()
        if path.is_relative_to(base) and path.is_file():
            return path.relative_to(base).as_posix()
    return None


class _Reader:
    def __init__(self, root: Path, document: Document, contents: Contents) -> None:
        self.root = root
        self.document = document
        self.contents = contents
        self.words = _WORDS["jb-book"]

    def read(self) -> None:
        data = self.document.data
        form = data.get("format")
        if form is None:
            hint = "write 'format: jb-book'"
            self._report((), "missing-key", "the contents need 'format'", hint)
        elif str(form) not in _WORDS:
            hint = f"allowed: {', '.join(_WORDS)}"
            self._report(("format",), "wrong-value", f"{quoted(form)} is not a format", hint)
        self.words = _WORDS.get(str(form), self.words)
        root = data.get("root")
        if isinstance(root, str):
            self._list_page(root, ("root",))
        elif closest("root", [key for key in data if key not in _TOP]) is None:
            self._report((), "missing-key", "the contents need 'root', the book's first page")
        self._check_keys(data, (), (*_TOP, *self.words[0]), "the contents")
        self._read_groups(data, (), 0)

    def _read_groups(self, data: dict[str, Any], key: Key, depth: int) -> None:
        groups, entries = self.words[min(depth, 1)]
        for position, group in self._listed(data, groups, key):
            group_key = (*key, groups, position)
            known = self._check_keys(group, group_key, (*_GROUP, entries), "a part")
            if entries not in group and known:
                self._report(group_key, "missing-key", f"a part needs '{entries}'")
            self._read_entries(group, group_key, depth)
        self._read_entries(data, key, depth)

    def _read_entries(self, data: dict[str, Any], key: Key, depth: int) -> None:
        _, entries = self.words[min(depth, 1)]
        allowed = (*_ENTRY, "title", "options", *self.words[1])
        for position, entry in self._listed(data, entries, key):
            entry_key = (*key, entries, position)
            known = self._check_keys(entry, entry_key, allowed, "an entry of the contents")
            if known and not any(word in entry for word in _ENTRY):
                self._report(entry_key, "missing-key", "an entry of the contents needs 'file'")
            if isinstance(entry.get("file"), str):
                self._list_page(entry["file"], (*entry_key, "file"))
            elif isinstance(entry.get("glob"), str):
                self._list_glob(entry["glob"], (*entry_key, "glob"))
            self._read_groups(entry, entry_key, depth + 1)

    def _listed(
        self, data: dict[str, Any], name: str, key: Key
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        value = data.get(name, [])
        if not isinstance(value, list):
            self._report((*key, name), "wrong-type", f"'{name}' should be a list")
            return
        for position, entry in enumerate(value):
            if isinstance(entry, dict):
                yield position, entry
                continue
            hint = f"write '- file: {entry}'" if isinstance(entry, str) else None
            message = f"entry {position + 1} of '{name}' should be keys with values"
            self._report((*key, name, position), "wrong-type", message, hint)

    def _check_keys(
        self, data: dict[str, Any], key: Key, allowed: tuple[str, ...], noun: str
    ) -> bool:
        """Report the keys that are not allowed; return whether all are."""
        for name in data:
            if name in UNSUPPORTED_CONTENTS and "titlesonly" in allowed:
                message = f"'{name}' has no effect: {UNSUPPORTED_CONTENTS[name]}"
                self._report((*key, name), "unsupported-setting", message)
        known = (*allowed, *UNSUPPORTED_CONTENTS) if "titlesonly" in allowed else allowed
        unknown = [name for name in data if name not in known]
        for name in unknown:
            message = f"'{name[:60]}' is not a key of {noun}"
            self._report((*key, name), "unknown-key", message, suggestion(name, allowed, "keys"))
        return not unknown

    def _list_page(self, name: str, key: Key) -> None:
        found = find_page(self.root, name)
        if found is None:
            meant = self._near(name)
            hint = f"did you mean '{meant}'?" if meant else self._other_program(name)
            self._report(key, "missing-page", f"there is no page '{name[:120]}'", hint)
            if meant:
                self.contents.meant.add(find_page(self.root, meant) or meant)
        elif found in self.contents.pages:
            hint = f"the first is in line {self.contents.pages[found].line}"
            self._report(key, "duplicate-id", f"'{name}' is listed twice", hint)
        else:
            self.contents.pages[found] = self.document.place(key)

    def _list_glob(self, pattern: str, key: Key) -> None:
        pages = [path for path in self._matches(pattern) if path.suffix in SUFFIXES]
        if not pages:
            self._report(key, "missing-page", f"no page matches '{pattern[:120]}'")
        for path in pages:
            name = path.relative_to(self.root).as_posix()
            self.contents.pages.setdefault(name, self.document.place(key))

    def _matches(self, pattern: str) -> list[Path]:
        """Return what a pattern finds; one that is absolute or no pattern finds nothing."""
        if Path(pattern).anchor:
            return []
        try:
            return sorted(self.root.glob(pattern))
        except ValueError:
            return []

    def _near(self, name: str) -> str | None:
        """Return the page that may be meant: one beside it, or the only one with its name."""
        name = name.replace("\0", "").replace("\\", "/")
        folder = (self.root / name).parent
        found = closest(name, self._pages_in(folder, "*")) if folder.is_dir() else None
        if found or Path(name).anchor or ".." in name:
            return found
        # In _build and the like nobody means anything.
        pages = [*self._pages_in(self.root, "*"), *self._pages_in(self.root, "[!._]*/**/*")]
        alike = [page for page in pages if posixpath.basename(page) == posixpath.basename(name)]
        return alike[0] if len(alike) == 1 else None

    def _pages_in(self, folder: Path, pattern: str) -> list[str]:
        return [
            path.relative_to(self.root).with_suffix("").as_posix()
            for path in sorted(folder.glob(pattern))
            if path.suffix in SUFFIXES and path.is_relative_to(self.root)
        ]

    def _other_program(self, name: str) -> str | None:
        """Return a hint if the page is there as a file of another program."""
        for suffix in _OTHERS:
            if "\0" not in name and (self.root / f"{name}{suffix}").is_file():
                file = posixpath.basename(name)
                return f"'{file}{suffix}' is no page: save its text as {file}.md"
        return None

    def _report(self, key: Key, code: str, message: str, hint: str | None = None) -> None:
        of_key = code in {"unknown-key", "unsupported-setting"}
        place = self.document.place(key, of="key" if of_key else "value")
        weight = Severity.WARNING if code == "unsupported-setting" else Severity.ERROR
        self.contents.problems.append(Problem(place, code, message, hint, weight))
        if code in {"unknown-key", "missing-key", "wrong-type"}:
            self.contents.readable = False
