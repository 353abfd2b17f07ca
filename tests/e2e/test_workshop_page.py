"""The page of a workshop before the meeting: what it says, what a leader makes ready with it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.load import load_book
from tests.e2e.building import REPOSITORY
from tests.e2e.reference_site import reference_site
from tests.qr import read_qr

BOOK = load_book(REPOSITORY)
NAMES = sorted(BOOK.workshops)
NAME = next(name for name in NAMES if BOOK.workshops[name].value.focus_area == "learn")
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reference_site(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


def at(address: str, language: str = "nb", fragment: str = "") -> str:
    return f"{address}/{language}/workshops/{NAME}.html{fragment}"


def test_two_clicks_lead_from_the_front_page_to_a_workshop(page: Page, address: str) -> None:
    page.goto(f"{address}/nb/book/index.html")
    title = BOOK.workshops[NAME].value.title
    page.locator("main").get_by_role("link", name=title, exact=True).click()
    expect(page).to_have_url(at(address))
    page.go_back()
    page.locator("main").get_by_role("link", name=f"30 minutter, {title}").click()
    expect(page).to_have_url(at(address, fragment="#variant=half-hour"))
    expect(page.locator(".kit-chosen select")).to_have_value("half-hour")


def test_every_workshop_has_its_page_in_every_language_and_the_book_leads_to_it(site: Path) -> None:
    for language in BOOK.languages:
        for name in NAMES:
            assert (site / language / "workshops" / f"{name}.html").is_file()
    alone = next(name for name in NAMES if BOOK.workshops[name].value.focus_area is None)
    page = (site / "nb" / "workshops" / f"{alone}.html").read_text("utf-8")
    assert '<a href="../book/index.html">Vi i Sarpsborg</a>' in page
    chapter = (site / "nb" / "book" / "focus-areas" / "learn.html").read_text("utf-8")
    assert f'href="../../workshops/{NAME}.html"' in chapter


def test_what_is_chosen_is_shown_and_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(at(address))
    page.get_by_label("Begynner kl.").fill("23:30")
    page.get_by_label("Hvor mange").fill("12")
    page.get_by_label("Hvor mange").blur()
    expect(page.locator(".kit-step:visible .kit-clock").first).to_have_text(re.compile("^23:30–"))
    expect(page).to_have_url(at(address, fragment="#start=23:30&people=12"))
    page.evaluate("location.hash = 'kit-good-to-know'")
    expect(page.get_by_label("Begynner kl.")).to_have_value("23:30")
    clocks = page.locator(".kit-step:visible .kit-clock").all_inner_texts()
    assert clocks[-1].endswith("–00:30")


def test_the_invitation_has_day_and_hour_and_goes_into_a_calendar(
    new_page: NewPage, address: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(at(address, fragment="#start=09:00"))
    page.get_by_text("Forbered", exact=True).click()
    save = page.get_by_role("button", name="Lagre en fil til kalenderen")
    expect(save).to_be_disabled()
    page.get_by_label("Dag", exact=True).fill("2026-12-03")
    page.get_by_role("button", name="Kopier invitasjonen").click()
    expect(page.get_by_text("Kopiert. Lim den inn i meldingen.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    title, when, *words = copied.split("\n\n")
    assert title == BOOK.workshops[NAME].value.title
    assert when == "torsdag 3. desember 2026, 09:00–10:00"

    with page.expect_download() as downloaded:
        save.click()
    assert downloaded.value.suggested_filename == "workshop.ics"
    written = Path(downloaded.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    lines = written.decode().replace("\r\n ", "").split("\r\n")
    assert {"DTSTART:20261203T090000", "DURATION:PT60M", f"SUMMARY:{title}"} <= set(lines)
    (description,) = (line for line in lines if line.startswith("DESCRIPTION:"))
    said = re.sub(r"\\([\\;,])", r"\1", description.removeprefix("DESCRIPTION:"))
    assert said.replace("\\n", "\n") == "\n\n".join(words)


def test_the_print_is_of_what_was_chosen(page: Page, address: str) -> None:
    page.goto(at(address, fragment="#variant=half-hour&start=09:00"))
    page.emulate_media(media="print")
    expect(page.locator(".kit-step:visible .kit-clock").last).to_have_text(re.compile("–09:30$"))
    expect(page.locator(".kit-variants")).to_be_hidden()
    expect(page.get_by_label("Dag", exact=True)).to_be_hidden()


def test_the_words_change_with_the_language_and_the_choice_stays(page: Page, address: str) -> None:
    page.goto(at(address, fragment="#start=08:15"))
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("heading", name="Good to know")).to_be_visible()
    expect(page.get_by_label("Starts at")).to_have_value("08:15")
    expect(page.locator(".kit-step:visible .kit-clock").first).to_have_text(re.compile("^08:15–"))
    page.get_by_text("Prepare", exact=True).click()
    expect(page.get_by_role("button", name="Copy the invitation")).to_be_visible()


def test_a_phone_in_the_room_shows_the_step_of_the_clock_and_nothing_of_the_leader(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.clock.install(time="2026-12-03T09:06:00")
    page.goto(at(address, fragment="#start=09:00"))
    code = page.locator(".kit-room .kit-qr svg").evaluate("code => code.outerHTML")
    way = page.locator(".kit-room a").get_attribute("href")
    assert read_qr(code) == way == at(address, fragment="#start=09:00&view=room")

    page.goto("about:blank")
    page.goto(way)
    steps = page.locator(".kit-step:visible")
    expect(steps).to_have_count(1)
    expect(page.get_by_text("Steg 2 av")).to_be_visible()
    expect(page.locator(":is(.kit-say, .kit-leader, .kit-pitfalls):visible")).to_have_count(0)
    page.clock.run_for(9 * 60 * 1000)
    expect(page.get_by_text("Steg 3 av")).to_be_visible()

    page.get_by_role("button", name="Neste steg").click()
    page.clock.run_for(60 * 1000)
    expect(page.get_by_text("Steg 4 av")).to_be_visible()
    page.get_by_role("button", name="Følg klokka").click()
    expect(page.get_by_text("Steg 3 av")).to_be_visible()


def test_the_wall_leads_every_phone_to_the_exercise_of_its_step(page: Page, address: str) -> None:
    page.goto(at(address))
    page.get_by_role("button", name="Start", exact=True).click()
    page.keyboard.press("ArrowRight")
    code = page.locator(".kit-wall-way svg").evaluate("code => code.outerHTML")
    assert read_qr(code) == f"{address}/nb/exercises/learn/where-we-stand.html"


def test_without_a_script_the_whole_programme_is_there(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(at(address))
    steps = page.locator(".kit-step")
    assert steps.count() > len(BOOK.workshops[NAME].value.activities)
    for step in steps.all():
        expect(step).to_be_visible()


def test_axe_finds_nothing_on_a_phone_and_in_the_dark(
    new_page: NewPage, address: str, axe: Callable[..., None]
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.goto(at(address))
    page.get_by_text("Forbered", exact=True).click()
    axe(page)
