"""A leader's way through the pages in a browser: from the link to the result."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.request import Request, urlopen

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from kit.ballots import UnitSpec, UnitTree, collectables, save_units
from kit.load import load_book
from kit.storage import CollectorSettings, open_store
from kit.web import hr
from kit.web.access import issue_links
from kit.web.app import create_collector
from kit.web.standalone import collector_server
from tests.e2e.keys import Keyboard
from tests.second_engines.checking import SecondEngines
from tests.servers import running_server

ROOT = Path(__file__).parents[2]
NORTH = UnitSpec("north", "Nord", 9)
DAY = UnitSpec("day", "Dag", 6)
NIGHT = UnitSpec("night", "Natt", 13)
LONG_NAME = "Virksomhetsområdet Barnehageadministrasjonstjenester og hemförsäljningsverksamhet"
LONGEST = UnitSpec("longest", LONG_NAME, 7)
SOUTH = UnitSpec("south", "Sør", 7)
TOWN = UnitSpec("town", "Byen", 0, (NORTH, DAY, NIGHT, SOUTH, LONGEST))


LONG = "arbeidsgiverplattformen.hjemmetjenesten.nordre-follo.kommune.no"
BROKEN_NAMES = """(el) => [...el.childNodes].filter((name) => {
  const range = document.createRange();
  range.selectNode(name);
  return name.nodeType === Node.TEXT_NODE
    && new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
}).map((name) => name.textContent)"""
"""Returns which names of an address go on in another line, in the browser."""
LOOKED_AGAIN = 9000
"""Milliseconds after which a page has looked again how things stand."""


def _as_at_a_long_address(route: Route) -> None:
    route.fulfill(response=route.fetch(headers={**route.request.headers, "host": LONG}))


@dataclass(frozen=True)
class Running:
    address: str
    secrets: dict[str, str]

    def post(self, path: str, body: dict[str, str]) -> Any:
        data, headers = json.dumps(body).encode(), {"content-type": "application/json"}
        with urlopen(Request(f"{self.address}/v1/{path}", data, headers)) as answer:
            return json.load(answer)

    def answer(self, code: str, times: int) -> None:
        padded = code.ljust(24)
        joined = self.post("join", {"code": padded})
        for number in range(times):
            vector = bytes(
                1 + (number + n) % len(joined["categories"]) for n in range(len(joined["items"]))
            )
            body = {
                "code": padded,
                "ballot": os.urandom(16).hex(),
                "fingerprint": joined["fingerprint"],
                "answers": vector.hex(),
            }
            assert self.post("answers", body) == {"state": "received"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("collector")
    keys = folder / "keys"
    store = open_store(
        CollectorSettings(f"sqlite:///{folder}/data/c.sqlite3", keys / "code.key", keys / "own")
    )
    save_units(store, UnitTree(TOWN), "test")
    expires = datetime.now(UTC).date() + timedelta(days=9)
    links = [
        link
        for unit in (NORTH, DAY, LONGEST)
        for link in issue_links(store, unit, "leader", expires, "test")
    ]
    links += issue_links(store, TOWN, "hr", expires, "test")[:1]
    found = collectables(load_book(ROOT))
    server = collector_server(create_collector(store, lambda: found, holder=True))
    with running_server(server) as address:
        yield Running(f"{address}/collect", {link.unit: link.secret for link in links})
    store.close()


def hr_pages() -> list[str]:
    """Return the addresses of HR's pages that are about nothing in particular."""
    names = [module.name for module in iter_modules(hr.__path__, f"{hr.__name__}.")]
    routers = [getattr(import_module(name), "router", None) for name in names]
    routes = [route for router in routers if router for route in router.routes]
    found = [route.path for route in routes if "GET" in route.methods and "{" not in route.path]
    found = [path for path in found if "." not in path]
    assert {"/calendar", "/links", "/people", "/units"} <= set(found)
    return found


def _enter(page: Page, running: Running, unit: str) -> None:
    page.goto(f"{running.address}/#{running.secrets[unit]}")
    page.wait_for_url("**/rounds*")


def _open(page: Page, running: Running, exercise: int = 1) -> str:
    page.goto(f"{running.address}/rounds/new")
    page.get_by_role("group", name="Exercise").get_by_role("radio").nth(exercise).check()
    page.get_by_label("What the answers will be used for").fill("To learn.")
    today = datetime.now(UTC).date() - timedelta(days=1)
    page.get_by_label("When this was discussed").fill(today.isoformat())
    page.get_by_role("button", name="Open", exact=True).click()
    return page.locator("[data-code]").inner_text()


