"""Sphinx never takes anything out of its output folder: what a book no longer consists of, we do.

Only under ``kit build``, whose folder is a cache of ours; what somebody keeps in the folder that
``jupyter-book build`` writes to is none of our business.

A page, a static file or an extension that is gone empties the folder, and Sphinx then writes
every page again from what it has read; so it does for a folder of which nobody knows how it came
about. Pictures and downloads go when no page names them any more, and a page without a source,
such as an index, goes when a build does not make it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from shutil import rmtree
from typing import Any, Final
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from kit.files import write_whole
from kit.sphinxext.config import KitConfig
from kit.sphinxext.output.files_beside import MANIFEST_FILENAME

FILENAME: Final = "kit-output.json"
"""Beside the doctrees: what the output folder was made of."""

_LARGE: Final = 1_000_000
"""Bytes of a file, a film say, that is not read to see whether it has changed."""
_FOLDERS: Final = ("_images", "_downloads")
"""Where Sphinx puts what pages show or offer."""
_NAMED: Final = re.compile(rf"(?:{'|'.join(_FOLDERS)})/[^\"'<>?#\s)]+")
_TEXTS: Final = {".html", ".css", ".js", ".json", ".svg", ".xml"}


def is_ours(app: Sphinx) -> bool:
    """Whether ``kit build`` runs the application, and not Jupyter Book."""
    return KitConfig.of(app.config).contents is not None and app.builder.format == "html"


def on_builder_inited(app: Sphinx) -> None:
    """Empty the output folder if it holds what the book no longer consists of.

    Before any extension writes to it, and before Sphinx looks for pages that are to be written.
    """
    if not is_ours(app):
        return
    app.env.find_files(app.config, app.builder)
    pages, world = sorted(app.env.found_docs), _world(app)
    before = _known(app)
    if before.get("world") != world or not set(before["pages"]) <= set(pages):
        empty(Path(app.outdir))
        before["made"] = []
    _remember(app, {"pages": pages, "world": world, "made": before["made"]})


def on_html_page_context(app: Sphinx, pagename: str, *_: object) -> None:
    """Note a page that is made without a source."""
    if pagename not in app.env.found_docs:
        _made(app).add(pagename)


def on_html_collect_pages(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Remove such pages of earlier builds, before extensions are asked for theirs."""
    if is_ours(app):
        known = _known(app)
        for page in set(known["made"]) - _made(app):
            Path(app.builder.get_outfilename(page)).unlink(missing_ok=True)  # type: ignore[attr-defined]  # HTML
    return ()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove pictures and downloads that no page names any more."""
    if exception is not None or not is_ours(app):
        return
    out = Path(app.outdir)
    known = set(_used(app))
    left = {name for folder in _FOLDERS for name in _below(out, folder)} - known
    if left:
        left -= set(_names(out))
    for name in left:
        (out / name).unlink()
    made = _made(app)
    if made:
        _remember(app, _known(app) | {"made": sorted(made)})


def _world(app: Sphinx) -> str:
    """Return a digest of what pages are made with, and of the files that lie beside them."""
    config = app.config
    digest = sha256(repr(sorted((x.name, x.version) for x in app.extensions.values())).encode())
    digest.update(f"{config.kit_fingerprint} {config.kit_languages}".encode())
    beside = [*config.html_static_path, *config.html_extra_path]
    beside += [path for path in (config.html_logo, config.html_favicon) if path]
    for path in (Path(app.confdir, entry) for entry in beside):
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(path.parent)} {_content(file)}\n".encode())
    return digest.hexdigest()


def _content(file: Path) -> str:
    about = file.stat()
    if about.st_size > _LARGE:
        return f"{about.st_size} {about.st_mtime_ns}"
    return sha256(file.read_bytes()).hexdigest()


def _used(app: Sphinx) -> Iterator[str]:
    """Yield the pictures and downloads that Sphinx knows of: quicker than reading pages."""
    for _pages, name in app.env.images.values():
        yield f"_images/{name}"
    for _pages, name in app.env.dlfiles.values():
        yield f"_downloads/{name}"


def _names(out: Path) -> Iterator[str]:
    """Yield what is named in what was built; an extension may have drawn a picture."""
    for path in out.rglob("*"):
        if path.suffix in _TEXTS and path.relative_to(out).parts[0] not in _FOLDERS:
            for match in _NAMED.finditer(path.read_text("utf-8", errors="replace")):
                yield unquote(unescape(match[0]))


def _below(out: Path, folder: str) -> Iterator[str]:
    for path in (out / folder).rglob("*"):
        if path.is_file():
            yield path.relative_to(out).as_posix()


def empty(folder: Path) -> None:
    """Remove everything in a folder."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            rmtree(entry)
        else:
            entry.unlink()


_MADE: Final[WeakKeyDictionary[Sphinx, set[str]]] = WeakKeyDictionary()


def _made(app: Sphinx) -> set[str]:
    return _MADE.setdefault(app, set())


def holds_more(cache: Path, language: str, other: str) -> bool:
    """Return whether a language was built of a book with pages or exercises that are gone.

    :param other: a language that was built just now.
    """
    return any(
        not _listed(cache, language, name) <= _listed(cache, other, name)
        for name in (FILENAME, MANIFEST_FILENAME)
    )


def _listed(cache: Path, language: str, name: str) -> set[str]:
    found = _read(cache / language / "doctrees" / name)
    return set(found.get("pages", found))


def _known(app: Sphinx) -> dict[str, Any]:
    return {"pages": [], "made": []} | _read(Path(app.doctreedir, FILENAME))


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _remember(app: Sphinx, known: dict[str, Any]) -> None:
    write_whole(Path(app.doctreedir, FILENAME), json.dumps(known, sort_keys=True).encode())
