"""Print a whole book: each sheet anew if something on it has changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from subprocess import Popen
from typing import Final

from kit.errors import Problem
from kit.files import write_whole
from kit.interpreter import processors, start_interpreter
from kit.load import Book, load_book
from kit.patches.python_collector import seldom_collected
from kit.printing.booklets import core, handbook, workbook
from kit.printing.edition import Edition, Failed, Sheet
from kit.printing.handout import handouts
from kit.printing.participants import action_sheet, exercise_sheet, participants_sheet
from kit.printing.pdf import printed, style_digest
from kit.printing.posters import posters

Tell = Callable[[str], None]

_MANIFEST: Final = "_build/cache/print-{language}.json"
"""What each file was made from."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of it."""

    folder: Path
    files: tuple[Path, ...]
    """All that belong to it, by language."""
    problems: tuple[Problem, ...]


@seldom_collected()
def print_book(book: Book, languages: Sequence[str], tell: Tell) -> Printed:
    """Print a book into ``_build/print/<language>/``; each further language in another process.

    :param tell: is told in a few words what is being done.
    """
    folder = book.root / "_build" / "print"
    elsewhere = languages[1:][: processors() - 1]
    files: list[Path] = []
    problems: list[Problem] = []
    with ExitStack() as stack:
        helpers = {each: stack.enter_context(_helper(book.root, each)) for each in elsewhere}
        for language in languages:
            done = _ended(helpers[language]) if language in helpers else None
            if done is None:
                press = _Press(book.root, folder / language, Edition(book, language), tell)
                press.run()
                done, problems = press.files, problems + press.problems
            files += done
    return Printed(folder, tuple(files), tuple(dict.fromkeys(problems)))


def main() -> None:
    """Print the book and language that standard input names; say which files, if all went well."""
    root, language = json.loads(sys.stdin.readline())
    done = print_book(load_book(Path(root)), [language], lambda _: None)
    json.dump(None if done.problems else [str(file) for file in done.files], sys.stdout)


@contextmanager
def _helper(root: Path, language: str) -> Iterator[Popen[str]]:
    """Begin to print a language in another process, which is ended if it is not waited for."""
    with start_interpreter(__name__) as process:
        try:
            if process.stdin is not None:
                process.stdin.write(json.dumps([str(root), language]) + "\n")
                process.stdin.flush()
            yield process
        finally:
            process.terminate()


def _ended(process: Popen[str]) -> list[Path] | None:
    """Return the files that a process has made; none if it is to be done here, to hear why."""
    said = process.stdout.read() if process.stdout is not None else ""
    try:
        files = json.loads(said)
    except ValueError:
        return None
    return None if files is None else [Path(file) for file in files]


def sheets(edition: Edition) -> Iterator[Callable[[], Iterable[Sheet]]]:
    """Yield what makes the sheets of a book, each of which may raise :class:`Failed`."""
    yield lambda: [action_sheet(edition), core(edition)]
    yield lambda: [handbook(edition)]
    yield lambda: [workbook(edition)]
    yield lambda: [found] if (found := posters(edition)) else []
    for name in edition.text.workshops:
        yield partial(handouts, edition, name)
        yield partial(_one, participants_sheet, edition, name)
    for each, exercise in edition.text.exercises.items():
        if exercise.kind in edition.book.kinds:
            yield partial(_one, exercise_sheet, edition, each)


def _one(make: Callable[[Edition, str], Sheet], edition: Edition, name: str) -> list[Sheet]:
    return [make(edition, name)]


class _Press:
    """Prints one language."""

    def __init__(self, root: Path, folder: Path, edition: Edition, tell: Tell) -> None:
        self.files: list[Path] = []
        self.problems: list[Problem] = []
        self._folder, self._edition, self._tell = folder, edition, tell
        self._manifest = root / _MANIFEST.format(language=edition.language)
        self._known = _read(self._manifest)
        self._made: dict[str, str] = {}

    def run(self) -> None:
        """Print what has changed, and remove what nothing makes any more."""
        for make in sheets(self._edition):
            try:
                for sheet in make():
                    self._print(sheet)
            except Failed as failed:
                self.problems.append(failed.problem)
        for old in self._known.keys() - self._made.keys():
            if _is_in(self._folder, old):
                (self._folder / old).unlink()
        write_whole(self._manifest, json.dumps(self._made, sort_keys=True).encode())

    def _print(self, sheet: Sheet) -> None:
        path = self._folder / sheet.path
        # Each is made once: to see whether it has changed, and to print it.
        texts = [html() for html in sheet.settings]
        digest = _digest(texts, sheet.questions)
        if self._known.get(sheet.path) != digest or not path.is_file():
            self._tell(f"{self._edition.language}/{sheet.path}")
            settings = [partial(str, text) for text in texts]
            write_whole(path, printed(replace(sheet, settings=settings)))
        self._made[sheet.path] = digest
        self.files.append(path)


def _digest(texts: Sequence[str], questions: Mapping[str, str]) -> str:
    return sha256("\n".join((style_digest(), *texts, repr(questions))).encode()).hexdigest()


def _is_in(folder: Path, name: str) -> bool:
    """Return whether a folder has such a file; a name from a manifest may lead elsewhere."""
    file = folder / name
    return file.is_file() and file.parent.resolve().is_relative_to(folder.resolve())


def _read(manifest: Path) -> dict[str, str]:
    """Return what each file was made from; nothing if nobody knows."""
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