def _look_at_the_wall(
    page: Page, shown: Page, running: Running, code: str, axe: Callable[[Page], None]
) -> None:
    """See that the screen in the room holds all at once, and can be read from the back."""
    axe(page)
    page.get_by_role("button", name="Show on the screen in the room").click()
    expect(page.get_by_role("status")).to_have_text("No screen shows the survey.")
    shown.goto(f"{running.address}/wall")
    axe(shown)
    shown.get_by_label("The code for the screen").fill("0000-0000")
    shown.get_by_role("button", name="Show the survey").click()
    expect(shown.get_by_role("alert")).to_contain_text("This code shows nothing.")
    shown.get_by_label("The code for the screen").fill(
        page.locator("[data-wall-code]").inner_text().lower()
    )
    shown.get_by_role("button", name="Show the survey").click()
    shown.wait_for_url("**/wall/screen")
    assert shown.locator("[data-code]").bounding_box()["height"] > 720 / 10
    assert shown.evaluate("document.documentElement.scrollHeight") <= 720
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(shown.screenshot())))
    assert read.text.endswith(f"#join={code}")
    # Unanswered, the page asks for nothing else that a reload would cut off.
    shown.route("**/wall/state", lambda _: None)
    shown.reload()
    shown.route("**/wall/screen*", _as_at_a_long_address)
    for width, height in ((1920, 1080), (1280, 720), (360, 740)):
        shown.set_viewport_size({"width": width, "height": height})
        shown.reload()
        expect(shown.locator(".kit-address")).to_have_text(f"{LONG}/collect")
        assert shown.locator(".kit-address").evaluate(BROKEN_NAMES) == []
        assert width == 360 or shown.evaluate("document.documentElement.scrollHeight") <= height
    shown.unroute("**/wall/screen*")
    shown.unroute("**/wall/state")
    shown.set_viewport_size({"width": 1280, "height": 720})
    shown.reload()


def _look_at_the_result(page: Page, axe: Callable[[Page], None]) -> None:
    """See that each part of a figure ends where the next begins, in the colours of the page."""
    expect(page.get_by_text("7 responses included")).to_be_visible()
    expect(page.get_by_text("not a validated test")).to_be_visible()
    expect(page.get_by_text("Nobody checked who answered")).to_be_visible()
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Take it with you")).to_be_hidden()
    expect(page.get_by_text("One thing to keep", exact=True)).to_be_visible()
    page.emulate_media(media="screen", color_scheme="dark")
    sizes = "(all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]"
    assert len(page.locator("h2").evaluate_all(sizes)) == 1
    corners = []
    for picture in page.locator(".kit-figures svg").all():
        assert picture.evaluate("(svg) => getComputedStyle(svg).overflow") == "hidden"
        corners.append(Image.open(BytesIO(picture.screenshot())).convert("RGB").getpixel((2, 2)))
    assert len(corners) > 1
    assert len(set(corners)) == 1
    assert max(corners[0]) < 64
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        figures = page.locator(".kit-figures").first
        assert figures.bounding_box()["width"] > 0.9 * width
        assert figures.locator("text").first.bounding_box()["height"] > height / 40
    for kind in ("CSV", "Excel", "PNG", "SVG", "JSON"):
        with page.expect_download() as started:
            page.get_by_role("link", name=kind, exact=True).click()
        assert started.value.path().stat().st_size > 100


