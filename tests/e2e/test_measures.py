"""What a team agrees on comes back: from a result, over three months, to the committee's table."""

import asyncio
import csv
import io
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.ballots import (
    Answered,
    Collectable,
    Receiver,
    UnitSpec,
    UnitTree,
    collectables,
    save_units,
)
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store
from kit.web.access import Role, issue_links
from kit.web.app import create_collector
from kit.web.standalone import collector_server
from tests.servers import running_server

ROOT = Path(__file__).parents[2]
ZONES = tuple(UnitSpec(f"zone-{n}", f"Zone {n}", 9) for n in range(1, 6))
TOWN = UnitSpec("town", "The town", 0, (UnitSpec("care", "Care", 0, ZONES),))


@dataclass
class Served:
    """A collector whose day the test moves."""

    today: date = date(2026, 11, 2)
    address: str = ""
    store: Store = field(init=False)
    count: Callable[[], None] = field(init=False)
    """What the key holder does once a day."""

    def link(self, unit: str, role: Role) -> str:
        top = UnitTree(TOWN).find(unit)
        assert top is not None
        last = self.today + timedelta(days=200)
        made = issue_links(self.store, top, role, last, "test")
        return next(link.secret for link in made if link.unit == unit)

    def enter(self, page: Page, unit: str, role: Role = "leader") -> None:
        page.context.clear_cookies()
        page.goto(f"{self.address}/?lang=en#{self.link(unit, role)}")
        page.wait_for_url("**/rounds*")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served()
    keys = tmp_path / "keys"
    settings = CollectorSettings(
        f"sqlite:///{tmp_path}/data/c.sqlite3", keys / "code.key", keys / "own"
    )
    made.store = open_store(settings, today=lambda: made.today)
    save_units(made.store, UnitTree(TOWN), "test")
    found = collectables(load_book(ROOT))
    app = create_collector(made.store, lambda: found, holder=True)
    made.count = app.state.shared.measures.count_again
    server = collector_server(app)
    with running_server(server) as address:
        made.address = f"{address}/collect"
        yield made
    made.store.close()


def open_and_answer(page: Page, served: Served, exercise: Collectable) -> None:
    """Open a survey as a leader, let five people answer, and close it."""
    page.goto(f"{served.address}/rounds/new?exercise={exercise.exercise_id}")
    page.get_by_label("What the answers will be used for").fill("To learn.")
    page.get_by_label("When this was discussed").fill(served.today.isoformat())
    page.get_by_role("button", name="Open", exact=True).click()
    code = page.locator("[data-code]").inner_text()

    async def send() -> None:
        receiver = Receiver(served.store)
        receiver.start()
        vector = bytes([4] * len(exercise.shape.items))
        for _ in range(5):
            ballot = secrets.token_bytes(16)
            sent = await receiver.answer(code, ballot, exercise.fingerprint, vector)
            assert sent is Answered.RECEIVED
        await receiver.aclose()

    # The browser has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, send()).result()
    page.get_by_role("link", name="Close").first.click()
    page.get_by_role("button", name="Close").click()
    page.wait_for_url("**/results*")


def test_what_comes_of_a_result_comes_back(  # noqa: PLR0915 - one way from end to end
    new_page: Callable[..., Page], served: Served, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    exercise = collectables(load_book(ROOT))["learn/where-we-stand"]
    served.enter(page, "zone-1")
    open_and_answer(page, served, exercise)

    # From the result to what the team agrees on, by keyboard.
    page.get_by_role("link", name="Write down what you agree on").focus()
    page.keyboard.press("Enter")
    page.get_by_label("One thing to keep").fill("We ask early")
    page.get_by_label("What you will do").fill("Two hours together each Friday")
    page.get_by_label("Who sees to it").fill("team leader")
    page.get_by_label("By when").fill("2027-01-15")
    page.get_by_role("button", name="Add a measure").click()
    second = page.get_by_role("group", name="Measure 2")
    second.get_by_label("What you will do").fill("One more on Mondays")
    second.get_by_label("How far it is").select_option("Sent up")
    second.get_by_text("Sent up, done, dropped").click()
    second.get_by_label("Whom you ask").select_option("Care")
    second.get_by_label("When you need the answer").fill("2026-11-16")
    axe(page)
    page.get_by_label("The day you look at it again").fill("2027-02-01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    axe(page)

    # Above, it is due, and is answered.
    served.enter(page, "care")
    page.get_by_role("link", name="Zone 1 asks for an answer").click()
    axe(page)
    expect(page.locator("main")).not_to_contain_text("We ask early")
    page.get_by_label("Your answer").fill("From January on")
    page.get_by_label("Your role").fill("head of care")
    page.get_by_role("button", name="Send the answer").click()
    axe(page)

    # Three months later it is the first thing that the leader sees.
    served.today = date(2027, 2, 2)
    served.enter(page, "zone-1")
    page.get_by_role("link", name="3 months ago you agreed:").click()
    expect(page.get_by_text("From January on")).to_be_visible()
    first = page.get_by_role("group", name="Measure 1")
    first.get_by_label("How far it is").select_option("Done")
    first.get_by_text("Sent up, done, dropped").click()
    first.get_by_label("did it help?").select_option("Yes")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="We have looked at it today").click()
    expect(page.get_by_text("Looked at on: 2 February 2027")).to_be_visible()
    page.goto(f"{served.address}/rounds")
    expect(page.get_by_text("months ago you agreed")).to_have_count(0)

    # What is saved as a file opens in another unit, and is kept there only when it is saved.
    page.goto(f"{served.address}/measures")
    page.locator(".kit-agreed a").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="A file that opens here again").click()
    file = tmp_path / "measures.json"
    saved.value.save_as(file)
    for unit in ("zone-2", "zone-3", "zone-4", "zone-5"):
        served.enter(page, unit)
        page.goto(f"{served.address}/measures")
        page.get_by_label("A file of measures").set_input_files(file)
        page.get_by_role("button", name="Open it").click()
        expect(page.get_by_label("One thing to keep")).to_have_value("We ask early")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()

    # HR sees the sum of five units, and of one unit only its days; the committee gets the table.
    served.count()
    served.enter(page, "town", "hr")
    page.goto(f"{served.address}/measures/overview")
    axe(page)
    expect(page.locator("main")).not_to_contain_text("Friday")
    row = page.get_by_role("row").filter(has_text="The town")
    expect(row.get_by_role("cell").first).to_have_text("5")
    with page.expect_download() as table:
        page.get_by_role("link", name="A table for a spreadsheet").click()
    text = Path(table.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][:3] == ["The town", "5", "10"]
    for place in ("measures", "retention", "measures/units"):
        page.goto(f"{served.address}/{place}")
        axe(page)
