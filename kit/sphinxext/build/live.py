"""Build a book whenever its author saves: with processes that stay, one language after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kit.catalogues import sphinx_locale_dir
from kit.errors import Problem
from kit.interpreter import processors
from kit.load import Book
from kit.model import Addresses
from kit.sphinxext.build.book import Check, has_errors, weighed
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.progress import Board
from kit.sphinxext.build.result import LanguageResult
from kit.sphinxext.build.turns import turn
from kit.sphinxext.build.worker import Worker
from kit.sphinxext.site.addresses import say_unrecorded, settled
from kit.sphinxext.site.files import site_files
from kit.sphinxext.site.publish import Published, publish
from kit.sphinxext.site.set_aside import say_set_aside
from kit.sphinxext.site.standing import Listing, Memory, standing_languages
from kit.sphinxext.translations.compiled import compile_prose

Tell = Callable[[tuple[str, ...]], None]
_BUSY: Final = 2
"""Processors that the checks and the first language keep busy."""


class LastingBuild:
    """The build behind ``kit serve``; gives the same site as :func:`build_book`.

    Each language goes up as soon as it is in order, the source language first.

    :param say: is told for whom a build waits, if another process builds the book.
    """

    def __init__(self, root: Path, say: Callable[[str], None] | None = None) -> None:
        self._say = say
        self._root = root.resolve()
        self.site = self._root / "_build" / "site"
        self.listing = Listing(self._root, self.site)
        self._workers: dict[str, Worker] = {}
        self._addresses = Addresses(())

    def build(
        self,
        book: Book,
        check: Check,
        tell: Tell,
        progress: Callable[[str], None] = lambda _text: None,
    ) -> tuple[Problem, ...]:
        """Build all languages; return every problem of the book.

        :param check: says what is wrong with the book, while the first language is being built.
            An error keeps everything from going up.
        :param tell: is told the files that have changed, each time that a language went up.
        :param progress: is told in a few words what is being done, and with how many pages.
        """
        try:
            with turn(self._root, self._say):
                return self._built(book, check, tell, Board(progress))
        except BaseException:
            # An order whose result nobody has read would be taken for that of the next one.
            self.close()
            raise

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers.values():
            worker.close()
        self._workers.clear()

    def _built(self, book: Book, check: Check, tell: Tell, board: Board) -> tuple[Problem, ...]:
        locale = self._root / "_build" / "locale"
        self._addresses = settled(book, Memory(self._root, self.site).read())
        sphinx_locale_dir(locale)
        broken = compile_prose(self._root, locale)
        first, *others = book.languages
        # The checks take the second processor; what the author looks at is not to wait for a
        # third. Only the first time, nobody looks at anything yet.
        at_once = processors() > _BUSY or not self._workers
        self._start(book, first)
        board.only("checking")
        checked = tuple(check())
        sound, found = not has_errors((*checked, *broken)), list(broken)
        aside: list[Problem] = []
        for language in others if at_once else ():
            self._start(book, language)
        for language in book.languages:
            if language != first and not at_once:
                self._start(book, language)
            result = self._workers[language].result(board.of(language))
            found += result.problems
            if sound and not has_errors(weighed(book, result.problems)):
                done = self._put_up(book, result)
                aside += say_set_aside(self._root, done.folder, done.aside)
                tell(done.changed)
        # What is wrong already, nobody needs to hear again from Sphinx.
        said = weighed(book, found if sound else broken)
        unrecorded = say_unrecorded(book, self._addresses)
        return tuple(dict.fromkeys((*checked, *said, *unrecorded, *aside)))

    def _start(self, book: Book, language: str) -> None:
        order = Order.of(self._root, book, language, self._addresses)
        self._workers.setdefault(language, Worker()).start(order)

    def _put_up(self, book: Book, result: LanguageResult) -> Published:
        stands = standing_languages(Memory(self._root, self.site).read(), book.languages)
        outputs = {result.language: result.output}
        files = site_files(book, self._addresses, outputs, {result.language, *stands})
        return publish(self._root, self.site, files, languages=book.languages)
