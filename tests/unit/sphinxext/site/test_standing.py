"""What stands in a site by our hand is known from what somebody has made of it since."""

import json
import os
from pathlib import Path

import pytest

from kit.sphinxext.site.standing import (
    TOP,
    Mark,
    Memory,
    Standing,
    digest_of,
    is_as_written,
    standing_languages,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "index.html"
    path.parent.mkdir()
    path.write_bytes(b"ours")
    return path


def test_a_site_is_remembered_also_when_the_book_is_moved_with_its_builds(tmp_path: Path) -> None:
    root = tmp_path / "book"
    standing = Standing({"nb": {"nb/a.html": Mark("d", 1, 2)}, TOP: {}}, {"nb/b.html": "e"})
    Memory(root, root / "_build" / "site").write(standing)
    root.rename(tmp_path / "moved")
    moved = tmp_path / "moved"
    assert Memory(moved, moved / "_build" / "site").read() == standing
    assert Memory(moved, tmp_path / "elsewhere").read() == Standing()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"_build/site": 5}'])
def test_a_broken_memory_is_no_memory(tmp_path: Path, content: str) -> None:
    memory = Memory(tmp_path, tmp_path / "_build" / "site")
    memory.path.parent.mkdir(parents=True)
    memory.path.write_text(content)
    assert memory.read() == Standing()


def test_what_an_older_kit_noted_is_still_known(tmp_path: Path) -> None:
    site = tmp_path / "_build" / "site"
    memory = Memory(tmp_path, site)
    memory.path.parent.mkdir(parents=True)
    memory.path.write_text(json.dumps({str(site): ["nb/a.html", "en/b.html"]}))
    found = memory.read()
    assert set(found.parts) == {TOP, "nb", "en"}
    assert "404.html" in found.marks
    assert standing_languages(found, ("sv", "en", "nb")) == ["en", "nb"]


def test_a_file_that_somebody_has_changed_is_not_ours_any_more(file: Path) -> None:
    mark = Mark.of(file, digest_of(b"ours"))
    assert is_as_written(file, mark)
    file.write_bytes(b"mine")
    os.utime(file, ns=(1, 1))
    assert not is_as_written(file, mark)


def test_a_file_that_was_only_copied_or_touched_is_still_ours(file: Path) -> None:
    mark = Mark.of(file, digest_of(b"ours"))
    os.utime(file, ns=(1, 1))
    assert is_as_written(file, mark)
    assert is_as_written(file, None, digest_of(b"ours"))
    assert not is_as_written(file, None, digest_of(b"others"), None)
    assert not is_as_written(file, None)


def test_a_link_is_nobodys_file_of_ours_wherever_it_leads(file: Path) -> None:
    link = file.with_name("link.html")
    link.symlink_to(file)
    assert not is_as_written(link, Mark.of(file, digest_of(b"ours")), digest_of(b"ours"))


def test_a_file_of_which_only_the_name_was_noted_counts_as_ours(file: Path) -> None:
    assert is_as_written(file, Mark(""))


def test_bytes_and_the_file_that_holds_them_have_one_digest(file: Path) -> None:
    assert digest_of(file) == digest_of(b"ours") != digest_of(b"mine")
