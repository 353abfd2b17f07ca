"""Every page that is written for a platform can be used by everyone, whatever its structure."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kit.projects import new_project
from kit.sphinxext import build_book

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("lorenskog", "nb"),
        ("lulea", "sv"),
        ("norrkoping", "sv"),
        ("ostersund", "sv"),
        ("sarpsborg", "nb"),
    ],
)
def test_axe_finds_nothing_on_any_page_nor_in_the_dark_on_one_of_each_kind(
    name: str,
    language: str,
    tmp_path: Path,
    page: Page,
    serve_folder: Callable[[Path], str],
    axe: Callable[[Page], None],
) -> None:
    root = tmp_path / name
    shutil.copytree(HERE / name / "exercises", root / "exercises")
    new_project(root, HERE / name / "book" / "platform.yml")
    site = build_book(root).site
    address = serve_folder(site)
    pages = sorted((site / language / "book").rglob("*.html"))
    assert len(pages) >= 8
    # Colours are those of the kind of page, not of the page.
    dark = {pages[0], *{path.parent: path for path in pages}.values()}
    page.set_viewport_size({"width": 390, "height": 844})
    for path in pages:
        page.goto(f"{address}/{path.relative_to(site).as_posix()}")
        for scheme in ("light", "dark") if path in dark else ("light",):
            page.emulate_media(color_scheme=scheme)
            axe(page)
