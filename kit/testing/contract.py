"""The contract: what every kind of exercise must keep, tested on a real book."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.ballots import Collectable, collectables, refusal
from kit.checks import check_book
from kit.errors import Severity
from kit.load import Book, load_book
from kit.model import FEWEST_ITEMS, ResponseShape
from kit.plugins import Kind
from kit.sphinxext import build_book
from kit.testing.book import EXERCISE, PLATFORM, write_book
from kit.testing.browser import page_failures
from kit.testing.notebook import run_failures
from kit.testing.sending import Answer, sending_failures

if TYPE_CHECKING:
    from playwright.sync_api import Page

_CELL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ContractError(AssertionError):
    """A plugin does not keep the contract; the text names every part that it breaks."""

    def __init__(self, what: str, failures: list[str]) -> None:
        listed = "\n".join(f"  {failure}" for failure in failures)
        super().__init__(f"{what} does not keep the contract:\n{listed}")
        self.failures = tuple(failures)


@dataclass(frozen=True, slots=True)
class _Case:
    """The kind under test, in its book."""

    kind: Kind
    book: Book
    site: Path
    page: Page | None
    answer: Answer | None

    @property
    def exercise(self) -> Any:
        return self.book.exercises[EXERCISE].value

    @property
    def file(self) -> str:
        return f"{self.book.addresses.folder(self.book.language)}exercises/{EXERCISE}"


def contract(
    kind: Kind,
    exercise: str,
    *,
    folder: Path,
    page: Page | None = None,
    platform: str = PLATFORM,
    answer: Answer | None = None,
) -> None:
    """Test one exercise of a kind in everything that the kit does with it.

    Check, page, notebook and response are always tested; printing, accessibility (axe, light and
    dark) and sending need a browser's page. One answer is sent to a collector if the exercise
    collects.

    :param exercise: the text of a valid exercise file that shows what the kind can do.
    :param folder: an empty folder to work in, such as pytest's ``tmp_path``.
    :param page: a page of Playwright's Chromium.
    :param platform: the platform file that the exercise refers to.
    :param answer: answers in the form that a page shows; none means that choosing in its radio
        buttons and lists is enough.
    :raises ContractError: naming all that is broken.
    """
    root = write_book(folder, kind, exercise, platform)
    book = load_book(root)
    failures = [
        f"check: {problem}"
        for problem in check_book(book)
        # The kind's examples ask the same in each language, as they should.
        if problem.severity is Severity.ERROR and problem.code != "asks-the-same"
    ]
    if not failures:
        result = build_book(root)
        failures = [f"page: {problem}" for problem in result.problems]
        if result.ok:
            case = _Case(kind, book, result.site, page, answer)
            for name, test in _TESTS.items():
                failures += [f"{name}: {failure}" for failure in test(case)]
    if failures:
        raise ContractError(f"the kind '{kind.name}'", failures)


def _page(case: _Case) -> Iterator[str]:
    html = (case.site / f"{case.file}.html").read_text(encoding="utf-8")
    if f'data-kit-id="{EXERCISE}"' not in html:
        yield "the exercise is not on its own page"
    state = case.kind.state(case.exercise, case.book.context(EXERCISE))
    if json.loads(json.dumps(state)) != state:
        yield "state is not the same after a way through JSON"


def _notebook(case: _Case) -> Iterator[str]:
    cells = case.kind.cells(case.exercise, case.book.context(EXERCISE))
    ids = [cell.id for cell in cells]
    if len(set(ids)) != len(ids):
        yield "two cells have the same id"
    if not all(_CELL_ID.fullmatch(cell_id) for cell_id in ids):
        yield "a cell's id has other signs than letters, digits, - and _"
    path = case.site / f"{case.file}.ipynb"
    if not cells:
        return
    if not path.is_file():
        yield "there are cells, but the page offers no notebook"
        return
    yield from run_failures(path)


def _browser(case: _Case) -> Iterator[str]:
    if case.page is not None:
        yield from page_failures(case.page, case.site, f"{case.file}.html", case.exercise.title)


def _response(case: _Case) -> Iterator[str]:
    if case.book.platform is None:
        return
    platform = case.book.platform.value
    shape = case.kind.response(case.exercise, platform)
    if shape is None:
        return
    again = case.kind.response(case.exercise, platform)
    if again is None or again.fingerprint() != shape.fingerprint():
        yield "the shape is another one when it is asked for again"
    failures = list(shape_failures(shape))
    yield from failures
    found = collectables(case.book).get(EXERCISE)
    if not failures and found is not None:
        yield from _collecting(case, found)


def _collecting(case: _Case, exercise: Collectable) -> Iterator[str]:
    """Yield why no round may be opened on the exercise, or why no answer comes to one."""
    refused = refusal(exercise)
    if refused is not None:
        code, details = refused
        yield f"its answers may not be collected: {code} {' '.join(details.values())}".strip()
    elif case.page is not None:
        yield from sending_failures(
            case.page, case.site, f"{case.file}.html", exercise, case.answer
        )


def shape_failures(shape: ResponseShape) -> Iterator[str]:
    """Yield what keeps answers of this shape from being collected anonymously."""
    ids = [item.id for item in shape.items]
    if len(set(ids)) != len(ids):
        yield "two items have the same id"
    known = {dimension.id for dimension in shape.dimensions}
    yield from (
        f"item '{item.id}' belongs to no dimension that is collected"
        for item in shape.items
        if item.dimension not in known
    )
    for dimension in shape.dimensions:
        if dimension.about != "we":
            yield f"dimension '{dimension.id}' is about 'me', which is never collected"
        count = sum(item.dimension == dimension.id for item in shape.items)
        if count < FEWEST_ITEMS:
            yield f"dimension '{dimension.id}' has {count} items; {FEWEST_ITEMS} are needed"


_TESTS: Final[dict[str, Callable[[_Case], Iterator[str]]]] = {
    "page": _page,
    "notebook": _notebook,
    "browser": _browser,
    "response": _response,
}
