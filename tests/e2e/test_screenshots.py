"""The whole reference book, looked at: what it promises on every page, and pictures to judge it by.

The pictures are in ``_build/screenshots/`` afterwards: a person has to look at them.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.building import REPOSITORY
from tests.e2e.reference_site import BASE, reference_site
from tests.second_engines.checking import SecondEngines

NewPage = Callable[..., Page]

PICTURES = REPOSITORY / "_build" / "screenshots"
WINDOWS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
PAGES = {
    "front": "book/index.html",
    "focus-area": "book/focus-areas/learn.html",
    "roles": "book/roles.html",
    "reflection": "exercises/learn/looking-back.html",
    "group": "exercises/learn/after-the-event.html",
    "workshop": "workshops/learn.html",
    "measures": "measures.html",
}
SELF_ASSESSMENT = "exercises/learn/where-we-stand.html"
FORMS = (SELF_ASSESSMENT, PAGES["reflection"], PAGES["group"])
KINDS_OF_PAGES = (
    *(f"nb/{path}" for path in (*PAGES.values(), SELF_ASSESSMENT)),
    "nb/book/vision-and-values.html",
    "nb/search.html",
    "nb/genindex.html",
    "404.html",
)
LEADING_ON = ("book/roles.html", "index.html")
"""Pages that lead to another one of these before anybody has looked at them."""
TARGETS = ".kit-form :is(button, select, textarea, label.kit-choice, summary):visible"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reference_site(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


def answer_all(page: Page) -> None:
    """Answer every statement, each a little differently, and go on to the profile."""
    page.locator(".kit-items").evaluate(
        """form => form.querySelectorAll(".kit-item").forEach((item, position) => {
            item.querySelectorAll("input")[(2 * position + 1) % 5].click();
            form.querySelector("button[type=submit]").click();
        })"""
    )
    expect(page.locator(".kit-profile")).to_be_visible()


# --- what holds on every page -----------------------------------------------------------------


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(None, id="one-of-each-kind"),
        pytest.param("nb", marks=pytest.mark.deep),
        pytest.param("en", marks=pytest.mark.deep),
    ],
)
def test_no_page_scrolls_sideways_on_a_phone_or_at_four_times_the_size(
    lasting_page: Page, site: Path, address: str, language: str | None
) -> None:
    """A window of 1280 pixels at 400 per cent is 320 wide."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    if language:
        chosen = [name for name in names if name.startswith(f"{language}/")]
    else:
        chosen = [name for name in KINDS_OF_PAGES if name.startswith("nb/")]
    too_wide = []
    for name in chosen:
        lasting_page.goto(f"{address}/{name}")
        for width in (360, 320):
            lasting_page.set_viewport_size({"width": width, "height": 700})
            found = lasting_page.evaluate("document.documentElement.scrollWidth")
            if found > width:
                too_wide.append(f"{name}: {found} at {width}")

    assert too_wide == []


def test_the_html_checker_finds_no_fault_on_a_page_of_each_kind(
    page: Page, site: Path, second_engines: SecondEngines
) -> None:
    read = [site / name for name in (*KINDS_OF_PAGES, *LEADING_ON)]
    second_engines.must_find_nothing(page, [*sorted((site / "nb").rglob("*.css")), *read])


@pytest.mark.deep
def test_two_other_engines_find_no_fault_on_a_page_of_each_kind_nor_one_on_the_others(
    page: Page, site: Path, address: str, second_engines: SecondEngines
) -> None:
    """Alfa looks at a page of each kind, and the checker reads the others, too."""
    for name in KINDS_OF_PAGES:
        page.goto(f"{address}/{name}")
        second_engines.look_at(page, name)
    others = {*(site / "nb").rglob("*.html")} - {site / name for name in KINDS_OF_PAGES}
    second_engines.must_find_nothing(page, sorted(others))


def test_a_page_says_what_it_is_about_and_where_it_is_in_each_language(site: Path) -> None:
    about = {}
    for path in sorted(
        path for name in ("nb", "en") for path in (site / name).glob("book/**/*.html")
    ):
        head = path.read_text("utf-8").partition("</head>")[0]
        (about[path],) = re.findall(r'<meta name="description" content="([^"]+)">', head)
        name = path.relative_to(site).as_posix()
        page = name.partition("/")[2]
        assert f'<link rel="canonical" href="{BASE}{name}">' in head
        for language in ("nb", "en"):
            assert f'hreflang="{language}" href="{BASE}{language}/{page}">' in head

    assert len(set(about.values())) == len(about) > 20
    assert all(len(unescape(text)) <= 160 for text in about.values())


# --- the forms --------------------------------------------------------------------------------


def _too_small(targets: Locator) -> Iterator[str]:
    for target in targets.all():
        box = target.bounding_box()
        if box and (box["height"] < 48 or box["width"] < 48):
            yield f"{target.inner_text() or target.evaluate('e => e.outerHTML')}: {box}"


