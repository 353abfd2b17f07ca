"""The same book gives the same bytes: elsewhere, later, and with several processes."""

import os
from pathlib import Path

from kit.sphinxext import build_book
from kit.sphinxext.one_language import build_language
from tests.e2e.building import contents_of, copy_of_the_book


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_two_builds_in_different_folders_at_different_times_are_identical(tmp_path: Path) -> None:
    first = copy_of_the_book(tmp_path / "here" / "book")
    second = copy_of_the_book(tmp_path / "somewhere-else" / "deeper" / "another-name")
    for path in second.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    sites = [contents_of(build_book(root).site) for root in (first, second)]
    assert _differences(*sites) == []
    assert sites[0]


def test_a_site_has_no_path_of_this_machine_and_nothing_pickled(tmp_path: Path) -> None:
    root = copy_of_the_book(tmp_path / "book")
    site = contents_of(build_book(root).site)
    assert [name for name, data in site.items() if str(tmp_path).encode() in data] == []
    assert [name for name in site if name.endswith((".pickle", ".doctree", ".buildinfo"))] == []


def test_a_parallel_build_equals_a_serial_one(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 4):
        root = copy_of_the_book(tmp_path / f"jobs-{jobs}")
        cache = root / "_build" / "cache"
        locale = root / "_build" / "locale"
        result = build_language(root, "nb", ("nb", "en"), cache=cache, locale=locale, jobs=jobs)
        assert result.problems == ()
        found.append(contents_of(result.output))
    assert _differences(*found) == []


def test_a_changed_and_restored_book_is_the_same_as_a_fresh_one(tmp_path: Path) -> None:
    fresh = contents_of(build_book(copy_of_the_book(tmp_path / "fresh"), languages=["nb"]).site)
    root = copy_of_the_book(tmp_path / "edited")
    page = root / "book/roles.md"
    text = page.read_text("utf-8")
    build_book(root, languages=["nb"])
    page.write_text(f"{text}\n## Something more\n\nA word that is nowhere else.\n")
    build_book(root, languages=["nb"])
    page.write_text(text, encoding="utf-8")
    edited = contents_of(build_book(root, languages=["nb"]).site)
    assert _differences(fresh, edited) == []
