"""Whether a build has written the whole book: every page that was found, and all beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from kit.errors import Place, Problem
from kit.sphinxext.output.files_beside import MANIFEST_FILENAME
from kit.sphinxext.problems.warnings import page_place

_TAIL: Final = 64
Mark = tuple[int, int] | None


class Written:
    """What the pages that are read were like before, so that it shows whether they were written."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._before: dict[str, Mark] = {}
        # After every extension has had its say about which pages are read.
        app.connect("env-before-read-docs", self._note, priority=999)

    def _note(self, app: Sphinx, _env: BuildEnvironment, docnames: Iterable[str]) -> None:
        self._before = {name: _mark(self._path(name)) for name in docnames}

    def _path(self, docname: str) -> Path:
        builder = self._app.builder
        return Path(builder.outdir, f"{docname}{getattr(builder, 'out_suffix', '.html')}")

    def lacking(self) -> Iterator[Problem]:
        """Yield a problem for each page, and each file beside them, that was not written."""
        app = self._app
        for docname in sorted(app.env.found_docs):
            path = self._path(docname)
            stale = docname in self._before and _mark(path) == self._before[docname]
            if stale or not _is_whole(path):
                yield _problem(page_place(app.env, docname), "the page was not written")
        for name in sorted({*_beside(app)}):
            if not Path(app.outdir, name).is_file():
                yield _problem(Place("_config.yml"), f"the file {name} was not written")


def _problem(place: Place, message: str) -> Problem:
    return Problem(place, "not-written", message, "build again")


def _mark(path: Path) -> Mark:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _is_whole(path: Path) -> bool:
    """Return whether a page is there and ends as one does."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - _TAIL, 0))
            return file.read().rstrip().endswith(b"</html>")
    except OSError:
        return False


def _beside(app: Sphinx) -> Iterator[str]:
    """Yield the files that belong to the pages: light pages and downloads, images, the index."""
    builder = app.builder
    manifest = Path(app.doctreedir, MANIFEST_FILENAME)
    if manifest.is_file():
        yield from json.loads(manifest.read_text("utf-8"))
    for name in getattr(builder, "images", {}).values():
        yield f"{builder.imagedir}/{name}"
    for _, name in app.env.dlfiles.values():
        yield f"_downloads/{name}"
    if getattr(builder, "search", False):
        yield "searchindex.js"