def test_a_leader_gets_from_a_link_to_a_result_and_no_address_holds_a_secret(
    new_page: Callable[..., Page], running: Running, axe: Callable[[Page], None]
) -> None:
    page = new_page(locale="en", viewport={"width": 360, "height": 740})
    page.clock.install()
    _enter(page, running, "north")
    assert running.secrets["north"] not in page.url
    page.go_back()
    assert running.secrets["north"] not in page.url
    code = _open(page, running)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert code not in page.url
    expect(page.get_by_role("img", name=code)).to_be_visible()
    axe(page)
    shown = new_page(locale="en", viewport={"width": 1280, "height": 720})
    shown.clock.install()
    _look_at_the_wall(page, shown, running, code, axe)
    axe(shown)
    axe(page)
    page.clock.run_for(LOOKED_AGAIN)
    expect(page.get_by_role("status")).to_have_text("1 screen shows the survey.")
    expect(page.locator("[data-wall-code]")).to_be_hidden()
    page.get_by_role("link", name="To the survey").click()
    running.answer(code, 4)
    page.reload()
    expect(page.get_by_role("status")).to_have_text("Not enough answers yet")
    running.answer(code, 3)
    for each in (page, shown):
        each.clock.run_for(LOOKED_AGAIN)
        expect(each.get_by_role("status")).to_have_text("Enough answers")
    page.get_by_role("link", name="Close and show the result").click()
    expect(page.get_by_text("Closing is final")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Close").click()
    page.wait_for_url("**/results*")
    shown.clock.run_for(LOOKED_AGAIN)
    expect(shown.get_by_role("status")).to_have_text("Closed")
    expect(shown.locator("[data-code], .kit-qr")).to_have_count(0)
    axe(shown)
    _look_at_the_result(page, axe)


def test_below_five_it_says_so_before_and_leads_to_a_conversation(
    new_page: Callable[..., Page], running: Running
) -> None:
    page = new_page(locale="en", java_script_enabled=False)
    page.goto(f"{running.address}/")
    page.get_by_label("The secret of your link").fill(running.secrets["day"])
    page.get_by_role("button", name="Open my surveys").click()
    page.goto(f"{running.address}/rounds/new")
    expect(page.get_by_text("the answers are deleted unseen")).to_be_visible()
    running.answer(_open(page, running), 3)
    expect(page.get_by_text("everything is deleted unseen when you close")).to_be_visible()
    page.get_by_role("link", name="Close and show the result").click()
    expect(page.get_by_text("they are deleted unseen and there is no result")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", name="A conversation instead of figures")).to_be_visible()
    expect(page.get_by_role("link", name="Open the exercise")).to_be_visible()


def test_all_of_a_units_name_is_read_above_every_page(
    new_page: Callable[..., Page], running: Running
) -> None:
    page = new_page(locale="nb")
    _enter(page, running, "longest")
    cut = "(el) => { for (let at = el; at; at = at.parentElement)"
    cut += " if (getComputedStyle(at).overflowX !== 'visible') return at.localName; return ''; }"
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(f"{running.address}/rounds/new")
        name = page.locator(".kit-bar").get_by_text(LONG_NAME)
        expect(name).to_be_visible()
        assert name.evaluate(cut) == "", width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# In light colours, an alert is looked at where a slip is confirmed.
@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.deep)])
def test_what_is_missing_is_said_where_it_is(
    new_page: Callable[..., Page], running: Running, axe: Callable[[Page], None], scheme: str
) -> None:
    page = new_page(locale="en", color_scheme=scheme)
    _enter(page, running, "north")
    page.goto(f"{running.address}/rounds/new")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose an exercise")
    axe(page)
    page.get_by_role("link", name="Choose an exercise").click()
    expect(page.get_by_role("group", name="Exercise")).to_be_focused()


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_every_page_of_the_entrance_is_in_the_readers_language(
    new_page: Callable[..., Page], running: Running, language: str, axe: Callable[[Page], None]
) -> None:
    page = new_page(locale=language)
    page.goto(f"{running.address}/")
    assert page.locator("html").get_attribute("lang") == language
    assert list(_too_wide(page, language)) == []
    # Words are all that differs.
    if language == "nb":
        axe(page)
    page.goto(f"{running.address}/#wrong")
    page.reload()
    page.goto(f"{running.address}/?lang=en#wrong")
    expect(page.get_by_role("status")).to_contain_text("This link is not known")


def _fill_for(page: Page, running: Running, unit: str, exercise: int = 1) -> None:
    """Fill in the form that opens a round for a unit, as HR; with slips, as it offers."""
    _enter(page, running, "town")
    page.goto(f"{running.address}/rounds/new")
    page.get_by_role("group", name="Exercise").get_by_role("radio").nth(exercise).check()
    page.get_by_label("For whom").select_option(unit)
    page.get_by_label("What the answers will be used for").fill("To learn.")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    page.get_by_label("When this was discussed").fill(yesterday.isoformat())


