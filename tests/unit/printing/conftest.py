"""Sheets of the reference book, each printed once.

Where Pango is missing, as in ``make quick`` on a new machine, what needs it is left out;
``make test`` asks for it first.
"""

from collections.abc import Callable, Iterable
from functools import cache

import pytest
from pypdf import PdfReader

from kit.load import Book, load_book
from kit.printing.booklets import core, handbook, workbook
from kit.printing.edition import Edition, Sheet
from kit.printing.handout import handouts
from kit.printing.participants import action_sheet, exercise_sheet, participants_sheet
from tests.documentation import ROOT
from tests.paper import reader

try:
    import weasyprint  # noqa: F401
except OSError:
    collect_ignore = [
        f"test_{name}.py"
        for name in ("agreement", "booklets", "handout", "participants", "pdf", "posters", "press")
    ]

Print = Callable[[str], PdfReader]


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book(ROOT)


@pytest.fixture(scope="session")
def edition(book: Book) -> Callable[[str], Edition]:
    """Give the reference book in a language."""
    return cache(lambda language: Edition(book, language))


@pytest.fixture(scope="session")
def sheet(edition: Callable[[str], Edition]) -> Callable[[str], Sheet]:
    """Give a sheet by its path, with the language before it: ``nb/action-sheet.pdf``."""

    def find(path: str) -> Sheet:
        language, _, rest = path.partition("/")
        return next(each for each in _near(edition(language), rest) if each.path == rest)

    return find


@pytest.fixture(scope="session")
def print_sheet(sheet: Callable[[str], Sheet]) -> Print:
    """Print a sheet by its path, and open it."""
    from kit.printing.pdf import printed  # noqa: PLC0415 - Pango may be missing

    return cache(lambda path: reader(printed(sheet(path))))


def _near(edition: Edition, path: str) -> Iterable[Sheet]:
    part, _, rest = path.removesuffix(".pdf").partition("/")
    if part == "exercises":
        return [exercise_sheet(edition, rest)]
    if part == "workshops":
        name = rest.partition("/")[0]
        return [*handouts(edition, name), participants_sheet(edition, name)]
    return [action_sheet(edition), core(edition), handbook(edition), workbook(edition)]
