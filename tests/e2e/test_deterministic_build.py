"""The same book gives the same bytes: elsewhere, later, and with several processes."""

import os
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from kit.sphinxext import build_book
from kit.sphinxext.one_language import build_language
from tests.e2e.building import contents_of, copy_of_the_book


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_book(tmp_path_factory.mktemp("here") / "book")


@pytest.fixture(scope="module")
def site(book: Path) -> dict[str, bytes]:
    """Build the book once; every file of its site."""
    found = contents_of(build_book(book).site)
    assert found
    return found


def _copy(book: Path, target: Path) -> Path:
    """Copy what was built, not what may have been edited in the repository since."""
    copytree(book, target, ignore=ignore_patterns("_build"))
    return target


def test_two_builds_in_different_folders_at_different_times_are_identical(
    book: Path, site: dict[str, bytes], tmp_path: Path
) -> None:
    second = _copy(book, tmp_path / "somewhere-else" / "deeper" / "another-name")
    for path in second.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert _differences(site, contents_of(build_book(second).site)) == []


def test_a_site_has_no_path_of_this_machine_and_nothing_pickled(
    book: Path, site: dict[str, bytes]
) -> None:
    assert [name for name, data in site.items() if str(book.parent).encode() in data] == []
    assert [name for name in site if name.endswith((".pickle", ".doctree", ".buildinfo"))] == []


def test_a_parallel_build_equals_a_serial_one(book: Path, tmp_path: Path) -> None:
    found = []
    for jobs in (1, 4):
        root = _copy(book, tmp_path / f"jobs-{jobs}")
        cache = root / "_build" / "cache"
        locale = root / "_build" / "locale"
        result = build_language(root, "nb", ("nb", "en"), cache=cache, locale=locale, jobs=jobs)
        assert result.problems == ()
        found.append(contents_of(result.output))
    assert _differences(*found) == []


def test_a_changed_and_restored_book_is_the_same_as_a_fresh_one(
    book: Path, site: dict[str, bytes], tmp_path: Path
) -> None:
    fresh = {name: data for name, data in site.items() if name.startswith("nb/")}
    root = _copy(book, tmp_path / "edited")
    page = root / "book/roles.md"
    text = page.read_text("utf-8")
    build_book(root, languages=["nb"])
    page.write_text(f"{text}\n## Something more\n\nA word that is nowhere else.\n")
    build_book(root, languages=["nb"])
    page.write_text(text, encoding="utf-8")
    edited = contents_of(build_book(root, languages=["nb"]).site / "nb")
    assert _differences(fresh, {f"nb/{name}": data for name, data in edited.items()}) == []