@pytest.mark.parametrize("path", FORMS)
def test_what_a_finger_presses_is_at_least_48_pixels(
    new_page: NewPage, address: str, path: str
) -> None:
    page = new_page(viewport=WINDOWS["phone"])
    page.goto(f"{address}/nb/{path}")

    assert page.locator(TARGETS).count() >= 2
    assert list(_too_small(page.locator(TARGETS))) == []


def test_the_buttons_below_the_profile_are_at_least_48_pixels(
    new_page: NewPage, address: str
) -> None:
    page = new_page(viewport=WINDOWS["phone"])
    page.goto(f"{address}/nb/{SELF_ASSESSMENT}")
    answer_all(page)

    assert list(_too_small(page.locator(TARGETS))) == []


def test_the_chosen_answer_is_told_apart_without_colour(new_page: NewPage, address: str) -> None:
    page = new_page(viewport=WINDOWS["phone"])
    page.goto(f"{address}/nb/{SELF_ASSESSMENT}")
    item = page.locator(".kit-item").first
    item.locator("input").nth(3).check()
    looks = """el => {
        const { fontWeight, backgroundColor } = getComputedStyle(el);
        const [r, g, b] = backgroundColor.match(/[\\d.]+/g).map(Number);
        return { weight: Number(fontWeight), grey: 0.2126 * r + 0.7152 * g + 0.0722 * b };
    }"""

    chosen = item.locator(".kit-choice").nth(3).evaluate(looks)
    other = item.locator(".kit-choice").nth(2).evaluate(looks)

    assert chosen["weight"] >= 600 > other["weight"]
    assert abs(chosen["grey"] - other["grey"]) > 100


# In make test, axe looks at such forms in `test_forms.py`.
@pytest.mark.deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_answering_and_after(
    new_page: NewPage, address: str, axe: Callable[..., None], scheme: str
) -> None:
    page = new_page(viewport=WINDOWS["phone"], color_scheme=scheme)
    page.goto(f"{address}/nb/{SELF_ASSESSMENT}")
    page.locator(".kit-item input").nth(3).check()
    axe(page)
    answer_all(page)
    axe(page)
    page.goto(f"{address}/nb/{PAGES['reflection']}")
    page.locator("textarea").first.fill("Noe jeg lærte.")
    axe(page)
    page.goto(f"{address}/nb/{PAGES['group']}")
    page.get_by_role("button", name="Start", exact=True).click()
    axe(page)


# --- on paper ---------------------------------------------------------------------------------


def test_on_paper_every_sheet_says_which_area_it_is_from(page: Page, address: str) -> None:
    page.goto(f"{address}/nb/{SELF_ASSESSMENT}")
    head = page.locator(".kit-running")
    expect(head).to_be_hidden()
    page.emulate_media(media="print")

    expect(head).to_contain_text("Å lære")
    expect(head.locator("svg")).to_be_visible()
    # Browsers repeat the head of a table on every sheet.
    assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"


def test_on_paper_a_question_stays_with_what_is_written_below_it(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    broken = "els => els.filter(e => getComputedStyle(e).breakInside !== 'avoid').length"
    for path, parts in (
        (SELF_ASSESSMENT, ".kit-item"),
        (PAGES["reflection"], ".kit-prompt"),
        (PAGES["group"], ".kit-step"),
    ):
        page.goto(f"{address}/nb/{path}")

        assert page.locator(parts).count() > 1
        assert page.locator(parts).evaluate_all(broken) == 0


# --- pictures ---------------------------------------------------------------------------------


@pytest.mark.deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_pictures_show_the_key_pages(
    new_page: NewPage, address: str, window: str, scheme: str
) -> None:
    page = new_page(viewport=WINDOWS[window], color_scheme=scheme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = []

    def take(name: str) -> None:
        taken.append(PICTURES / f"{name}-{window}-{scheme}.png")
        # The two long ones as they meet the eye: a picture of twelve screens takes seconds.
        page.screenshot(path=taken[-1], full_page=name not in {"focus-area", "group"})

    for name, path in PAGES.items():
        page.goto(f"{address}/nb/{path}")
        take(name)
    page.goto(f"{address}/nb/{SELF_ASSESSMENT}")
    page.locator(".kit-item input").nth(3).check()
    take("self-assessment")
    answer_all(page)
    take("profile")

    assert all(path.stat().st_size > 10_000 for path in taken)


def test_a_picture_shows_the_wall(new_page: NewPage, address: str) -> None:
    """At a projector everybody can read what to do, and for how long, without scrolling."""
    page = new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{address}/nb/{PAGES['group']}")
    page.get_by_role("button", name="Start", exact=True).click()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "wall.png")

    for part in (".kit-wall-title", ".kit-wall .kit-task", ".kit-wall-digits"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