def test_slips_are_printed_whole_and_shown_once(
    new_page: Callable[..., Page], running: Running, axe: Callable[[Page], None]
) -> None:
    page = new_page(locale="en")
    _fill_for(page, running, "night")
    axe(page)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("link", name="Draw slips").click()
    expect(page.get_by_label("How many slips")).to_have_value("13")
    axe(page)
    page.get_by_role("button", name="Draw and show the slips").click()
    codes = page.locator(".code")
    expect(codes).to_have_count(13)
    expect(page.get_by_text("Nobody can answer with a slip before you confirm it")).to_be_visible()
    shown = codes.all_inner_texts()
    assert not any(code in page.url + page.title() for code in shown)
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Print these slips now.")).to_be_hidden()
    for picture in page.locator("li svg").all():
        modules = int((picture.get_attribute("viewBox") or "").split()[-1])
        width = picture.bounding_box()["width"] / 96 * 25.4
        assert width * (modules - 8) / modules >= 25
    broken = "[...document.querySelectorAll('li')].map((e) => getComputedStyle(e).breakInside)"
    assert set(page.evaluate(broken)) == {"avoid"}
    page.emulate_media(media="screen")
    page.go_back()
    expect(page.get_by_role("heading", name="Slips for Natt")).to_be_visible()
    page.go_back()
    page.goto(f"{page.url}/units/night/slips")
    expect(page.locator("body")).not_to_contain_text(shown[0])


