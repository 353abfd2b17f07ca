"""Compile catalogues for programs that read only ``.mo`` files; never into the package."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError

from kit.catalogues.brought import DOMAINS, LANGUAGES, folders_of, languages
from kit.catalogues.files import parse_catalogue
from kit.files import write_whole


def sphinx_locale_dir(target: Path) -> Path:
    """Compile our translations of Sphinx and of the themes below ``target``, and return it.

    The result has the shape that Sphinx wants in ``locale_dirs``:
    ``<language>/LC_MESSAGES/sphinx.mo``, and so for each theme's own domain.
    """
    for domain in DOMAINS[1:]:
        compile_folder(files("kit.catalogues") / "locale", target, domain=domain)
        for language in languages()[len(LANGUAGES) :]:
            # The first counts: what a book has itself is before what is installed.
            for folder in reversed(folders_of(language)):
                path = folder / "LC_MESSAGES" / f"{domain}.po"
                if path.is_file():
                    # A broken one of a book is told with the book's other catalogues.
                    with suppress(PoFileError, ValueError):
                        compile_file(
                            path, target / language / "LC_MESSAGES" / f"{domain}.mo", language
                        )
    return target


def compile_folder(source: Traversable, target: Path, *, domain: str | None = None) -> list[Path]:
    """Compile ``<language>/LC_MESSAGES/**.po`` below ``source`` to ``.mo`` below ``target``.

    A file whose source is the same as last time is not even read as a catalogue, and one whose
    content would stay the same is left alone, so that nothing is rebuilt for it.

    :param domain: compile only this catalogue of each language.
    :return: the ``.mo`` files that changed.
    :raises babel.messages.pofile.PoFileError: if a file is not a valid ``.po`` file.
    """
    changed = []
    for language in sorted(source.iterdir(), key=lambda entry: entry.name):
        messages = language / "LC_MESSAGES"
        if not messages.is_dir():
            continue
        for parts in _po_files(messages):
            if domain is not None and parts != (f"{domain}.po",):
                continue
            path = target / language.name / "LC_MESSAGES" / Path(*parts).with_suffix(".mo")
            if compile_file(messages.joinpath(*parts), path, language.name):
                changed.append(path)
    return changed


def compile_file(source: Traversable, path: Path, language: str) -> bool:
    """Compile ``source`` to ``path`` if it has changed; return whether ``path`` then did."""
    memory = path.with_suffix(".source")
    data = source.read_bytes()
    digest = sha256(data).hexdigest()
    if path.is_file() and memory.is_file() and memory.read_text("ascii") == digest:
        return False
    changed = write_whole(path, _compile(data, language))
    # Only now: half a catalogue is never taken for the whole of it.
    write_whole(memory, digest.encode("ascii"))
    return changed


def _po_files(folder: Traversable, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _po_files(entry, (*above, entry.name))
        elif entry.name.endswith(".po"):
            found.append((*above, entry.name))
    return found


# Ours for Sphinx, three for each of our languages, are written twice in a build.
@lru_cache(maxsize=32)
def _compile(data: bytes, language: str) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, parse_catalogue(data, language))
    return buffer.getvalue()
