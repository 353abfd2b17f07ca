"""The forms in a real browser, each on its light page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.frontend import Frame, asset_files, light_page, resolve_links
from kit.load import load_book
from tests.e2e.form import go_through
from tests.form_exercises import FORMS, IDS, LIVE

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "kit" / "frontend" / "static" / "tokens.css"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

ANSWERS = {
    "ask-first": "fully",
    "look-up": "well",
    "keep-quiet": "little",  # reversed: counts 4
    "tell-errors": "partly",
    "change": "little",
    "blame": "well",  # reversed: counts 2
    "time": "dont-know",
    "show": "well",
    "courses": "dont-know",
    "written": "dont-know",
}

NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the light pages of the example exercises into a folder."""
    book = load_book(FORMS)
    root = tmp_path_factory.mktemp("forms")
    (root / "static").mkdir()
    for name, text in asset_files(book.kinds.values()).items():
        (root / "static" / name).write_text(text, encoding="utf-8")
    (root / "static" / "tokens.css").write_text(TOKENS.read_text(encoding="utf-8"))
    for exercise_id, entry in book.exercises.items():
        html = light_page(
            book.kinds[entry.value.kind],
            entry.value,
            book.context(exercise_id),
            Frame("../static", "../index.html", "Boken"),
        )
        path = root / f"{exercise_id}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(resolve_links(html, lambda _target: "../index.html"), encoding="utf-8")
    (root / "index.html").write_text("<!doctype html><title>Boken</title>")
    return root


