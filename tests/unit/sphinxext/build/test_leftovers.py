"""What a book no longer consists of goes, and nobody else's file with it."""

import json
from pathlib import Path

import pytest

from kit.sphinxext.build.leftovers import FILENAME, _names, empty, holds_more
from kit.sphinxext.output.files_beside import MANIFEST_FILENAME


def test_a_folder_is_emptied_and_what_a_link_in_it_leads_to_stays(tmp_path: Path) -> None:
    theirs, folder = tmp_path / "theirs", tmp_path / "out"
    theirs.mkdir()
    (theirs / "film.mp4").touch()
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "page.html").touch()
    (folder / "link").symlink_to(theirs)
    empty(folder)
    assert list(folder.iterdir()) == []
    assert (theirs / "film.mp4").is_file()
    empty(tmp_path / "not there")


def _built(cache: Path, language: str, name: str, known: dict[str, object]) -> None:
    path = cache / language / "doctrees" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known))


@pytest.mark.parametrize(
    ("name", "more", "fewer"),
    [
        (FILENAME, {"pages": ["a", "b"]}, {"pages": ["a"]}),
        (MANIFEST_FILENAME, {"a.html": "digest", "b.html": "digest"}, {"a.html": "digest"}),
    ],
)
def test_a_language_that_still_has_a_page_or_file_that_is_gone_is_built_again(
    tmp_path: Path, name: str, more: dict[str, object], fewer: dict[str, object]
) -> None:
    _built(tmp_path, "nb", name, more)
    _built(tmp_path, "en", name, fewer)
    assert holds_more(tmp_path, "nb", "en")
    assert not holds_more(tmp_path, "en", "nb")
    assert not holds_more(tmp_path, "never built", "en")


def test_a_picture_is_in_use_wherever_it_is_named_and_however(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<img src="_images/a%20b.png"><a href="_downloads/1/c.pdf?x">')
    (tmp_path / "a.css").write_text("a { background: url(../_images/d.svg) }")
    (tmp_path / "b.html").write_text('<img src="_images/e&amp;f.png">')
    (tmp_path / "_images").mkdir()
    (tmp_path / "_images" / "d.svg").write_text('<image href="_images/only-in-a-picture.png"/>')
    assert set(_names(tmp_path)) == {
        "_images/a b.png",
        "_downloads/1/c.pdf",
        "_images/d.svg",
        "_images/e&f.png",
    }
