"""What a site consists of: the pages of each language, what leads to them, and what is at the top.

Every page of the book's own language answers both at the top of the site and in the folder of its
language. It lies in one of the two places, and a redirect in the other. So an address works for
good, whether the book has had one language or several when it was published, and nobody has to
know which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from kit.load import Book
from kit.model import Addresses
from kit.sphinxext.jupyterbook.settings import first_page
from kit.sphinxext.output.redirects import redirect_page
from kit.sphinxext.site.front_door import front_door
from kit.sphinxext.site.standing import TOP

Files = dict[str, Path | bytes]

_INDEX: Final = "index.html"
_STATIC: Final = "_static"
_EXPORTS: Final = "exercises/"
"""Where fixed addresses are that lead to no page: what exporters make."""
_KEPT_BACK: Final = frozenset({".buildinfo", ".buildinfo.bak", "objects.inv", ".doctrees"})
"""What Sphinx writes for itself and no reader asks for."""


def site_files(
    book: Book, addresses: Addresses, outputs: Mapping[str, Path], languages: Collection[str]
) -> dict[str, Files]:
    """Return all files of the languages that were built, by part and name.

    :param outputs: the folder that each language was built into.
    :param languages: all that stand in the site, or soon do.
    """
    first = first_page(book.root)
    tops = front_door(book, addresses, languages, first)
    parts: dict[str, Files] = {}
    for language, output in outputs.items():
        folder = addresses.folder(language)
        files: Files = {f"{folder}{name}": path for name, path in _files(output)}
        leading = _leading(book, addresses, language, files, first)
        # A page of the author's goes before one of ours of the same name.
        tops = {name: source for name, source in tops.items() if name not in files}
        parts[language] = {n: page for n, page in leading.items() if n not in tops} | files
    return parts | {TOP: tops}


def _files(output: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(output.rglob("*")):
        if path.name not in _KEPT_BACK and path.is_file():
            yield path.relative_to(output).as_posix(), path


def _leading(book: Book, addresses: Addresses, language: str, files: Files, first: str) -> Files:
    """Return what leads to the pages of a language from where else they are asked for."""
    folder, other = addresses.folder(language), addresses.other_folder(language)
    found: Files = {}

    def lead(origin: str, target: str) -> None:
        if origin not in files:
            static = f"{folder}{_STATIC}"
            found[origin] = redirect_page(language, origin, target, static=static)

    lead(f"{folder}{_INDEX}", f"{folder}{first}")
    # An ordinary Jupyter Book looks as it is known to, without a folder for its language.
    if other is None or (book.ordinary and other):
        return found
    for target, path in files.items():
        name = target.removeprefix(folder)
        if name.startswith("_") or _is_language(addresses, name, other):
            continue
        if name.endswith(".html"):
            lead(f"{other}{name}", target)
        elif name.startswith(_EXPORTS):
            found[f"{other}{name}"] = path
    if f"{folder}{_INDEX}" in found:
        lead(f"{other}{_INDEX}", f"{folder}{first}")
    return found


def _is_language(addresses: Addresses, name: str, other: str) -> bool:
    """Whether an address at the top is one in the folder of a language."""
    return not other and name.partition("/")[0] in addresses.languages
