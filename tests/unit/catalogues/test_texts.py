from pathlib import Path

from kit.catalogues import read_texts

CONTEXT = "exercises/learn/looking-back:title"


def book(tmp_path: Path, entries: bytes) -> Path:
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exercises.po").write_bytes(entries)
    return tmp_path


def entry(translation: str, flag: str = "") -> bytes:
    return f'{flag}msgctxt "{CONTEXT}"\nmsgid "Se deg tilbake"\nmsgstr "{translation}"\n'.encode()


def test_a_translation_is_found_by_context_and_wording(tmp_path: Path) -> None:
    texts = read_texts(book(tmp_path, entry("Look back")), "en")
    assert texts.lookup((CONTEXT,), "Se deg tilbake") == "Look back"
    assert texts.lookup(("exercises/learn/other:title",), "Se deg tilbake") is None


def test_a_changed_wording_has_no_translation(tmp_path: Path) -> None:
    texts = read_texts(book(tmp_path, entry("Look back")), "en")
    assert texts.lookup((CONTEXT,), "Se deg tilbake nå") is None


def test_a_fuzzy_or_empty_entry_is_no_translation(tmp_path: Path) -> None:
    fuzzy = read_texts(book(tmp_path / "a", entry("Look back", "#, fuzzy\n")), "en")
    empty = read_texts(book(tmp_path / "b", entry("")), "en")
    assert fuzzy.lookup((CONTEXT,), "Se deg tilbake") is None
    assert empty.lookup((CONTEXT,), "Se deg tilbake") is None


def test_a_book_without_translations_has_none(tmp_path: Path) -> None:
    texts = read_texts(tmp_path, "en")
    assert texts.lookup((CONTEXT,), "Se deg tilbake") is None
    assert texts.problems == ()


def test_a_broken_file_is_reported_with_its_line(tmp_path: Path) -> None:
    root = book(tmp_path, entry("Look back") + b"<<<<<<< HEAD\n" + entry("Look again"))
    (problem,) = read_texts(root, "en").problems
    assert problem.code == "broken-catalogue"
    assert str(problem.place) == "locale/en/LC_MESSAGES/exercises.po:4:1"


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    root = book(tmp_path, 'msgid "å"\nmsgstr "å"\n'.encode("latin-1"))
    (problem,) = read_texts(root, "en").problems
    assert problem.code == "broken-catalogue"
    assert "UTF-8" in problem.message
