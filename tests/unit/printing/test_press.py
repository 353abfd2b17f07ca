"""A whole book on paper."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.interpreter import start_interpreter
from kit.load import load_book
from kit.printing import press
from kit.printing.edition import Edition
from kit.printing.press import print_book

Edit = Callable[[str, str, str], None]


def test_only_what_has_changed_is_printed_again_and_what_is_gone_goes(
    root: Path, edit: Edit
) -> None:
    told: list[str] = []
    book = load_book(root)
    done = print_book(book, book.languages, told.append)
    made = {path.relative_to(done.folder).as_posix() for path in done.files}
    assert made == set(told)
    assert {"en/action-sheet.pdf", "en/exercises/learn/where-we-stand.pdf"} <= made
    assert "en/workshops/thursday/handout.pdf" in made
    assert not done.problems

    told.clear()
    print_book(load_book(root), book.languages, told.append)
    assert told == []

    title = str(book.exercises["learn/looking-back"].value.title)
    edit("exercises/learn/looking-back.yml", title, f"{title} igjen")
    (root / "exercises" / "workshops" / "thursday.yml").unlink()
    print_book(load_book(root), book.languages, told.append)
    changed = {"en/exercises/learn/looking-back.pdf", "en/workbook.pdf", "en/handbook.pdf"}
    assert {*told} == changed
    assert not (done.folder / "en" / "workshops" / "thursday" / "handout.pdf").exists()


def test_a_manifest_removes_nothing_beside_what_was_printed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "sheets", lambda _: iter(()))
    folder, kept, old = root / "_build/print/nb", root / "mine.txt", "workshops/old.pdf"
    for file in (kept, folder / old, folder / "kept/here.pdf"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    manifest = root / "_build/cache/print-nb.json"
    manifest.parent.mkdir(parents=True, exist_ok=True)
    names = ("../../../mine.txt", str(kept), "kept/../../../../mine.txt", "kept", "", old)
    manifest.write_text(json.dumps(dict.fromkeys(names, "x")))
    press._Press(root, folder, Edition(load_book(root), "nb"), lambda _: None).run()
    assert kept.read_text() == "x"
    assert not (folder / old).exists()
    assert (folder / "kept/here.pdf").exists()


@pytest.fixture
def bilingual(root: Path, edit: Edit) -> Path:
    """Give a book in two languages."""
    edit("_config.yml", "config:", "config:\n    kit_languages: [en, nb]")
    return root


def _printed(root: Path) -> set[str]:
    book = load_book(root)
    done = print_book(book, book.languages, lambda _: None)
    assert all(file.is_file() for file in done.files)
    return {path.relative_to(done.folder).parts[0] for path in done.files}


@pytest.mark.slow
def test_another_language_is_printed_in_another_process(
    bilingual: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "processors", lambda: 2)
    here: list[str] = []
    monkeypatch.setattr(press._Press, "run", lambda self: here.append(self._edition.language))
    assert _printed(bilingual) == {"nb"}
    assert here == ["en"]


@pytest.mark.slow
def test_what_another_process_cannot_print_is_printed_here(
    bilingual: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "processors", lambda: 2)
    monkeypatch.setattr(press, "start_interpreter", lambda _: start_interpreter("kit.agenda"))
    assert _printed(bilingual) == {"en", "nb"}


def test_a_kind_that_fails_stops_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_book(root)

    def fail(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(type(book.kinds["self-assessment"]), "state", fail)
    done = print_book(book, book.languages, lambda _: None)
    made = {path.name for path in done.files}
    assert "looking-back.pdf" in made
    assert "where-we-stand.pdf" not in made
    assert [problem.code for problem in done.problems] == ["broken-plugin"]
