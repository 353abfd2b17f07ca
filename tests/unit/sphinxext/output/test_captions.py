"""What is said in a film stands in the page: one from a disk may not read a second file."""

from base64 import b64decode
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from sphinx.builders import Builder

from kit.sphinxext.loaded import Loaded
from kit.sphinxext.output.captions import captions_of


def test_a_film_with_a_file_of_captions_has_them_and_one_without_has_none(tmp_path: Path) -> None:
    (tmp_path / "said.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHei å.\n", "utf-8")
    films = [
        SimpleNamespace(id="own", captions="said.vtt"),
        SimpleNamespace(id="lost", captions="lost.vtt"),
        SimpleNamespace(id="silent", captions=None),
    ]
    book = cast("Loaded", SimpleNamespace(platform=SimpleNamespace(films=films)))
    found = captions_of(cast("Builder", SimpleNamespace(srcdir=tmp_path)), book)
    assert set(found) == {"own"}
    head, _, data = found["own"].partition(",")
    assert head == "data:text/vtt;base64"
    assert "Hei å." in b64decode(data).decode()


def test_a_book_without_a_platform_has_none(tmp_path: Path) -> None:
    book = cast("Loaded", SimpleNamespace(platform=None))
    assert captions_of(cast("Builder", SimpleNamespace(srcdir=tmp_path)), book) == {}