def test_hr_prints_again_confirms_and_exchanges_a_slip(
    new_page: Callable[..., Page], running: Running, axe: Callable[[Page], None]
) -> None:
    page = new_page(locale="en", viewport={"width": 360, "height": 740})
    _fill_for(page, running, "south")
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("link", name="Draw slips").click()
    page.get_by_role("button", name="Draw and show the slips").click()
    jammed = page.locator(".code").all_inner_texts()
    page.get_by_role("link", name="Confirm or draw again").click()
    expect(page.get_by_text(f"Slips that wait: {len(jammed)}.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Draw and show the slips").click()
    codes = page.locator(".code").all_inner_texts()
    assert not set(codes) & set(jammed)
    page.get_by_role("link", name="Confirm or draw again").click()
    field = page.get_by_label("The code of the last slip in the print")
    field.fill(jammed[-1])
    page.get_by_role("button", name="The print is good").click()
    expect(page.get_by_role("alert")).to_contain_text("not the code of a slip that waits")
    expect(field).to_have_value(jammed[-1])
    axe(page)
    field.fill(codes[-1].lower())
    page.get_by_role("button", name="The print is good").click()
    number = len(codes)
    said = f"{number} were drawn for {number} people; who handed them out to whom is not known."
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_label("How many slips")).to_have_count(0)
    page.get_by_label("The code of the spoilt slip").fill(codes[0])
    axe(page)
    page.get_by_role("button", name="Exchange and show the new slip").click()
    expect(page.locator(".code")).to_have_count(1)
    expect(page.get_by_text("the spoilt one no longer works")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Back").click()
    page.get_by_label("The code of the spoilt slip").fill(codes[0])
    page.get_by_role("button", name="Exchange and show the new slip").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not exchanged")
    expect(page.get_by_label("The code of the spoilt slip")).to_have_value(codes[0])
    page.get_by_role("link", name="To the survey").click()
    expect(page.get_by_text(said)).to_be_visible()
    axe(page)


def test_what_is_known_of_each_unit_is_read_on_a_phone_without_scrolling_sideways(
    new_page: Callable[..., Page], running: Running, axe: Callable[[Page], None]
) -> None:
    page = new_page(locale="en", viewport={"width": 360, "height": 740})
    _fill_for(page, running, "town", exercise=4)
    page.get_by_label("A code for the room").check()
    page.get_by_role("button", name="Open", exact=True).click()
    tables = (page.url, "Answers", "Natt"), ("/calendar", "A new one from", "Byen")
    for address, column, row in tables:
        page.goto(address if "://" in address else f"{running.address}{address}")
        region = page.locator(".kit-scroll")
        assert region.evaluate("({ scrollWidth, clientWidth }) => scrollWidth - clientWidth") == 0
        # It still is a table for those who hear it.
        expect(region.get_by_role("columnheader", name=column)).to_have_count(1)
        expect(region.get_by_role("row").filter(has_text=row).first).to_be_visible()
        axe(page)
    for path in sorted({*hr_pages()} - {"/calendar"}):
        page.goto(f"{running.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)


def test_hr_reads_units_from_a_file_and_prints_letters(
    new_page: Callable[..., Page],
    running: Running,
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = new_page(locale="en", viewport={"width": 360, "height": 740})
    _enter(page, running, "town")
    page.get_by_role("link", name="Units and links").click()
    axe(page)
    table = tmp_path / "units.csv"
    table.write_text("unit;name;parent\ntown;Town;\nx;;nowhere\n", encoding="cp1252")
    page.get_by_label("A table, saved as CSV").set_input_files(table)
    page.get_by_role("button", name="Save the units").click()
    expect(page.get_by_role("alert")).to_contain_text("Line 3, character 3:")
    expect(page.get_by_role("alert")).to_contain_text("there is no unit 'nowhere'")
    axe(page)
    page.get_by_label("Which unit").select_option("south")
    last = datetime.now(UTC).date() + timedelta(days=30)
    page.get_by_label("Last day on which").fill(last.isoformat())
    page.get_by_role("button", name="Make the letters").click()
    expect(page.get_by_role("heading", name="Your link to the surveys")).to_have_count(1)
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Print these letters now.")).to_be_hidden()
    picture = Image.open(BytesIO(page.locator("section svg").screenshot()))
    (read,) = zxingcpp.read_barcodes(picture)
    other = new_page(locale="en")
    other.goto(read.text)
    other.wait_for_url("**/rounds*")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Sør")


# --- with the keyboard alone ------------------------------------------------------------------


def _typed(day: datetime) -> str:
    """Return a day as one types it into a field of an English browser."""
    return f"{day:%m%d%Y}"


def test_a_leader_needs_no_mouse_from_the_link_to_the_result(
    new_page: Callable[..., Page], running: Running
) -> None:
    page = new_page(locale="en-US", viewport={"width": 1280, "height": 720})
    page.clock.install()
    _enter(page, running, "day")
    keys = Keyboard(page)
    keys.to("Open a survey for your unit")
    keys.leave()
    keys.to("Open", tag="button")
    keys.leave()
    expect(page.get_by_role("alert")).to_be_focused()
    keys.to("Choose an exercise")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Exercise")).to_be_focused()
    keys.tab()
    keys.press("ArrowDown", "ArrowDown", "ArrowDown")
    keys.to("What the answers will be used for")
    page.keyboard.type("To learn.")
    keys.to("When this was discussed")
    page.keyboard.type(_typed(datetime.now(UTC) - timedelta(days=1)))
    keys.to("Also show how the answers to each statement are spread")
    keys.press("Space")
    keys.to("Open", tag="button")
    keys.leave()
    running.answer(page.locator("[data-code]").inner_text(), 6)
    keys.to("For you who lead")
    keys.press("Enter")
    page.clock.run_for(LOOKED_AGAIN)
    keys.hear("Enough answers")
    expect(page.locator("summary")).to_be_focused()
    keys.to("Close and show the result")
    keys.leave()
    keys.to("Not now")
    keys.press("Shift+Tab")
    keys.leave()
    page.wait_for_url("**/results*")
    expect(page.get_by_text("6 responses included")).to_be_visible()
    keys.to("The same as a table")
    keys.press("Enter")
    keys.to("Excel")


def test_hr_needs_no_mouse_from_a_file_of_units_to_letters_to_print(
    new_page: Callable[..., Page], running: Running, tmp_path: Path
) -> None:
    page = new_page(locale="en-US")
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; };")
    _enter(page, running, "town")
    keys = Keyboard(page)
    keys.to("Units and links")
    keys.leave()
    rows = [f"{each.id};{each.name};town;{each.people}" for each in TOWN.children]
    table = tmp_path / "units.csv"
    # All the time: a browser that is asked to hand over the choosing does not do so at once.
    page.on("filechooser", lambda chooser: chooser.set_files(table))

    def send(*lines: str) -> None:
        table.write_text("\n".join(lines), encoding="utf-8")
        keys.to("A table, saved as CSV")
        keys.press("Enter")
        expect(page.get_by_label("A table, saved as CSV")).to_have_value(re.compile("units"))
        keys.to("Save the units")
        keys.leave()

    send("unit;name;parent;people", "town;Byen;;", "x;;town;")
    expect(page.get_by_role("alert")).to_be_focused()
    send("unit;name;parent;people", "town;Byen;;", *rows)
    expect(page.get_by_role("status")).to_be_focused()
    saved = f"{len(rows) + 1} units are saved."
    expect(page.get_by_role("status")).to_have_text(saved)
    keys.to("Which unit")
    keys.press("End")
    keys.to("And for every unit below it")
    keys.press("Space")
    keys.to("Make the letters")
    keys.leave()
    expect(page.get_by_label("Last day on which")).to_be_focused()
    page.keyboard.type(_typed(datetime.now(UTC) + timedelta(days=30)))
    keys.to("Make the letters")
    keys.leave()
    expect(page.get_by_text(TOWN.children[-1].name, exact=True)).to_be_visible()
    keys.to("Print")
    keys.press("Space")
    assert page.evaluate("window.printed") == 1
    keys.to("Back")
    keys.leave()
    expect(page.get_by_role("heading", name="Units and links")).to_be_visible()


def _too_wide(page: Page, name: str) -> Iterator[str]:
    """Yield where a page scrolls sideways; a window of 1280 at 400 per cent is 320 wide."""
    before = page.viewport_size
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            yield f"{name}: {found} at {width}"
    page.set_viewport_size(before)


def _look_at_the_rest(page: Page, running: Running, code: str, look: Callable[..., None]) -> None:
    """Go on from HR's units: letters, all other pages of HR's, and after closing."""
    page.get_by_label("Which unit").select_option("north")
    page.get_by_label("Last day on which").fill(datetime.now(UTC).date().isoformat())
    look("letters", _press(page, "Make the letters"))
    for path in hr_pages():
        page.goto(f"{running.address}{path}")
        if path != "/units":
            look(path)
    page.goto(f"{running.address}/links")
    page.get_by_role("link", name="End the link").first.click()
    look("before ending a link")
    page.goto(f"{running.address}/after")
    look("with a code after closing")
    page.get_by_label("Code").fill(code)
    look("after closing", _press(page, "Look"))


def _look_at_the_screen(page: Page, running: Running, look: Callable[..., None]) -> None:
    page.get_by_role("button", name="Show on the screen in the room").click()
    look("a code for the screen in the room")
    code = page.locator("[data-wall-code]").inner_text()
    page.goto(f"{running.address}/wall")
    look("where the code of the screen is typed")
    page.goto(f"{running.address}/wall?lang=en#{code}")
    page.wait_for_url("**/wall/screen*")
    look("the wall")
    expect(page.get_by_role("status")).to_have_text("Not enough answers yet")


def _press(page: Page, button: str) -> str:
    """Press a button that leads to a page, and return what was sent of it."""
    with page.expect_navigation() as led:
        page.get_by_role("button", name=button).click()
    assert led.value
    return led.value.text()


# Each on an exercise of its own: within two weeks a unit is asked the same only once.
@pytest.mark.parametrize(
    "exercise",
    [pytest.param(2, id="checker"), pytest.param(3, id="Alfa too", marks=pytest.mark.deep)],
)
def test_no_other_engine_finds_a_fault_on_a_page_of_each_kind_and_none_scrolls_sideways(
    exercise: int, new_page: Callable[..., Page], running: Running, second_engines: SecondEngines
) -> None:
    page = new_page(locale="en")
    too_wide: list[str] = []

    def look(name: str, sent: str | None = None) -> None:
        second_engines.look_at(page, name, sent)
        for language in ("nb", "nn", "sv") if sent is None else ():
            asked = page.request.get(page.url, params={"lang": language})
            second_engines.read(f"{name} in {language}", asked.text())
        too_wide.extend(_too_wide(page, name))

    page.goto(f"{running.address}/")
    look("the entrance")
    _enter(page, running, "north")
    code = _open(page, running, exercise)
    look("a leader's round")
    opened = page.url
    _look_at_the_screen(page, running, look)
    running.answer(code, 7)
    page.goto(f"{opened}/close")
    look("before closing")
    page.get_by_role("button", name="Close").click()
    page.wait_for_url("**/results*")
    look("a result")
    _fill_for(page, running, "night", exercise)
    look("a new round")
    page.get_by_role("button", name="Open", exact=True).click()
    look("HR's round")
    page.get_by_role("link", name="Draw slips").click()
    look("before drawing slips")
    look("slips", _press(page, "Draw and show the slips"))
    page.goto(f"{running.address}/rounds")
    look("HR's rounds")
    page.get_by_role("link", name="Units and links").click()
    look("units and links")
    _look_at_the_rest(page, running, code, look)
    assert too_wide == []

    folders = (files("kit.web"), files("kit.frontend"), files("kit.reports"))
    styles = [path for folder in folders for path in sorted(Path(str(folder)).rglob("*.css"))]
    second_engines.must_find_nothing(page, styles)
