"""Build the whole book: every language, then the site as one, replaced only by a good build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Final

from kit.catalogues import sphinx_locale_dir
from kit.errors import Place, Problem, Severity
from kit.interpreter import processors
from kit.load import Book, load_book
from kit.model import Addresses
from kit.patches.python_collector import seldom_collected
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.progress import Board, Tell
from kit.sphinxext.build.result import BuildResult, LanguageResult
from kit.sphinxext.build.turns import turn
from kit.sphinxext.build.worker import Worker
from kit.sphinxext.site.addresses import misplaced, say_unrecorded, settled
from kit.sphinxext.site.publish import Published, publish
from kit.sphinxext.site.set_aside import say_set_aside
from kit.sphinxext.site.standing import Memory, Standing, standing_languages
from kit.sphinxext.translations.compiled import compile_prose

Check = Callable[[], Sequence[Problem]]

_SPHINX_SAYS: Final = {
    "skipped-heading": "Non-consecutive header level",
    "unknown-lexer": "Pygments lexer name",
}
"""How warnings of Sphinx begin that the checks give in other words."""


@seldom_collected()
def build_book(  # noqa: PLR0913 - all but one by name
    root: Path,
    *,
    book: Book | None = None,
    languages: Sequence[str] | None = None,
    out: Path | None = None,
    strict: bool | None = None,
    progress: Tell | None = None,
    check: Check | None = None,
    spare: Popen[str] | None = None,
) -> BuildResult:
    """Build the book in ``root`` and return where it is and what was wrong.

    The last good site stays if anything is wrong. What was built is kept in ``_build/cache`` so
    that the next build reads and writes only what has changed.

    :param book: the book as it was loaded from ``root`` just now; none means to load it.
    :param languages: build only these; none means all of the book's.
    :param out: the site's folder; none means ``_build/site``.
    :param strict: whether a warning keeps the site from being replaced; none means what the
        settings of the book say.
    :param progress: is told in a few words what is being done, and with how many pages.
    :param check: says what is wrong with the book, while other languages are being built
        already; an error keeps the site from being replaced, and is all that is told.
    :param spare: a process that runs :func:`kit.sphinxext.build.worker.main` and has begun to
        import already, for the second language if there is one; the caller ends it.
    """
    root = root.resolve()
    with turn(root):
        book = book or load_book(root)
        site = (out or root / "_build" / "site").resolve()
        standing = Memory(root, site).read()
        wanted = tuple(languages or book.languages)
        board = Board(progress or (lambda _text: None))
        build = _Build(root, book, site, standing, settled(book, standing), wanted, board)
        return build.run(check, strict=strict, spare=spare)


@dataclass(frozen=True, slots=True)
class _Build:
    """One build of a book, whose turn it is."""

    root: Path
    book: Book
    site: Path
    standing: Standing
    """What stands in the site, from the builds before."""
    addresses: Addresses
    wanted: tuple[str, ...]
    board: Board

    def run(
        self, check: Check | None, *, strict: bool | None, spare: Popen[str] | None
    ) -> BuildResult:
        """Check and build at once, and put the site in place if nothing is wrong."""
        locale = self.root / "_build" / "locale"
        sphinx_locale_dir(locale)
        broken = compile_prose(self.root, locale)
        workers = _workers(self.wanted, spare)
        with _others(workers, {each: self._order(each) for each in workers}, self.board) as others:
            self.board.of(self.wanted[0])("checking")
            checked = tuple(check()) if check is not None else ()
            if has_errors(checked):
                return BuildResult(self.site, self.wanted, checked, ())
            built = self._build_here(set(others))
            built |= {language: other.result() for language, other in others.items()}
        results = [built[each] for each in self.book.languages if each in built]
        problems = self._problems(results, checked, broken, strict=strict)
        notes = tuple(dict.fromkeys(note for result in results for note in result.notes))
        if has_errors(problems):
            return BuildResult(self.site, tuple(built), problems, (), notes)
        done = self._put_in_place(results)
        aside = say_set_aside(self.root, done.folder, done.aside)
        problems = (*problems, *say_unrecorded(self.book, self.addresses), *aside)
        return BuildResult(self.site, tuple(built), problems, done.changed, notes)

    def _order(self, language: str) -> Order:
        return Order.of(self.root, self.book, language, self.addresses, _jobs(self.wanted))

    def _build_here(self, elsewhere: Collection[str]) -> dict[str, LanguageResult]:
        """Build in this process what no other one builds."""
        # Sphinx takes half a second to import, in which the others are being built already.
        from kit.sphinxext.build import leftovers, one_language  # noqa: PLC0415
        from kit.sphinxext.loaded import lent  # noqa: PLC0415

        def build(language: str) -> LanguageResult:
            return one_language.build_language(self._order(language), self.board.of(language))

        with lent(self.root, self.book):
            built = {each: build(each) for each in self.wanted if each not in elsewhere}
            # What stands in the site is the present book's, also in a language nobody asked for.
            moved = misplaced(self.addresses, self.standing)
            for language in set(self._standing_languages()) - set(self.wanted):
                cache = self._order(language).cache
                if language in moved or leftovers.holds_more(cache, language, self.wanted[0]):
                    built[language] = build(language)
        return built

    def _standing_languages(self) -> Sequence[str]:
        return standing_languages(self.standing, self.book.languages)

    def _problems(
        self,
        results: Iterable[LanguageResult],
        checked: tuple[Problem, ...],
        broken: Iterable[Problem],
        *,
        strict: bool | None,
    ) -> tuple[Problem, ...]:
        said = [problem for result in results for problem in result.problems]
        found = weighed(self.book, [*said, *broken], strict=strict)
        # What the checks have found already is not said again of what was built.
        new = (problem for problem in found if not _is_said(problem, checked))
        return tuple(dict.fromkeys((*checked, *new)))

    def _put_in_place(self, results: Iterable[LanguageResult]) -> Published:
        from kit.sphinxext.site.files import site_files  # noqa: PLC0415 - as above

        self.board.only("putting the site in place")
        outputs = {result.language: result.output for result in results}
        languages = {*outputs, *self._standing_languages()}
        files = site_files(self.book, self.addresses, outputs, languages)
        return publish(self.root, self.site, files, languages=self.book.languages)


def weighed(
    book: Book, found: Iterable[Problem], *, strict: bool | None = None
) -> tuple[Problem, ...]:
    """Return what a build found, each problem once and in file order."""
    # `kit check` tells what deserves a look in the YAML files; here it would be told twice.
    told = {problem for problem in book.problems if problem.severity is Severity.WARNING}
    listed = (problem for problem in dict.fromkeys(found) if problem not in told)
    return tuple(sorted(book.weigh(listed, strict=strict), key=lambda problem: problem.place))


def _is_said(problem: Problem, checked: Iterable[Problem]) -> bool:
    """Return whether Sphinx says in its own words what the checks have found in the same place."""
    return problem.code == "build" and any(
        problem.message.startswith(_SPHINX_SAYS.get(found.code, "\n"))
        and _is_near(problem.place, found.place)
        for found in checked
    )


def _is_near(built: Place, found: Place) -> bool:
    """Return whether both are one place: in cells and in directives, Sphinx counts one too many."""
    same = (built.path, built.cell) == (found.path, found.cell)
    return same and abs(built.line - found.line) <= 1


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether something keeps a book from being shown."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _workers(wanted: Sequence[str], spare: Popen[str] | None) -> dict[str, Worker]:
    """Return workers for all languages but the first, if there is a processor for them."""
    others = wanted[1:] if processors() > 1 else ()
    return {
        language: Worker(spare if number == 0 else None) for number, language in enumerate(others)
    }


@contextmanager
def _others(
    workers: Mapping[str, Worker], orders: Mapping[str, Order], board: Board
) -> Iterator[dict[str, Future[LanguageResult]]]:
    """Build languages beside this process; what is still being built at the end is given up."""
    if not workers:
        yield {}
        return

    def build(language: str) -> LanguageResult:
        worker, order = workers[language], orders[language]
        try:
            worker.start(order)
            return worker.result(board.of(language))
        finally:
            worker.close()

    with ThreadPoolExecutor(max_workers=processors() - 1) as pool:
        try:
            yield {language: pool.submit(build, language) for language in workers}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers.values():
                worker.give_up()


def _jobs(wanted: Sequence[str]) -> int:
    """Return how many processes Sphinx may use for each language."""
    return max(1, processors() // len(wanted))