@pytest.fixture(scope="module")
def site(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(folder)


def answer(page: Page, answers: dict[str, str]) -> None:
    """Go on to the profile; leave out what is not in ``answers``."""
    go_through(page.locator(".kit-exercise"), answers)
    expect(page.locator(".kit-profile")).to_be_visible()


def answer_by_pointer(page: Page, answers: dict[str, str]) -> None:
    """Do the same as somebody does it who sees one statement after the other."""
    items = page.locator(".kit-item")
    for position in range(items.count()):
        item = items.nth(position)
        expect(item).to_be_visible()
        category = answers.get(str(item.get_attribute("data-item")))
        if category:
            item.locator(f"input[value={category}]").check()
        page.locator(".kit-items button[type=submit]").click()
    expect(page.locator(".kit-profile")).to_be_visible()


def rows(page: Page) -> list[list[str]]:
    """Return what the profile's figure says to those who hear it: each area and its score."""
    told = page.locator(".kit-profile svg desc").text_content() or ""
    return [area.split(": ") for area in told.split("; ")[:-1]]


# --- the profile ------------------------------------------------------------------------------


def test_the_profile_counts_reversed_items_and_leaves_dont_know_out(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer_by_pointer(page, ANSWERS)
    assert rows(page) == [
        ["Å være nysgjerrig", "4,3"],
        ["Å lære sammen av det som går galt hos oss", "2,3"],
        ["Å dele", "for få svar"],
    ]
    profile = page.locator(".kit-profile")
    expect(profile).to_contain_text("Høyest: Å være nysgjerrig.")
    expect(profile).to_contain_text("Lavest: Å lære sammen av det som går galt hos oss.")
    expect(profile).to_contain_text("Du leter selv etter det du ikke vet.")
    expect(profile).to_contain_text("Feil blir ikke til læring hos dere ennå.")
    expect(profile).not_to_contain_text("Kunnskap blir delt hos dere.")


def test_a_number_of_the_profile_is_shown_once(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, ANSWERS)
    shown = page.locator(".kit-profile").inner_text()
    assert shown.count("4,3") == 1


def test_next_moves_neither_the_page_nor_itself(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/learn/learning-here.html")
    following = page.get_by_role("button", name="Neste")
    following.click()
    place, scrolled = following.bounding_box(), page.evaluate("scrollY")
    for position in range(2, 9):
        following.click()
        expect(page.locator(".kit-item").nth(position)).to_be_visible()
        assert (following.bounding_box(), page.evaluate("scrollY")) == (place, scrolled)


def test_exactly_half_of_a_dimension_is_too_little(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, {"tell-errors": "fully", "change": "fully", "show": "well", "written": "well"})
    scores = dict(rows(page))
    assert scores["Å lære sammen av det som går galt hos oss"] == "for få svar"
    assert scores["Å dele"] == "4,0"


def test_no_answer_at_all_gives_no_profile_but_says_why(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, {})
    expect(page.locator(".kit-lead")).to_contain_text("Du har svart på for få påstander")
    assert page.locator(".kit-dot").count() == 0


def test_areas_that_lie_close_together_are_not_ranked(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, dict.fromkeys(ANSWERS, "partly"))
    expect(page.locator(".kit-lead")).to_contain_text("ganske like på alle områdene")


def test_a_score_on_the_edge_of_a_band_belongs_to_the_upper_one(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, {"ask-first": "partly", "look-up": "little"})
    assert rows(page)[0][1] == "2,5"
    expect(page.locator(".kit-profile")).to_contain_text("Du spør når det passer")


def test_the_figure_tells_its_numbers_and_its_scale(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, ANSWERS)
    figure = page.locator(".kit-profile svg")
    assert figure.get_attribute("role") == "img"
    assert figure.locator("title").text_content() == "Hvor du ligger på hvert område"
    told = str(figure.locator("desc").text_content())
    assert told == (
        "Å være nysgjerrig: 4,3; Å lære sammen av det som går galt hos oss: 2,3; "
        "Å dele: for få svar; 1 = Stemmer ikke, 5 = Stemmer helt"
    )
    # 4.3 on a scale from 1 to 5, drawn from 3 to 97 per cent of the width
    position = str(page.locator(".kit-dot").first.get_attribute("cx")).removesuffix("%")
    assert float(position) == pytest.approx(3 + 94 * 3.3 / 4)
    texts = figure.locator(".kit-end").all_text_contents()
    assert texts == ["1 = Stemmer ikke", "5 = Stemmer helt"]


# --- going through it -------------------------------------------------------------------------


def test_going_back_never_loses_an_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    items = page.locator(".kit-item")
    items.nth(0).locator("input[value=well]").check()
    page.get_by_role("button", name="Neste").click()
    items.nth(1).locator("input[value=dont-know]").check()
    page.get_by_role("button", name="Tilbake").click()
    expect(items.nth(0).locator("input[value=well]")).to_be_checked()
    page.get_by_role("button", name="Neste").click()
    expect(items.nth(1).locator("input[value=dont-know]")).to_be_checked()
    expect(items.nth(1).locator(".kit-count")).to_have_text("2 av 10")


def test_answers_can_be_changed_after_the_profile(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, ANSWERS)
    page.get_by_role("button", name="Endre svarene").click()
    expect(page.locator(".kit-profile")).to_have_count(0)
    expect(page.locator(".kit-item").first.locator("input[value=fully]")).to_be_checked()
    answer(page, {"ask-first": "not-at-all"})
    assert rows(page)[0][1] == "3,0"


def test_starting_over_forgets_every_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    answer(page, ANSWERS)
    page.get_by_role("button", name="Glem svarene og begynn på nytt").click()
    expect(page.locator(".kit-item").first).to_be_visible()
    assert page.locator("input:checked").count() == 0
    answer(page, {})
    assert {score for _, score in rows(page)} == {"for få svar"}


def test_the_keyboard_alone_is_enough(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    first = page.locator(".kit-item").nth(0)
    first.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    expect(first.locator("input[value=little]")).to_be_checked()
    page.keyboard.press("Enter")
    second = page.locator(".kit-item").nth(1)
    expect(second.locator("input").first).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Profilen din")).to_be_focused()


def test_the_chosen_answer_stands_out_without_colour(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    choices = page.locator(".kit-item").first.locator(".kit-choice")
    choices.nth(1).locator("input").check()
    assert contrast(choices.nth(1)) >= 4.5
    assert contrast_between(choices.nth(1), choices.nth(2)) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def style(element: Any, name: str) -> str:
    return str(element.evaluate(f"el => getComputedStyle(el).{name}"))


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(element: Any) -> float:
    return ratio(style(element, "color"), style(element, "backgroundColor"))


def contrast_between(one: Any, other: Any) -> float:
    return ratio(style(one, "backgroundColor"), style(other, "backgroundColor"))


# --- nothing is kept, nothing is sent -----------------------------------------------------------


def test_nothing_is_stored_and_nothing_is_sent(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer(page, ANSWERS)
    page.goto(f"{site}/learn/looking-back.html")
    asked.clear()
    page.locator("textarea").first.fill("Noe som er mitt.")
    assert asked == []
    stored = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
                        (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert stored == [0, 0, "", 0, 0]


def test_a_reload_starts_with_an_empty_form(page: Page, site: str) -> None:
    page.goto(f"{site}/learn/learning-here.html")
    page.locator(".kit-item").first.locator("input[value=well]").check()
    page.reload()
    assert page.locator("input:checked").count() == 0


@pytest.mark.parametrize("exercise_id", LIVE)
def test_a_page_from_the_disk_comes_to_life_under_its_strict_policy(
    new_page: NewPage, folder: Path, exercise_id: str
) -> None:
    page = new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / f"{exercise_id}.html").as_uri())
    expect(page.locator(".kit-exercise.kit-live")).to_be_visible()
    expect(page.locator(".kit-button--primary").first).to_be_visible()
    assert said == []


# --- for everyone -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone-light"),
        pytest.param(DESK, "dark", id="desk-dark", marks=pytest.mark.deep),
        pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.deep),
        pytest.param(DESK, "light", id="desk-light", marks=pytest.mark.deep),
    ],
)
@pytest.mark.parametrize("exercise_id", IDS)
def test_a_form_is_accessible_before_and_after_it_is_answered(
    new_page: NewPage, site: str, axe: Any, exercise_id: str, viewport: Any, scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(f"{site}/{exercise_id}.html")
    if exercise_id == "learn/learning-here":
        page.locator(".kit-item").first.locator("input[value=well]").check()
        axe(page)
        answer(page, ANSWERS)
    elif exercise_id == "learn/looking-back":
        page.get_by_role("button", name="Glem det jeg skrev").click()
    elif exercise_id == "learn/from-error-to-habit":
        page.get_by_role("button", name="Start", exact=True).click()
    axe(page)
    if scheme == "light":
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_form_is_accessible_without_a_script(
    new_page: NewPage, site: str, axe: Any, exercise_id: str
) -> None:
    page = new_page(viewport=PHONE, bypass_csp=True)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{site}/{exercise_id}.html")
    expect(page.locator(".kit-live")).to_have_count(0)
    axe(page)


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_narrow_page_never_scrolls_sideways(page: Page, site: str, exercise_id: str) -> None:
    page.goto(f"{site}/{exercise_id}.html")

    def narrow() -> Iterator[int]:
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 640})
            # What is drawn for another width is drawn anew before anybody sees the page.
            page.evaluate("new Promise(requestAnimationFrame)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            yield width

    assert len(list(narrow())) == 2
    if exercise_id != "learn/learning-here":
        return
    answer(page, ANSWERS)
    for _ in narrow():
        shown = page.locator(".kit-figure text").evaluate_all("all => all.map(e => e.textContent)")
        for named, _ in rows(page):
            assert named in shown, "lines that are copied keep the space between words"
        name = page.locator(".kit-figure text").nth(2).bounding_box()
        score = page.locator(".kit-figure .kit-score").nth(1).bounding_box()
        assert name
        assert score
        assert name["x"] + name["width"] < score["x"], "the words run into the number"


@pytest.mark.parametrize("exercise_id", IDS)
def test_everything_to_press_is_48_pixels_high(
    new_page: NewPage, site: str, exercise_id: str
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{site}/{exercise_id}.html")

    def check() -> None:
        for target in page.locator(".kit-choice, .kit-form button, select, textarea").all():
            if target.is_visible():
                box = target.bounding_box()
                assert box
                assert box["height"] >= 48, target.inner_text()
                assert box["width"] >= 48, target.inner_text()

    check()
    if exercise_id == "learn/learning-here":
        answer(page, ANSWERS)
        check()


@pytest.mark.parametrize("exercise_id", IDS)
def test_nothing_moves_when_reduced_motion_is_asked_for(
    new_page: NewPage, site: str, exercise_id: str
) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{site}/{exercise_id}.html")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(el => {
             const style = getComputedStyle(el);
             return parseFloat(style.transitionDuration) > 0
               || parseFloat(style.animationDuration) > 0;
           }).length"""
    )
    assert moving == 0


@pytest.mark.parametrize("exercise_id", IDS)
def test_without_javascript_the_whole_form_is_there(
    new_page: NewPage, site: str, exercise_id: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/{exercise_id}.html")
    assert page.locator("button").count() == 0
    if exercise_id == "learn/learning-here":
        expect(page.get_by_text("Regn så ut profilen for hånd")).to_be_visible()
        assert all(item.is_visible() for item in page.locator(".kit-item").all())
        expect(page.locator(".kit-by-hand")).to_be_visible()
    elif exercise_id == "learn/looking-back":
        expect(page.get_by_text("Skriv her eller på papir")).to_be_visible()
        expect(page.locator("textarea").first).to_be_editable()
    elif exercise_id == "learn/from-error-to-habit":
        assert page.locator(".kit-step:visible").count() == 4
