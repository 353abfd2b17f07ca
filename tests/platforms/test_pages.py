"""Each platform becomes a book, and everyone can use its pages, whatever its structure."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kit.checks import check_book
from kit.load import load_book
from kit.projects import new_project
from kit.sphinxext import BuildResult, build_book

HERE = Path(__file__).parent
LANGUAGES = {
    "lorenskog": "nb",
    "lulea": "sv",
    "norrkoping": "sv",
    "ostersund": "sv",
    "sarpsborg": "nb",
}
Build = Callable[[str], tuple[Path, BuildResult]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Make a book of a platform and build it, once; return where it is and what came of it."""
    folder = tmp_path_factory.mktemp("platforms")

    @cache
    def made(name: str) -> tuple[Path, BuildResult]:
        root = folder / name
        shutil.copytree(HERE / name / "exercises", root / "exercises")
        new_project(root, HERE / name / "book" / "platform.yml")
        return root, build_book(root)

    return made


@pytest.mark.parametrize("name", LANGUAGES)
def test_becomes_a_book_without_a_single_problem(name: str, build: Build) -> None:
    root, result = build(name)
    assert [str(problem) for problem in check_book(load_book(root))] == []
    assert [str(problem) for problem in result.problems] == []
    assert result.ok
    assert (result.site / LANGUAGES[name] / "book" / "index.html").is_file()


def _pages(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return a page of each kind, and the others; what lies in one folder below is of one kind."""
    pages = sorted(folder.rglob("*.html"))
    below = {path.parent: path for path in pages if path.parent != folder}
    shown = [path for path in pages if path.parent == folder or path in below.values()]
    return shown, [path for path in pages if path not in shown]


@pytest.mark.parametrize(
    "others", [False, pytest.param(True, marks=pytest.mark.deep)], ids=["each kind", "the others"]
)
@pytest.mark.parametrize("name", LANGUAGES)
def test_axe_finds_nothing_on_any_page_nor_in_the_dark_on_one_of_each_kind(
    name: str,
    build: Build,
    page: Page,
    serve_folder: Callable[[Path], str],
    axe: Callable[[Page], None],
    *,
    others: bool,
) -> None:
    site = build(name)[1].site
    address = serve_folder(site)
    pages = _pages(site / LANGUAGES[name] / "book")[others]
    assert len(pages) >= (8, 1)[others]
    # Colours are those of the kind of page, not of the page.
    dark = {} if others else {pages[0], *{path.parent: path for path in pages}.values()}
    page.set_viewport_size({"width": 390, "height": 844})
    for path in pages:
        page.goto(f"{address}/{path.relative_to(site).as_posix()}")
        for scheme in ("light", "dark") if path in dark else ("light",):
            page.emulate_media(color_scheme=scheme)
            axe(page)
