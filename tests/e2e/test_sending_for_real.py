"""From a phone to the database and back: the reference book's page and the real collector."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.ballots import (
    Act,
    CloseRound,
    Holder,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    collectables,
    confirm_slips,
    draw_slips,
    outcome,
    request_act,
    round_status,
    save_units,
)
from kit.catalogues import strings
from kit.frontend import Frame, asset_files, light_page, resolve_links
from kit.load import load_book
from kit.storage import Store, open_store
from kit.web.app import create_collector
from tests.e2e.form import answer_by_keyboard, lose_the_answer, press
from tests.organisation import ballots_in, codes_of, settings_in
from tests.servers import running

REPOSITORY = Path(__file__).parents[2]
EXERCISE = "learn/where-we-stand"
BOOK = load_book(REPOSITORY)
UNIT = UnitSpec("north", "Hjemmetjenesten Nord", 12)


@dataclass
class Desk:
    """The running collector with a book beside it."""

    store: Store
    address: str

    def open(self, code: Any = "room") -> str:
        """Open a round on the exercise."""
        plan = RoundPlan(
            collectables(BOOK)[EXERCISE], "north", "Velge tiltak", self.store.today(), code=code
        )
        return self.act(OpenRound(plan))

    def act(self, act: Act) -> str:
        """Let the key holder carry out an act and return its round."""
        request = request_act(self.store, "test", act)
        holder = Holder(self.store)
        with holder.lock(wait=True):
            holder.run_pending()
        done = outcome(self.store, request)
        assert done
        assert done.round_id, done
        return done.round_id


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    tokens = REPOSITORY / "kit" / "frontend" / "static" / "tokens.css"
    for language in ("nb", "en"):
        static = root / f"static-{language}"
        static.mkdir()
        (static / "tokens.css").write_bytes(tokens.read_bytes())
        for name, source in asset_files(BOOK.kinds.values(), language).items():
            (static / name).write_text(source, encoding="utf-8")
        exercise = BOOK.translated(language).exercises[EXERCISE]
        context = BOOK.context(EXERCISE, language, strings(language).gettext)
        html = light_page(
            BOOK.kinds[exercise.kind],
            exercise,
            replace(context, collector="/"),
            Frame(static.name, None, "Vi i Sarpsborg"),
        )
        (root / f"{language}.html").write_text(resolve_links(html, lambda _: None), "utf-8")
    return root


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """Run the book and the collector on one port."""
    store = open_store(settings_in(tmp_path))
    save_units(store, UnitTree(UNIT), "test")
    inner = create_collector(store, lambda: collectables(BOOK), holder=False)
    app = Starlette(
        routes=[Mount("/collect", inner), Mount("/", StaticFiles(directory=folder))],
        lifespan=lambda _app: inner.router.lifespan_context(inner),
    )
    with running(app) as address:
        yield Desk(store, address)
    store.close()


def test_two_people_answer_at_one_phone_by_keyboard(
    new_page: Callable[..., Page], desk: Desk
) -> None:
    round_id = desk.open()
    code = codes_of(desk.store, round_id)["north"]
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{desk.address}/nb.html#join={code}")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    expect(page.locator(".kit-terms")).to_contain_text("Hjemmetjenesten Nord")
    answer_by_keyboard(page, page.locator(".kit-exercise"), "Begynn")
    page.route("**/answers", lose_the_answer, times=1)
    press(page, "Send anonymt")
    press(page, "Prøv igjen nå")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    assert ballots_in(desk.store) == 1
    press(page, "Ta svarene mine tilbake")
    press(page, "Ja, ta dem tilbake")
    expect(page.get_by_role("heading", name="Svarene dine er tatt tilbake")).to_be_focused()
    assert ballots_in(desk.store) == 0
    press(page, "Tøm siden for neste person")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    answer_by_keyboard(page, page.locator(".kit-exercise"), "Begynn")
    press(page, "Send anonymt")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    assert ballots_in(desk.store) == 1


def test_a_slip_answers_once_and_says_afterwards_what_came_of_it(
    page: Page, desk: Desk, axe: Callable[[Page], None]
) -> None:
    round_id = desk.open("slips")
    slip = draw_slips(desk.store, round_id, "north", 11, "test")[0]
    confirm_slips(desk.store, round_id, "north", slip, "test")
    page.goto(f"{desk.address}/en.html#join={slip}")
    words = "11 were drawn for 12 people; who handed them out to whom is not known."
    expect(page.locator(".kit-terms")).to_contain_text(f"Your slip works once. {words}")
    answer_by_keyboard(page, page.locator(".kit-exercise"), "Begin")
    press(page, "Send anonymously")
    expect(page.get_by_role("heading", name="Your answers are received")).to_be_focused()
    assert ballots_in(desk.store) == 1
    press(page, "Clear the page for the next person")
    field = page.get_by_role("textbox", name="Code", exact=True)
    field.fill(slip)
    field.press("Enter")
    expect(page.get_by_text("This code opens nothing.")).to_be_visible()
    assert ballots_in(desk.store) == 1
    status = round_status(desk.store, round_id)
    assert status is not None
    assert status.sessions[0].slips is not None
    reference = status.sessions[0].slips.reference
    field.fill(f"{slip}-{reference}")
    field.press("Enter")
    expect(page.get_by_text("The survey is open, but the long code on your slip")).to_be_visible()
    desk.act(CloseRound(round_id))
    field.fill(f"{slip}-{reference}")
    field.press("Enter")
    expect(page.get_by_text("The survey is closed and takes no more answers.")).to_be_visible()
    page.get_by_role("link", name="See what came of it").click()
    expect(page.get_by_text("Its figures are not shown here.")).to_be_visible()
    assert reference not in page.url
    axe(page)
