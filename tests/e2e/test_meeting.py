"""A meeting run from the leader's phone: a wall, and twelve phones that follow."""

import asyncio
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.ballots import Answered, Receiver, UnitSpec, UnitTree, collectables, save_units
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store
from kit.web.access import issue_links
from kit.web.app import create_collector
from kit.web.frame.state import Look
from kit.web.standalone import collector_server
from tests.servers import running_server

ROOT = Path(__file__).parents[2]
BOOK = load_book(ROOT)
EXERCISE = collectables(BOOK)["learn/where-we-stand"]
WARD = UnitSpec("ward", "Ward", 12)
PHONES = 12
LEADERS_WORDS = ".kit-desk:visible, .kit-say:visible, .kit-leader:visible"


@dataclass
class Served:
    address: str
    store: Store
    secret: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("meeting")
    keys, url = folder / "keys", f"sqlite:///{folder}/data/c.sqlite3"
    store = open_store(CollectorSettings(url, keys / "code.key", keys / "own"))
    save_units(store, UnitTree(WARD), "test")
    last = datetime.now(UTC).date() + timedelta(days=9)
    (link,) = issue_links(store, WARD, "leader", last, "test")
    found = {EXERCISE.exercise_id: EXERCISE}
    app = create_collector(
        store,
        lambda: found,
        holder=True,
        look=lambda: Look("Vi i Sarpsborg", ("dare", "learn")),
        written=lambda: BOOK,
    )
    with running_server(collector_server(app)) as address:
        yield Served(f"{address}/collect", store, link.secret)
    store.close()


def answers(served: Served, code: str, number: int) -> None:
    async def send() -> None:
        receiver = Receiver(served.store)
        receiver.start()
        for _ in range(number):
            vector = bytes([4] * len(EXERCISE.shape.items))
            ballot = secrets.token_bytes(16)
            sent = await receiver.answer(code, ballot, EXERCISE.fingerprint, vector)
            assert sent is Answered.RECEIVED
        await receiver.aclose()

    # The browser has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, send()).result()


def prepared_and_started(leader: Page, served: Served, axe: Callable[[Page], None]) -> str:
    """Prepare a meeting as the leader of the ward, start it on its day, and return the code."""
    today = datetime.now(UTC).date().isoformat()
    leader.goto(f"{served.address}/?lang=nb#{served.secret}")
    leader.wait_for_url("**/rounds*")
    leader.get_by_role("link", name="Forbered et møte").click()
    axe(leader)
    leader.locator("#meets_on").fill(today)
    leader.locator("#at").fill("13:30")
    leader.locator("#purpose").fill("Vi vil lære.")
    leader.locator("#discussed_on").fill(today)
    leader.get_by_role("button", name="Spar det til dagen").click()
    axe(leader)
    leader.get_by_role("button", name="Start").click()
    return leader.locator("[data-code]").inner_text()


