"""A group exercise that is run from its own page: the wall, the leader's window, their keys."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.frontend import Frame, asset_bytes, asset_files, light_page, resolve_links
from kit.load import load_book
from tests.e2e.building import REPOSITORY

NewPage = Callable[..., Page]

EXERCISE = "learn/from-error-to-habit"
SAID = "Vi skal ikke finne ut hvem."
AGREED = "../measures.html#exercise=learn/from-error-to-habit"
TITLES = ("Åpne", "Skriv hver for dere", "Legg sammen", "Avtal")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a group exercise, and what it loads."""
    book = load_book(REPOSITORY / "tests" / "forms")
    root = tmp_path_factory.mktemp("run")
    for name, text in asset_files(book.kinds.values(), "nb").items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "tokens.css").write_bytes(asset_bytes(files("kit.frontend") / "static" / "tokens.css"))
    exercise, context = book.exercises[EXERCISE].value, book.context(EXERCISE)
    html = light_page(book.kinds["group"], exercise, context, Frame(".", None, "Boken"))
    known = {f"agreed/exercise={EXERCISE}": AGREED}
    (root / "page.html").write_text(resolve_links(html, known.get), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def address(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return f"{serve_folder(folder)}/page.html"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def start(page: Page, address: str, fragment: str = "") -> Locator:
    """Run the exercise from its page, and return the wall."""
    page.goto(address + fragment)
    press(page, "Start")
    return page.locator(".kit-wall")


def open_leader(page: Page) -> Page:
    with page.expect_popup() as opened:
        press(page, "Ledervindu")
    return opened.value


def start_with_leader(page: Page, address: str, fragment: str = "") -> Page:
    """Run the exercise from the leader's window, and return that."""
    page.goto(address + fragment)
    leader = open_leader(page)
    press(leader, "Start")
    expect(title(page)).to_have_text(TITLES[0])
    return leader


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def hold_time(page: Page) -> None:
    """Let time pass only where a test says so, however slow the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def digits(page: Page) -> Locator:
    return page.get_by_role("timer")


def count(leader: Page, label: str, number: str) -> None:
    field = leader.get_by_label(label, exact=True)
    field.fill(number)
    field.press("Tab")


# --- the wall -----------------------------------------------------------------------------------


def test_one_press_gives_a_running_clock_and_the_words_of_the_room_alone(
    page: Page, address: str
) -> None:
    hold_time(page)
    wall = start(page, address, "#people=11")
    expect(title(page)).to_have_text(TITLES[0])
    page.clock.run_for(61_000)
    expect(wall.get_by_role("timer")).to_have_text("3:59")
    for _ in range(2):
        page.keyboard.press("PageDown")
    for words in (
        "Legg dem som hører sammen",
        "grupper: 2 med 4, 1 med 3",
        "Tre årsaker",
        "Ferdig",
    ):
        expect(wall).to_contain_text(words)
    assert wall.locator("button, input, a, summary").count() == 0
    for _ in range(2):
        page.keyboard.press("PageUp")
        expect(wall).not_to_contain_text(SAID)
    expect(wall.get_by_role("timer")).to_have_text("3:59")


def test_the_clock_changes_in_form_and_words_at_a_fifth_and_at_a_twentieth(
    page: Page, address: str
) -> None:
    hold_time(page)
    wall = start(page, address)
    looks = set()
    said = page.locator(".kit-stage > [role=status]")
    for seconds, left, words in (
        (1, "", ""),
        (240, "fifth", "På tide å avslutte"),
        (45, "twentieth", "Tida er snart ute"),
        (15, "up", "Tida er ute"),
    ):
        page.clock.run_for(seconds * 1000)
        expect(wall).to_have_attribute("data-left", left)
        expect(wall.locator(".kit-wall-told")).to_have_text(words)
        expect(said).to_have_text(words or re.compile("Steg 1 av 4"))
        looks.add(
            wall.get_by_role("timer").evaluate(
                """el => {
                  const { fontWeight, padding, outlineStyle } = getComputedStyle(el);
                  return [fontWeight, padding, outlineStyle].join();
                }"""
            )
        )
    assert len(looks) == 4
    page.clock.run_for(29_000)
    expect(wall.get_by_role("timer")).to_have_text("+0:30")


@pytest.mark.parametrize("size", [(1024, 768), (3840, 2160), (640, 400)])
def test_every_step_is_seen_at_once_and_from_afar(
    new_page: NewPage, address: str, size: tuple[int, int]
) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    wall = start(page, address, "#people=23")
    large = "el => parseFloat(getComputedStyle(el).fontSize) / innerHeight"
    assert wall.get_by_role("timer").evaluate(large) > 0.1
    for name in (*TITLES, "Dere er gjennom alle stegene."):
        expect(title(page)).to_have_text(name)
        seen = wall.evaluate(
            """el => [el.scrollHeight <= el.clientHeight + 1, el.scrollWidth <= el.clientWidth + 1,
              parseFloat(getComputedStyle(el).fontSize) / innerWidth]"""
        )
        assert seen[:2] == [True, True], name
        # At eight metres, on a picture two metres wide, a letter has to be some two centimetres.
        assert seen[2] > 0.02, name
        page.keyboard.press("ArrowRight")


def test_keys_mean_the_same_whatever_has_the_focus(page: Page, address: str) -> None:
    start(page, address)
    page.wait_for_function("document.fullscreenElement")
    page.evaluate("document.exitFullscreen()")
    halt = page.locator(".kit-desk").get_by_role("button", name="Stans klokka")
    page.get_by_text("Til deg som leder", exact=True).click()
    page.locator(".kit-desk").get_by_role("button", name="Neste steg").focus()
    page.keyboard.press("Space")
    expect(page.locator(".kit-wall-told")).to_have_text("Klokka står")
    expect(title(page).first).to_have_text(TITLES[0])
    page.keyboard.press("Space")
    expect(halt).to_be_visible()
    page.keyboard.press("Enter")
    expect(title(page).first).to_have_text(TITLES[1])
    page.keyboard.press("p")
    expect(page.locator(".kit-wall")).to_contain_text("Vi tar en pause")
    page.keyboard.press("p")
    people = page.get_by_label("Hvor mange")
    page.locator(".kit-desk").get_by_text("Mer", exact=True).click()
    people.last.fill("11")
    people.last.press("ArrowLeft")
    expect(title(page).first).to_have_text(TITLES[1])
    people.last.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Fortsett med steg 2")).to_be_focused()
    expect(page.locator('.kit-step[aria-current="step"]')).to_have_attribute("data-step", "alone")


# --- the leader's window --------------------------------------------------------------------------


def test_a_leaders_window_that_is_opened_by_itself_can_begin(page: Page, address: str) -> None:
    page.goto(f"{address}#view=leader")
    press(page, "Start")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[0])
    expect(page.locator(".kit-desk")).to_contain_text(SAID)


@pytest.mark.parametrize("way", ["http", "file"])
def test_two_windows_are_in_step(page: Page, folder: Path, address: str, way: str) -> None:
    page.goto(address if way == "http" else (folder / "page.html").as_uri())
    leader = open_leader(page)
    expect(title(page)).to_have_text("Fra feil til vane")
    press(leader, "Start")
    expect(title(page)).to_have_text(TITLES[0])
    expect(leader.locator(".kit-desk")).to_contain_text(SAID)
    expect(leader.locator(".kit-desk")).to_contain_text("Etterpå: Skriv hver for dere")
    page.keyboard.press("ArrowRight")
    expect(title(leader)).to_have_text(TITLES[1])
    leader.keyboard.press("PageDown")
    expect(title(page)).to_have_text(TITLES[2])
    leader.get_by_text("Alle steg", exact=True).click()
    press(leader, "Hopp over: Legg sammen")
    expect(title(page)).to_have_text(TITLES[3])
    expect(page.locator(".kit-wall-where")).to_have_text("Steg 3 av 3")
    press(leader, "Stans klokka")
    expect(page.locator(".kit-wall-told")).to_have_text("Klokka står")
    press(leader, "Ett minutt til")
    expect(digits(page)).to_have_text(re.compile("^2[01]:"))
    page.keyboard.press("ArrowRight")
    agree = leader.get_by_role("link", name="Skriv ned det dere blir enige om")
    expect(agree).to_have_attribute("href", AGREED)
    expect(page.locator(".kit-wall a")).to_have_count(0)


def test_a_reload_of_either_window_keeps_where_one_is(page: Page, address: str) -> None:
    page.clock.install()
    leader = start_with_leader(page, address, "#variant=short&people=9")
    leader.keyboard.press("ArrowRight")
    expect(title(page)).to_have_text(TITLES[2])
    page.clock.run_for(120_000)
    for window in (page, leader):
        window.reload()
        expect(title(window)).to_have_text(TITLES[2])
        expect(digits(window)).to_have_text(re.compile("^1[23]:"))
    expect(page.locator(".kit-wall .kit-groups")).to_have_text(" · grupper: 1 med 5, 1 med 4")
    leader.close()
    page.reload()
    expect(title(page)).to_have_text(TITLES[2])
    assert page.evaluate("location.hash") == "#variant=short&people=9&view=wall"


def test_a_browser_that_opens_no_second_window_says_so_and_has_the_words_below(
    page: Page, address: str
) -> None:
    page.add_init_script("window.open = () => null")
    page.goto(address)
    press(page, "Ledervindu")
    expect(page.get_by_text("Nettleseren åpnet ikke et vindu til.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".kit-desk").get_by_text(SAID)).to_be_visible()
    expect(page.locator(".kit-wall")).not_to_contain_text(SAID)


def test_a_pause_is_calm_on_the_wall_and_says_the_leader_where_something_serious_goes(
    page: Page, address: str, axe: Callable[..., None]
) -> None:
    page.clock.install()
    leader = start_with_leader(page, address)
    press(leader, "Pause for alle")
    expect(title(page)).to_have_text("Pause")
    expect(digits(page)).to_have_count(0)
    expect(page.locator(".kit-wall")).not_to_contain_text("alvorlig")
    serious = leader.locator(".kit-serious")
    for words in ("bedriftshelsetjenesten", "verneombudet", "varslingskanalen", "barnevernet"):
        expect(serious).to_contain_text(words)
    axe(leader)
    axe(page)
    page.clock.run_for(600_000)
    press(leader, "Avslutt pausen")
    expect(digits(page)).to_have_text(re.compile("^[45]:"))
    expect(leader.locator(".kit-desk-stands")).to_contain_text("10 min etter")


# --- a vote ---------------------------------------------------------------------------------------


def test_a_vote_is_counted_by_the_leader_and_shown_to_the_room_twice(
    page: Page, address: str, axe: Callable[..., None]
) -> None:
    leader, wall = start_with_leader(page, address), page.locator(".kit-wall")
    leader.get_by_text("Avstemning", exact=True).click()
    press(leader, "Vis avstemningen på veggen")
    bars = wall.locator(".kit-bars > li")
    expect(bars).to_have_count(3)
    expect(wall).to_contain_text("Hvilke to avtaler vil dere prøve?")
    press(leader, "Skriv et valg fra rommet")
    expect(leader.get_by_label("Valg 1 fra rommet", exact=True)).to_be_focused()
    count(leader, "Valg 1 fra rommet", "Vi spør natt først")
    expect(bars.nth(3)).to_have_text("Vi spør natt først")
    for label, number in (
        ("Vi går en runde sammen hver fredag.", "3"),
        ("Vi spør natt først", "7"),
    ):
        count(leader, f"Første gang: {label}", number)
    press(leader, "Stem en gang til")
    count(leader, "Andre gang: Vi spør natt først", "9")
    expect(bars.nth(3).locator(".kit-round")).to_have_text(["Første gang: 7", "Andre gang: 9"])
    widths = wall.locator(".kit-bar").evaluate_all("all => all.map(el => el.offsetWidth)")
    assert sorted(widths) == widths
    axe(leader)
    axe(page)
    page.reload()
    expect(bars.nth(3)).to_contain_text("Andre gang: 9")
    for window in (page, leader):
        assert window.evaluate("localStorage.length") == 0
        assert "natt" not in window.url


# --- going on another day -------------------------------------------------------------------------


def test_what_is_left_can_be_done_another_day(page: Page, new_page: NewPage, address: str) -> None:
    leader = start_with_leader(page, address)
    for _ in range(2):
        leader.keyboard.press("ArrowRight")
    expect(title(leader)).to_have_text(TITLES[2])
    leader.get_by_text("Mer", exact=True).click()
    link = leader.get_by_role("link", name="Stegene som er igjen").get_attribute("href")
    assert link == "#without=open+alone"
    another_day = new_page()
    another_day.goto(address + link)
    expect(another_day.locator(".kit-step:visible")).to_have_count(2)
    press(another_day, "Start")
    expect(title(another_day)).to_have_text(TITLES[2])


@pytest.mark.parametrize("look", ["light", "forced", pytest.param("dark", marks=pytest.mark.deep)])
def test_wall_and_leaders_view_are_for_everybody(
    new_page: NewPage, address: str, axe: Callable[..., None], look: str
) -> None:
    forced = {"forced_colors": "active"} if look == "forced" else {"color_scheme": look}
    page = new_page(viewport={"width": 1024, "height": 768}, **forced)
    page.clock.install()
    start(page, address, "#people=11")
    page.clock.run_for(285_000)
    axe(page)
    if look == "light":
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)
        page.emulate_media(color_scheme="light")
    page.goto(f"{address}#people=11&view=leader")
    page.reload()
    for part in ("Avstemning", "Alle steg", "Mer"):
        page.get_by_text(part, exact=True).click()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in page.locator(".kit-desk :is(button, summary, input):visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= 48, button.evaluate("el => el.outerHTML")
