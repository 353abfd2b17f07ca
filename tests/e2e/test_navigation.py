"""The tree of a long book: the reader's own part is open, other long parts are folded."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.sphinxext import build_book


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an ordinary book with two long parts and a short one."""
    root = tmp_path_factory.mktemp("long")
    parts = {"Rivers": 9, "Lakes": 9, "Seas": 2}
    (root / "_config.yml").write_text("title: Water\n", encoding="utf-8")
    lines = ["format: jb-book", "root: intro", "parts:"]
    (root / "intro.md").write_text("# Water\n", encoding="utf-8")
    for part, chapters in parts.items():
        lines += [f"- caption: {part}", "  chapters:"]
        for number in range(chapters):
            name = f"{part.lower()}-{number}"
            (root / f"{name}.md").write_text(f"# {part} {number}\n", encoding="utf-8")
            lines.append(f"  - file: {name}")
    (root / "_toc.yml").write_text("\n".join(lines), encoding="utf-8")
    result = build_book(root)
    assert [str(problem) for problem in result.problems] == []
    return next(result.site.rglob("rivers-3.html")).parent


def test_long_parts_elsewhere_are_folded_and_the_readers_own_is_open(site: Path) -> None:
    page = (site / "rivers-3.html").read_text("utf-8")
    assert re.findall(r"<(p|details) class=\"caption\">.*?caption-text\">(\w+)", page) == [
        ("p", "Rivers"),
        ("details", "Lakes"),
        ("p", "Seas"),
    ]


def test_captions_are_no_headings_and_name_their_lists(site: Path) -> None:
    page = (site / "intro.html").read_text("utf-8")
    assert 'role="heading"' not in page
    assert 'aria-label="Lakes"' in page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_folded_part_opens_by_keyboard(
    site: Path,
    new_page: Callable[..., Page],
    serve_folder: Callable[[Path], str],
    axe: Callable[..., None],
    width: int,
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{serve_folder(site)}/rivers-3.html")
    tree = page.get_by_role("navigation", name="The whole book")
    if width < 1000:
        tree.get_by_text("Contents").click()
    folded = tree.get_by_role("link", name="Lakes 4")
    expect(tree.get_by_role("link", name="Rivers 4")).to_be_visible()
    expect(folded).to_be_hidden()
    tree.locator("summary", has_text="Lakes").press("Enter")
    expect(folded).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