def test_a_meeting_is_led_from_a_phone_and_followed_by_wall_and_room(  # noqa: PLR0915 - one hour
    new_page: Callable[..., Page], served: Served, axe: Callable[[Page], None]
) -> None:
    leader = new_page(viewport={"width": 360, "height": 740}, locale="nb-NO")
    code = prepared_and_started(leader, served, axe)

    # The computer in the room gets its own code, and no link of the leader's.
    leader.get_by_role("button", name="Vis på skjermen i rommet").click()
    typed = leader.locator("[data-wall-code]").inner_text()
    wall = new_page(viewport={"width": 1280, "height": 720}, locale="nb-NO")
    wall.goto(f"{served.address}/wall?lang=nb")
    wall.locator("#code").fill(typed)
    wall.locator("form button").first.click()
    expect(wall.locator("[data-code]")).to_have_text(code)

    # The leader chooses a programme; the wall takes it up by itself.
    leader.get_by_role("link", name=re.compile("Til undersøkelsen")).click()
    leader.get_by_role("link", name="Led møtet").click()
    axe(leader)
    leader.get_by_role("button", name="Velg det").click()
    axe(leader)
    expect(wall.locator(".kit-stage .kit-wall")).to_be_visible()
    axe(wall)

    phones = []
    for _ in range(PHONES):
        phone = new_page(viewport={"width": 360, "height": 740}, locale="nb-NO")
        phone.goto(f"{served.address}/room?lang=nb#{code}")
        phones.append(phone)
    for phone in phones:
        phone.wait_for_url("**/room/*")
        assert code not in phone.url

    # The first step: the same words on the wall and on all phones, and none of the leader's.
    leader.get_by_role("button", name="Start", exact=True).click()
    title = leader.locator(".kit-desk h1").inner_text()
    expect(wall.locator(".kit-wall-title")).to_have_text(title)
    for phone in phones:
        expect(phone.locator("[data-now]")).to_contain_text(title)
        assert phone.locator(LEADERS_WORDS).count() == 0
    assert wall.locator(LEADERS_WORDS).count() == 0
    axe(phones[0])

    # To the step in which everybody answers.
    way = "Ikke nok svar ennå"
    while wall.get_by_text(way).count() == 0:
        before = leader.locator(".kit-desk h1").inner_text()
        leader.get_by_role("button", name="Neste steg", exact=True).click()
        expect(leader.locator(".kit-desk h1")).not_to_have_text(before)
        expect(wall.locator(".kit-wall-title")).to_have_text(
            leader.locator(".kit-desk h1").inner_text()
        )
    link = phones[3].locator("[data-now] .kit-way a")
    assert link.get_attribute("href", timeout=5000) is not None
    assert str(link.get_attribute("href")).endswith(f"#join={code}")
    answers(served, code, 5)
    expect(wall.get_by_text("Nok svar", exact=True)).to_be_visible()
    expect(leader.get_by_text("Nok svar", exact=True).first).to_be_visible()
    # Everybody sees it on the wall; no phone is told.
    assert "Nok svar" not in phones[0].locator("body").inner_text()

    # A break is on all screens; a reload and a lost network keep step and clock.
    leader.get_by_role("button", name="Pause for alle", exact=True).click()
    expect(wall.locator(".kit-wall--calm")).to_be_visible()
    expect(phones[1].locator(".kit-room-place")).to_have_text("Pause")
    leader.reload()
    leader.get_by_role("button", name="Avslutt pausen", exact=True).click()
    expect(wall.locator(".kit-wall--calm")).to_have_count(0)

    # Two phones of the leader's that go on at once, one without a network, agree again.
    here = leader.locator(".kit-desk h1")
    other = new_page(viewport={"width": 360, "height": 740}, locale="nb-NO")
    other.goto(f"{served.address}/?lang=nb#{served.secret}")
    other.wait_for_url("**/rounds*")
    other.goto(leader.url)
    expect(other.locator(".kit-desk h1")).to_have_text(here.inner_text())
    other.context.set_offline(True)
    other.get_by_role("button", name="Pause for alle", exact=True).click()
    leader.get_by_role("button", name="Neste steg", exact=True).click()
    expect(phones[0].locator("[data-now]")).to_contain_text(here.inner_text())
    other.context.set_offline(False)
    expect(other.locator(".kit-desk h1")).to_have_text(here.inner_text(), timeout=10000)

    # What the room proposes is kept on the leader's phone, over a reload, too, and nowhere else.
    vote = leader.locator(".kit-desk-part > summary").filter(has_text="Avstemning")
    vote.click()
    leader.get_by_role("button", name="Skriv et valg fra rommet", exact=True).click()
    option = leader.locator("[data-hold='option 0']")
    with leader.expect_response(lambda each: each.request.method == "PUT") as sent:
        option.fill("Mer tid")
        option.press("Tab")
    assert "Mer tid" not in str(sent.value.request.post_data)
    leader.reload()
    vote.click()
    expect(option).to_have_value("Mer tid")

    wall.context.set_offline(True)
    leader.get_by_role("button", name="Neste steg", exact=True).click()
    after = leader.locator(".kit-desk h1").inner_text()
    expect(phones[0].locator("[data-now]")).to_contain_text(after)
    wall.context.set_offline(False)
    expect(wall.locator(".kit-wall-title")).to_have_text(after, timeout=10000)

    # Nothing on the wall is pressed.
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("Escape")
    expect(wall.locator(".kit-wall-title")).to_have_text(after)

    # Closed, the result comes to the leader alone, with its guide; then by an act on the wall.
    leader.get_by_role("link", name=re.compile("Til undersøkelsen")).click()
    leader.get_by_role("link", name="Lukk og vis resultatet").click()
    leader.get_by_role("button", name=re.compile("^Lukk")).click()
    leader.wait_for_url("**/results*")
    expect(leader.get_by_role("heading", name="Før du viser det til rommet")).to_be_visible()
    axe(leader)
    expect(wall.locator(".kit-wall-title")).to_have_text(after)
    assert wall.locator(".kit-shown").count() == 0
    leader.get_by_role("button", name="Vis på veggen").click()
    expect(wall.locator(".kit-shown")).to_be_visible(timeout=10000)
    axe(wall)
    leader.get_by_role("button", name="Ta det bort fra veggen").click()
    expect(wall.locator(".kit-wall-title")).to_have_text(after, timeout=10000)

    # Keep and improve: written where the result stands, found again under measures.
    leader.get_by_role("link", name="Skriv ned det dere blir enige om").click()
    leader.get_by_label("Én ting å ta vare på").fill("Vi spør tidlig")
    leader.get_by_label("Én ting å bli bedre på").fill("Beskjedene mellom dag og kveld")
    leader.get_by_role("button", name="Lagre").last.click()
    leader.get_by_role("link", name="Tiltak", exact=True).click()
    expect(leader.get_by_text("Vi spør tidlig")).to_be_visible()

    # The computer in the room comes to no page of the leader's.
    wall.goto(f"{served.address}/rounds")
    expect(wall.locator("main")).not_to_contain_text("Vi vil lære.")
