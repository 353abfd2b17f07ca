"""Where something that a built page shows stands in what the author wrote, or who else wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from kit.catalogues import read_texts
from kit.errors import Place
from kit.sphinxext.jupyterbook.settings import EXCLUDED, PAGE_SUFFIXES

_WRITTEN: Final = (
    *PAGE_SUFFIXES,
    *(".yml", ".yaml", ".html", ".css", ".js", ".py", ".svg", ".bib", ".txt", ".jinja"),
)
_LARGE: Final = 5_000_000
_NOT_WRITTEN: Final = frozenset(EXCLUDED) - {"exercises", "plugins", "locale"}


class Whereabouts:
    """Finds texts in the files of a book; it reads them when it is first asked."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._root = Path(app.srcdir)
        self._texts: dict[Path, str] = {}

    def find(self, text: str, docname: str) -> tuple[Place, str] | None:
        """Return where a text stands in the author's files, and where in that file, in words.

        :param docname: the page that shows it, whose own files come first.
        """
        return self._first([*self._of_page(docname), *self._written], text)

    def find_host(self, host: str, docname: str) -> Place | None:
        """Return where a page's own files name a host, if they do."""
        found = self._first(self._of_page(docname), host)
        return found[0] if found else None

    def _first(self, paths: Iterable[Path], text: str) -> tuple[Place, str] | None:
        found = (self._find_in(path, text) for path in dict.fromkeys(paths))
        return next(filter(None, found), None)

    def extension_with(self, text: str) -> str | None:
        """Return the name of the extension in whose files a text stands."""
        for name, extension in sorted(self._app.extensions.items()):
            file = getattr(extension.module, "__file__", None)
            if file and not name.startswith(("kit.", "sphinx.", "myst_")):
                path = Path(file)
                files = path.parent.rglob("*.py") if path.name == "__init__.py" else [path]
                if any(text in self._read(each) for each in files):
                    return name
        return None

    def _of_page(self, docname: str) -> Iterator[Path]:
        """Yield what a page is made from: its file, what that includes, its translation."""
        env = self._app.env
        if docname not in env.found_docs:
            return
        yield Path(env.doc2path(docname))
        yield from (self._root / str(name) for name in sorted(env.dependencies[docname]))
        yield self._catalogues / f"{docname}.po"

    @property
    def _catalogues(self) -> Path:
        return self._root / "locale" / str(self._app.config.language) / "LC_MESSAGES"

    @cached_property
    def _written(self) -> list[Path]:
        return [*sorted(self._catalogues.rglob("*.po")), *sorted(self._below(self._root))]

    def _below(self, folder: Path) -> Iterable[Path]:
        for path in folder.iterdir():
            if path.name.startswith(".") or path.name in _NOT_WRITTEN or path.is_symlink():
                continue
            if path.is_dir():
                yield from self._below(path)
            elif path.suffix in _WRITTEN:
                yield path

    def _find_in(self, path: Path, text: str) -> tuple[Place, str] | None:
        whole = self._read(path)
        if path.suffix == ".ipynb" and (cell := _in_cell(whole, text)):
            number, line, column = cell
            return Place(self._name(path), line, column, number), ""
        for wanted in dict.fromkeys((text, escape(text), json.dumps(text)[1:-1])):
            offset = whole.find(wanted)
            if wanted and offset >= 0:
                line = whole.count("\n", 0, offset) + 1
                place = Place(self._name(path), line, offset - whole.rfind("\n", 0, offset))
                return place, _output(whole, wanted) if path.suffix == ".ipynb" else ""
        if path.suffix == ".po":
            return self._find_translation(path, text)
        return None

    def _find_translation(self, path: Path, text: str) -> tuple[Place, str] | None:
        """Return the entry of a catalogue that has a text: its lines may be cut anywhere."""
        domain = path.relative_to(self._catalogues).with_suffix("").as_posix()
        texts = read_texts(self._root, str(self._app.config.language), domain)
        for (context, msgid), said in texts.entries.items():
            if text in said:
                return texts.place((context,), msgid), ""
        return None

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _read(self, path: Path) -> str:
        if path not in self._texts:
            small = path.is_file() and path.stat().st_size < _LARGE
            self._texts[path] = path.read_text("utf-8", "replace") if small else ""
        return self._texts[path]


def _in_cell(notebook: str, text: str) -> tuple[int, int, int] | None:
    """Return the cell of a notebook in which somebody wrote a text, and the line and column there.

    They are counted as the checks count them, so that nothing is told at two places.
    """
    for number, cell in _cells(notebook):
        source = cell.get("source")
        written = "".join(source) if isinstance(source, list) else str(source)
        for wanted in dict.fromkeys((text, escape(text))):
            offset = written.find(wanted)
            if wanted and offset >= 0:
                before = written[:offset]
                return number, before.count("\n") + 1, offset - before.rfind("\n")
    return None


def _output(notebook: str, wanted: str) -> str:
    """Return in words which cell of a notebook has put out a text, as it is in the file."""
    for number, cell in _cells(notebook):
        if wanted in json.dumps(cell.get("outputs"), ensure_ascii=False):
            return f"in the output of cell {number}"
    return ""


def _cells(notebook: str) -> list[tuple[int, dict[str, Any]]]:
    try:
        return [
            (number, dict(cell)) for number, cell in enumerate(json.loads(notebook)["cells"], 1)
        ]
    except (ValueError, KeyError, TypeError):
        return []
