"""How long the book takes to build, against ``jupyter-book build`` of the same pages.

The peer's pages are ordinary Markdown with the same words, under stock settings and in one
language; ours are forms, light pages and notebooks as well, in both languages.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.books import Book, fill_in_translations, generated_book, reference_book
from benchmarks.measuring import Options, Row, Spent, Table, run, tool
from benchmarks.stock import stock_copy

_COLD, _LARGE = 0.2, 240
_numbers = count()


@dataclass(frozen=True, slots=True)
class Pair:
    """A book of ours, and the same pages for the peer."""

    book: Book
    stock: Path

    def build_ours(self, *options: str, one_core: bool = False) -> Spent:
        """Build with the kit."""
        return run([tool("kit"), "build", "-q", *options], self.book.root, one_core=one_core)

    def check_ours(self) -> Spent:
        """Check with the kit."""
        return run([tool("kit"), "check", "-q"], self.book.root)

    def build_peer(self) -> Spent:
        """Build with Jupyter Book."""
        return run([tool("jupyter-book"), "build", "-q", "."], self.stock)


def measure(options: Options, table: Table) -> None:
    """Measure every book that was asked for, and how the time grows with the pages."""
    cold: dict[str, float] = {}
    for name in options.books:
        with pair(name) as both:
            rows = _rows(both, options.runs)
            cold[name] = median(rows[0].ours)
            for row in rows:
                table.add(row)
    if {"60", "240"} <= cold.keys():
        row = Row("cold build of 240 pages : 60 pages", target=4.2)
        row.add(Spent(cold["240"]), Spent(cold["60"]))
        table.add(row)


@contextmanager
def pair(name: str) -> Iterator[Pair]:
    """Make a book, build it once, and make the peer's from what was built.

    :param name: ``this``, or a number of pages.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "ours")
        place.mkdir()
        if name == "this":
            book = reference_book(place)
        else:
            book = generated_book(place, int(name))
            run([tool("kit"), "translate", "-q", "en"], place)
            fill_in_translations(place, "en")
        run([tool("kit"), "build", "-q"], place)
        stock_copy(place, place / "_build/site/nb", Path(folder, "peer"))
        yield Pair(book, Path(folder, "peer"))


def _rows(both: Pair, runs: int) -> list[Row]:
    name = both.book.name
    pages = name.partition(" ")[0]
    cold = Row(f"{name}: cold build", target=_COLD if pages == str(_LARGE) else None)
    languages = Row(f"{name}: both languages : one language, one process", target=1.15)
    warm = [
        (Row(f"{name}: nothing changed"), lambda: None),
        (Row(f"{name}: one page changed"), lambda: _change_page(both)),
        (Row(f"{name}: one exercise changed"), lambda: _change_exercise(both)),
        (Row(f"{name}: one translation changed"), lambda: _change_translation(both)),
    ]
    # The peer checks nothing without building; this is the least that it takes to be told.
    check = Row(f"{name}: `kit check` : a build with nothing changed")
    seconds = Row(f"{name}: `kit check` in seconds", target=1.0 if pages == "this" else None)
    for _ in range(runs):
        _measure_once(both, cold, languages, warm)
        checked = both.check_ours()
        check.add(checked, Spent(warm[0][0].peer[-1], warm[0][0].peer_cpu[-1]))
        seconds.add(checked)
    return [cold, languages, *(row for row, _ in warm), check, seconds]


def _measure_once(
    both: Pair, cold: Row, languages: Row, warm: list[tuple[Row, Callable[[], None]]]
) -> None:
    for folder in (both.book.root, both.stock):
        shutil.rmtree(folder / "_build", ignore_errors=True)
    one = both.build_ours("-l", both.book.language, one_core=True)
    shutil.rmtree(both.book.root / "_build")
    ours = both.build_ours()
    cold.add(ours, both.build_peer())
    languages.add(ours, one)
    for row, change in warm:
        change()
        row.add(both.build_ours(), both.build_peer())


def _change_page(both: Pair) -> None:
    for root in (both.book.root, both.stock):
        path = root / f"{both.book.page}.md"
        path.write_text(f"{path.read_text('utf-8')}\nOrd {next(_numbers)}.\n", encoding="utf-8")


def _change_exercise(both: Pair) -> None:
    """Change a word of the exercise, and of the peer's page that shows it."""
    _change_word(both.book.exercise_file, both.book.word)
    _change_word(both.stock / f"{both.book.shown_on}.md", both.book.word)


def _change_word(path: Path, word: str) -> None:
    text = path.read_text("utf-8")
    new = re.sub(rf"{re.escape(word)}( \d+x)?", f"{word} {next(_numbers)}x", text, count=1)
    if new == text:
        raise ValueError(f"{path} does not have the word {word!r}")
    path.write_text(new, encoding="utf-8")


def _change_translation(both: Pair) -> None:
    """Change the longest translation of a page; the peer, without any, has its page changed."""
    path = both.book.catalogue
    text = path.read_text("utf-8")
    place = text.rindex('"\n')
    path.write_text(f"{text[:place]} {next(_numbers)}{text[place:]}", encoding="utf-8")
    page = both.stock / f"{both.book.page}.md"
    page.write_text(f"{page.read_text('utf-8')}\nOrd {next(_numbers)}.\n", encoding="utf-8")
