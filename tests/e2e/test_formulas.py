"""Formulas as a browser shows them: measured, not only written."""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from kit.sphinxext import build_book

SOURCE = Path(__file__).parents[1] / "golden/formulas/source"
PLAIN = "# Plain\n\nNo formula here.\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    root = tmp_path_factory.mktemp("formulas") / "book"
    shutil.copytree(SOURCE, root)
    (root / "plain.md").write_text(PLAIN, encoding="utf-8")
    with (root / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("  - file: plain\n")
    site = build_book(root).site
    (folder,) = {path.parent for path in site.rglob("numbers.html")}
    return f"{serve_folder(site)}/{folder.relative_to(site).as_posix()}".removesuffix("/.")


def _formula(page: Page, tex: str) -> Locator:
    return page.locator(f"math[alttext*='{tex}']").first


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _middle(box: dict[str, float]) -> float:
    return box["x"] + box["width"] / 2


def test_a_limit_stands_in_the_middle_under_its_operator(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html", wait_until="load")
    limits = _formula(page, "max_{x").locator("munder")
    assert limits.count() == 3
    for number in range(3):
        over = _box(limits.nth(number).locator("> :first-child"))
        under = _box(limits.nth(number).locator("> :last-child"))
        assert under["y"] >= over["y"] + over["height"] * 0.7
        assert abs(_middle(under) - _middle(over)) < 2
        assert under["height"] < over["height"] * 1.1


def test_a_subscript_is_lower_and_smaller_than_its_base(page: Page, address: str) -> None:
    page.goto(f"{address}/numbers.html", wait_until="load")
    page.goto(f"{address}/index.html", wait_until="load")
    base, script = (
        _formula(page, "max_x f").locator(f"msub > :nth-child({number})") for number in (1, 2)
    )
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert script.evaluate(size) == pytest.approx(0.7 * base.evaluate(size), rel=0.05)
    assert _box(script)["y"] > _box(base)["y"] + 2
    bottoms = [box["y"] + box["height"] for box in (_box(script), _box(base))]
    assert bottoms[0] > bottoms[1]


def _picture(page: Page, box: dict[str, float]) -> Image.Image:
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}
    grey = Image.open(BytesIO(page.screenshot(clip=clip, full_page=True))).convert("L")
    return grey.point(lambda value: 255 if value < 160 else 0)


def _longest_line(picture: Image.Image) -> int:
    """Return how many pixels the longest level line in a picture has."""
    rows = (picture.crop((0, y, picture.width, y + 1)).tobytes() for y in range(picture.height))
    return max(len(run) for row in rows for run in re.findall(rb"\xff+|$", row))


def test_an_arrow_is_as_long_as_its_words_and_a_brace_as_what_it_holds(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/index.html", wait_until="load")
    page.evaluate("document.fonts.ready")
    formula = _formula(page, "xrightarrow")
    whole, words = formula.locator("munderover"), formula.locator("munderover > :nth-child(3)")
    # Chromium tells the width that an arrow had before it grew: measure what is drawn.
    assert _longest_line(_picture(page, _box(whole))) >= 0.8 * _box(words)["width"]
    held, brace = (
        formula.locator("mover > mover").first.locator(f"> :nth-child({n})") for n in (1, 2)
    )
    assert _box(brace)["y"] < _box(held)["y"]
    drawn = _picture(page, _box(held) | {key: _box(brace)[key] for key in ("y", "height")})
    left, _, right, _ = drawn.getbbox() or (0, 0, 0, 0)
    assert right - left >= 0.9 * _box(held)["width"]


def test_rules_are_drawn_between_the_cells_of_a_table(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html", wait_until="load")
    cell = _formula(page, "{@{}c|c").locator("mtable").first.locator("mtd").first
    assert cell.evaluate("cell => getComputedStyle(cell).borderRightStyle") == "solid"
    below = _formula(page, "{@{}c|c").locator("mtr:nth-child(2) mtd").first
    assert below.evaluate("cell => getComputedStyle(cell).borderTopStyle") == "solid"


def test_a_line_crosses_out_what_is_cancelled(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html", wait_until="load")
    crossed = page.locator("menclose[notation=updiagonalstrike]").first
    line = crossed.locator(".menclose-updiagonalstrike")
    assert _box(line)["width"] == pytest.approx(_box(crossed)["width"], abs=1)
    assert _box(line)["height"] == pytest.approx(_box(crossed)["height"], abs=1)


def test_numbers_of_lines_stand_at_the_right_beside_their_lines(page: Page, address: str) -> None:
    page.goto(f"{address}/numbers.html", wait_until="load")
    formula = _formula(page, "label{eq:first}")
    frame = _box(formula)
    numbers = formula.locator(".eqno")
    assert numbers.count() == 3
    rows = formula.locator("mtr")
    for number, row in ((0, 0), (1, 2), (2, 3)):
        shown, line = _box(numbers.nth(number)), _box(rows.nth(row))
        assert shown["x"] > _middle(frame) + frame["width"] / 4
        assert line["y"] - 2 <= shown["y"] <= line["y"] + line["height"]


def test_the_font_is_fetched_only_where_formulas_are_and_nothing_from_elsewhere(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/plain.html", wait_until="load")
    page.evaluate("document.fonts.ready")
    assert not [url for url in asked if "formulas" in url]
    page.goto(f"{address}/chemistry.html", wait_until="load")
    page.evaluate("document.fonts.ready")
    fonts = {url.rpartition("/")[2] for url in asked if ".woff2" in url}
    assert fonts == {"headings.woff2", "formulas.woff2"}
    page.goto(f"{address}/index.html", wait_until="load")
    page.evaluate("document.fonts.ready")
    assert any(url.endswith("formulas-rare.woff2") for url in asked)
    assert all(url.startswith(address) for url in asked)


@pytest.mark.parametrize("name", ["index", "numbers", "chemistry", "broken"])
def test_a_page_with_formulas_has_no_barriers(
    page: Page, address: str, axe: Callable[..., None], name: str
) -> None:
    page.goto(f"{address}/{name}.html", wait_until="load")
    axe(page)


def test_a_formula_that_cannot_be_read_stays_readable_and_runs_nothing(
    page: Page, address: str
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{address}/broken.html", wait_until="load")
    shown = page.locator("article").inner_text()
    for tex in (r"\bogus{2}", r"\frac{1", r"\html{<img", r"\href{javascript:alert(1)}{x}"):
        assert tex in shown
    assert page.locator("article img, article a[href^='java']").count() == 0
    assert dialogs == []
