"""The contract of a pack: it makes a book that has nothing wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kit.checks import check_book
from kit.errors import Severity, UsageError
from kit.load import Book, load_book
from kit.plugins import FAILURES, Pack, reason
from kit.plugins.pack import require_whole
from kit.projects import new_project
from kit.sphinxext import build_book
from kit.testing.contract import ContractError

_DOMAIN = "exercises"


def pack_contract(pack: Pack, *, folder: Path) -> None:
    """Test a pack as ``kit new --platform`` uses it: its parts, check, catalogues and build.

    :param folder: an empty folder to work in, such as pytest's ``tmp_path``.
    :raises ContractError: naming all that is broken.
    """
    failures = list(_failures(pack, folder / "book-under-test"))
    if failures:
        raise ContractError(f"the pack '{pack.name}'", failures)


def _failures(pack: Pack, root: Path) -> Iterator[str]:
    try:
        require_whole(pack)
        new_project(root, pack)
    except (UsageError, *FAILURES) as error:
        yield f"parts: {reason(error)}"
        return
    book = load_book(root)
    wrong = [each for each in check_book(book) if each.severity is Severity.ERROR]
    yield from (f"check: {problem}" for problem in wrong)
    yield from _lacking_catalogues(pack, book)
    if not wrong:
        yield from (f"page: {problem}" for problem in build_book(root).problems)


def _lacking_catalogues(pack: Pack, book: Book) -> Iterator[str]:
    """Yield each language that the pack's settings name, and that it has no texts in."""
    for language in book.languages:
        path = Path("locale", language, "LC_MESSAGES", f"{_DOMAIN}.po")
        if language != book.language and not (pack.root / path).is_file():
            yield f"catalogues: the language '{language}' has no {path.as_posix()}"
