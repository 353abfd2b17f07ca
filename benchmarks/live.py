"""From the moment an author saves to the moment the browser shows it, against a rebuild."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

from playwright.sync_api import Page

from benchmarks.browsing import browser, served
from benchmarks.build import Pair, pair
from benchmarks.measuring import Options, Row, Spent, Table

_numbers = count(1)
_PAUSE = 3.0
"""Seconds between two saves, as an author has them: the second language is done by then."""


def measure(options: Options, table: Table) -> None:
    """Measure a changed exercise and a changed page in a running ``kit serve``."""
    for name in options.books:
        with pair(name) as both, served(both.book.root) as address, browser() as chromium:
            page = chromium.new_page()
            for row in _rows(both, page, address, options.runs):
                table.add(row)


def _rows(both: Pair, page: Page, address: str, runs: int) -> list[Row]:
    book = both.book
    this = book.name == "this book"
    exercise = Row(f"{book.name}: an exercise, from save to screen", target=0.3 if this else None)
    screen = Row(f"{book.name}: the same in seconds", target=0.6 if this else None)
    prose = Row(f"{book.name}: a page, from save to screen")
    for run in range(-1, runs):
        page.goto(f"{address}/{book.language}/{book.shown_on}.html")
        seen = _seen(page, lambda mark: _replace(both, mark))
        page.goto(f"{address}/{book.language}/{book.page}.html")
        read = _seen(page, lambda mark: _append(both, mark))
        if run < 0:  # the first save warms the processes up, as an author's first save does
            continue
        peer = both.build_peer()
        exercise.add(seen, peer)
        screen.add(seen)
        prose.add(read, both.build_peer())
    return [exercise, screen, prose]


def _seen(page: Page, save: Callable[[str], None]) -> Spent:
    """Save, and return how long it takes until the page shows it."""
    time.sleep(_PAUSE)
    mark = f"nr{next(_numbers)}nr"
    began = time.perf_counter()
    save(mark)
    page.wait_for_function("mark => document.body?.innerText.includes(mark)", arg=mark)
    return Spent(time.perf_counter() - began)


def _replace(both: Pair, mark: str) -> None:
    """Put a mark after the exercise's word; the peer's page is changed in the same way."""
    for path in (both.book.exercise_file, both.stock / f"{both.book.shown_on}.md"):
        before, word, after = path.read_text("utf-8").partition(both.book.word)
        if after.lstrip().startswith("nr"):
            after = " " + after.lstrip().partition(" ")[2]
        path.write_text(f"{before}{word} {mark}{after}", encoding="utf-8")


def _append(both: Pair, mark: str) -> None:
    for root in (both.book.root, both.stock):
        path = root / f"{both.book.page}.md"
        path.write_text(f"{path.read_text('utf-8')}\n{mark}\n", encoding="utf-8")
