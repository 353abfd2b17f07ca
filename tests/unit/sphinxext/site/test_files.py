"""What a site consists of: whose page it is where two have the same name, and what leads on."""

from pathlib import Path

import pytest

from kit.load import load_book
from kit.sphinxext.site.files import Files, site_files

ORDINARY = {"_config.yml": "title: T\n", "_toc.yml": "format: jb-book\nroot: intro\n"}
PLATFORM = ORDINARY | {
    "_config.yml": "title: T\nsphinx: {config: {kit_languages: [LANGUAGES]}}\n",
    "book/platform.yml": "schema: 1\nlanguage: nb\n",
}


def _files(root: Path, languages: str, *names: str) -> dict[str, Files]:
    files = PLATFORM if languages else ORDINARY
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text.replace("LANGUAGES", languages), "utf-8")
    output = root / "out"
    for name in ("intro.html", *names):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(name, "utf-8")
    book = load_book(root)
    outputs = dict.fromkeys(book.languages, output)
    return site_files(book, book.addresses, outputs, book.languages)


def test_what_sphinx_keeps_for_itself_stays_behind(tmp_path: Path) -> None:
    found = _files(tmp_path, "", ".buildinfo", "objects.inv")
    assert found["en"].keys() == {"index.html", "intro.html"}


@pytest.mark.parametrize("name", ["404.html", "index.html"])
def test_a_page_of_the_authors_goes_before_ours(tmp_path: Path, name: str) -> None:
    found = _files(tmp_path, "", name)
    assert found["en"][name] == tmp_path / "out" / name
    assert name not in found[""]


def test_ours_go_before_what_leads_to_a_page_of_the_same_name(tmp_path: Path) -> None:
    found = _files(tmp_path, "nb, en", "404.html", "index.html", "en/intro.html")
    assert {"404.html", "index.html", "languages.js"} == found[""].keys()
    assert {name for name in found["nb"] if not name.startswith("nb/")} == {"intro.html"}
    assert found["en"].keys() == {f"en/{name}" for name in ("404.html", *_OWN)}


_OWN = ("en/intro.html", "index.html", "intro.html")


def test_assets_lie_with_their_pages_only(tmp_path: Path) -> None:
    found = _files(tmp_path, "nb", "_static/a.html", "exercises/learn/a.ipynb", "notes.pdf")
    assert {name for name in found["nb"] if name.startswith("nb/")} == {
        *("nb/exercises/learn/a.ipynb", "nb/index.html", "nb/intro.html"),
    }
