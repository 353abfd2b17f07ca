from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog

from kit.catalogues import compile_folder, write_catalogue


def write_po(folder: Path, name: str, text: str, translation: str) -> None:
    catalogue = Catalog(locale="nb")
    catalogue.add(text, translation)
    write_catalogue(folder / "nb" / "LC_MESSAGES" / name, catalogue)


def test_catalogues_in_subfolders_are_compiled(tmp_path: Path) -> None:
    write_po(tmp_path / "locale", "book/index.po", "Welcome", "Velkommen")
    (path,) = compile_folder(tmp_path / "locale", tmp_path / "built")
    assert path == tmp_path / "built/nb/LC_MESSAGES/book/index.mo"
    with path.open("rb") as file:
        assert GNUTranslations(file).gettext("Welcome") == "Velkommen"


def test_only_the_wanted_catalogue_is_compiled(tmp_path: Path) -> None:
    write_po(tmp_path / "locale", "sphinx.po", "Search", "Søk")
    write_po(tmp_path / "locale", "kit.po", "Next", "Neste")
    changed = compile_folder(tmp_path / "locale", tmp_path / "built", domain="sphinx")
    assert [path.name for path in changed] == ["sphinx.mo"]


def test_what_stays_the_same_is_left_alone(tmp_path: Path) -> None:
    write_po(tmp_path / "locale", "sphinx.po", "Search", "Søk")
    compile_folder(tmp_path / "locale", tmp_path / "built")
    assert compile_folder(tmp_path / "locale", tmp_path / "built") == []
    write_po(tmp_path / "locale", "sphinx.po", "Search", "Leit")
    assert len(compile_folder(tmp_path / "locale", tmp_path / "built")) == 1


def test_a_written_catalogue_holds_no_date_and_no_line_number(tmp_path: Path) -> None:
    catalogue = Catalog(locale="nb")
    catalogue.add("Next", "Neste", locations=[("kit/a.py", 12)])
    path = tmp_path / "kit.po"
    assert write_catalogue(path, catalogue)
    assert not write_catalogue(path, catalogue)
    text = path.read_text(encoding="utf-8")
    assert "Date" not in text
    assert "#: kit/a.py\n" in text
