"""Plain ``jupyter-book build .``: the same addresses and articles, and no other host asked."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.building import References, article
from tests.e2e.reference_site import reference_site
from tests.preloaded import JUPYTER_BOOK, command


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the book both ways; return our folder for the source language, and theirs."""
    ours = reference_site(tmp_path_factory)
    # Of the copy, so that both build the same text while somebody edits the repository.
    theirs = copytree(
        ours.parents[1],
        tmp_path_factory.mktemp("theirs") / "book",
        ignore=ignore_patterns("_build"),
    )
    done = subprocess.run(
        command(JUPYTER_BOOK, "build", "-W", "--keep-going", theirs),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return ours / "nb", theirs / "_build" / "html"


def _pages(site: Path) -> set[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    # Indexes of their theme, and a way in that ours has one level higher.
    return {name for name in found if name.split("/")[0] in {"book", "exercises"}}


def test_both_builds_have_the_same_addresses(sites: tuple[Path, Path]) -> None:
    ours, theirs = sites
    assert _pages(ours) == _pages(theirs)
    assert _pages(ours)


def test_both_builds_have_the_same_articles(sites: tuple[Path, Path]) -> None:
    ours, theirs = sites
    for name in sorted(_pages(ours)):
        if name.startswith("book/"):
            left, right = (article((site / name).read_text("utf-8")) for site in (ours, theirs))
            assert left == right, name


def test_both_builds_have_the_same_light_pages_and_notebooks(sites: tuple[Path, Path]) -> None:
    ours, theirs = sites
    for path in sorted((ours / "exercises").rglob("*.*")):
        assert path.read_bytes() == (theirs / path.relative_to(ours)).read_bytes(), path.name


def test_jupyter_books_pages_name_no_other_host_to_load_from(sites: tuple[Path, Path]) -> None:
    for path in sites[1].rglob("*.html"):
        text = path.read_text("utf-8")
        loads = [load for load in References(text).loads if urlsplit(load).netloc]
        assert loads == [], path
        assert "THEBE_JS_URL" not in text
        assert "executablebooks/jupyter-book" not in text


# The articles are the same in both, so some of theirs show what surrounds them. Of ours, some of
# each folder are opened: what all of them name, tests of the build look at, and in make test-deep
# `test_screenshots.py` opens every one.
@pytest.mark.parametrize(
    ("lane", "step"),
    [
        pytest.param(0, 8, id="ours"),
        pytest.param(1, 16, id="theirs"),
        pytest.param(1, 4, id="more of theirs", marks=pytest.mark.deep),
    ],
)
def test_no_page_asks_another_host_or_wants_what_its_policy_forbids(
    sites: tuple[Path, Path],
    new_page: Callable[..., Page],
    serve_folder: Callable[[Path], str],
    lane: int,
    step: int,
) -> None:
    address = serve_folder(sites[lane])
    names = sorted(_pages(sites[lane]))[::step]
    tabs = new_page().context
    # Several at a time, since each is watched until it has been quiet for half a second.
    for start in range(0, len(names), 8):
        pages = [(tabs.new_page(), name) for name in names[start : start + 8]]
        for page, name in pages:
            page.goto(f"{address}/{name}")
        for page, _ in pages:
            page.wait_for_load_state("networkidle")
            page.close()
