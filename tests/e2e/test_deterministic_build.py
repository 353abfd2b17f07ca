"""The same book gives the same bytes: elsewhere, later, and with several processes."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from kit.catalogues import sphinx_locale_dir
from kit.sphinxext import build_book
from kit.sphinxext.build.one_language import build_language
from kit.sphinxext.build.order import Order
from tests.e2e.building import contents_of
from tests.e2e.reference_site import reference_site
from tests.preloaded import KIT


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the reference book, built, which nobody may change."""
    return reference_site(tmp_path_factory).parents[1]


@pytest.fixture(scope="module")
def site(book: Path) -> dict[str, bytes]:
    """Give every file of its site."""
    return contents_of(book / "_build/site")


@pytest.fixture(scope="module")
def second(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it elsewhere, later, and with what follows the order of a set in another order."""
    root = tmp_path_factory.mktemp("somewhere-else") / "deeper" / "another-name"
    copytree(book, root, ignore=ignore_patterns("_build"))
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    command = [sys.executable, "-c", KIT, "build", "--quiet"]
    subprocess.run(command, cwd=root, env=os.environ | {"PYTHONHASHSEED": "17"}, check=True)
    return root


def test_two_builds_in_different_folders_at_different_times_are_identical(
    site: dict[str, bytes], second: Path
) -> None:
    assert site
    assert _differences(site, contents_of(second / "_build/site")) == []


def test_a_site_has_no_path_of_this_machine_and_nothing_pickled(
    book: Path, site: dict[str, bytes]
) -> None:
    assert [name for name, data in site.items() if str(book.parent).encode() in data] == []
    assert [name for name in site if name.endswith((".pickle", ".doctree", ".buildinfo"))] == []


def test_a_parallel_build_equals_a_serial_one(book: Path, tmp_path: Path) -> None:
    # Of two languages, each is built by one process.
    serial = contents_of(book / "_build/cache/nb/html")
    root = copytree(book, tmp_path / "parallel", ignore=ignore_patterns("_build"))
    cache, locale = root / "_build/cache", root / "_build/locale"
    sphinx_locale_dir(locale)
    order = Order(root, "nb", ("nb", "en"), cache, locale, jobs=4, place="nb/")
    result = build_language(order)
    assert result.problems == ()
    assert serial
    assert _differences(serial, contents_of(result.output)) == []


def test_a_changed_and_restored_book_is_the_same_as_a_fresh_one(
    site: dict[str, bytes], second: Path
) -> None:
    page = second / "book/roles.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n## Something more\n\nA word that is nowhere else.\n", "utf-8")
    changed = contents_of(build_book(second, languages=["nb"]).site)
    assert "nb/book/roles.html" in _differences(site, changed)
    page.write_text(text, encoding="utf-8")
    restored = contents_of(build_book(second, languages=["nb"]).site)
    assert _differences(site, restored) == []
