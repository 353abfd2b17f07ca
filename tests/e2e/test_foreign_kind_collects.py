"""A kind of somebody else collects: from the form in its pages to the leader's result."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from kit.ballots import (
    CloseRound,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    save_units,
)
from kit.cli.main import main
from kit.load import Book, load_book
from kit.serving import served_aside
from kit.sphinxext import build_book
from kit.storage import CollectorSettings, Store, open_store
from kit.testing.book import EXERCISE, PLATFORM, write_book
from kit.web.access import issue_links
from kit.web.app import create_collector
from tests.e2e.form import lose_the_answer, press
from tests.organisation import ballots_in, codes_of, settings_in

DILEMMA = Path(__file__).parents[1] / "foreign" / "dilemma"
LIGHT = f"exercises/{EXERCISE}.html"
CHAPTER = "book/focus-areas/learn.html"
UNIT = UnitSpec("harbour", "The harbour", 12)
ITEMS = ("together", "heard", "rules")


@dataclass(frozen=True)
class Place:
    """A served book with its collector, and a round on the foreign exercise."""

    book: Book
    settings: CollectorSettings
    store: Store
    address: str
    round_id: str

    @property
    def code(self) -> str:
        return codes_of(self.store, self.round_id)["harbour"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Build a book that shows the exercise on a page of its own and in a chapter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DILEMMA)
        kind = import_module("our_dilemma").kind
        text = kind.example("en").replace("collects: false", "collects: true")
        root = write_book(tmp_path_factory.mktemp("foreign"), kind, text, PLATFORM)
        built = build_book(root)
        assert built.ok, built.problems
        yield load_book(root)


@pytest.fixture
def place(book: Book, tmp_path: Path) -> Iterator[Place]:
    settings = settings_in(tmp_path)
    store = open_store(settings)
    save_units(store, UnitTree(UNIT), "test")
    exercises = collectables(book)
    plan = RoundPlan(exercises[EXERCISE], "harbour", "To choose", store.today(), items=True)
    done = carry_out(store, "test", OpenRound(plan))
    assert done
    assert done.round_id, done
    inner = create_collector(store, lambda: exercises, holder=False)
    with served_aside(book.root / "_build" / "site", inner) as address:
        yield Place(book, settings, store, address, done.round_id)
    store.close()


def answer(form: Locator, category: str) -> None:
    """Choose the same for every statement about us, and a way that stays here."""
    form.locator("input[name=way]").first.check()
    for item in ITEMS:
        form.locator(f"input[name={item}][value={category}]").check()


def at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_its_answers_go_from_its_own_page_and_can_be_taken_back(
    new_page: Callable[..., Page], place: Place, axe: Callable[[Page], None]
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{place.address}/{LIGHT}#join={place.code}")
    at(page, "Before you answer")
    expect(page.locator(".kit-terms")).to_contain_text("The harbour")
    expect(page.locator(".kit-form")).to_be_hidden()
    axe(page)
    press(page, "Begin")
    expect(page.locator("input[name=way]").first).to_be_focused()
    expect(page.get_by_text("unless you choose to send them")).to_be_visible()
    answer(page.locator(".kit-exercise"), "agree")
    axe(page)
    press(page, "See what would be sent")
    at(page, "Do you want to send your answers?")
    page.get_by_text("Each answer that is sent").click()
    lines = page.locator(".kit-outbox li").all_inner_texts()
    assert [" ".join(line.split()) for line in lines] == [
        "With us, things are settled by talking together. Agree",
        "With us, those concerned are heard. Agree",
        "With us, we know which rules apply. Agree",
    ]
    expect(page.locator(".kit-form")).to_be_hidden()
    axe(page)
    press(page, "Change my answers")
    page.locator("input[name=heard][value=dont-know]").check()
    press(page, "See what would be sent")
    page.route("**/answers", lose_the_answer, times=1)
    with page.expect_request("**/answers") as sending:
        press(page, "Send anonymously")
    assert sending.value.post_data_json["answers"] == "050005"
    press(page, "Try again now")
    at(page, "Your answers are received")
    axe(page)
    expect(page.get_by_role("button", name="Change my answers")).to_be_hidden()
    assert ballots_in(place.store) == 1, "the answer that came twice counts once"
    press(page, "Take my answers back")
    press(page, "Yes, take them back")
    at(page, "Your answers are taken back")
    assert ballots_in(place.store) == 0
    press(page, "Clear the page for the next person")
    at(page, "Before you answer")
    press(page, "Begin")
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_text("You chose:")).to_have_count(0)


def test_five_people_answer_in_a_chapter_and_the_leader_sees_the_result(
    new_page: Callable[..., Page], page: Page, place: Place, tmp_path: Path
) -> None:
    phone = new_page(viewport={"width": 360, "height": 740})
    phone.goto(f"{place.address}/{CHAPTER}")
    form = phone.locator(f"[data-kit-id='{EXERCISE}']")
    form.get_by_text("The whole exercise").click()
    form.get_by_text("I have a code from my leader").click()
    field = form.get_by_role("textbox", name="Code", exact=True)
    field.fill(place.code.lower())
    field.press("Enter")
    for number in range(1, 6):
        at(phone, "Before you answer")
        press(phone, "Begin")
        answer(form, "agree" if number > 1 else "mostly-agree")
        press(phone, "See what would be sent")
        phone.context.set_offline(number == 2)
        press(phone, "Send anonymously")
        if number == 2:
            expect(phone.locator(".kit-outbox")).to_contain_text("You are offline.")
            phone.context.set_offline(False)
        at(phone, "Your answers are received")
        assert ballots_in(place.store) == number
        press(phone, "Clear the page for the next person")
    done = carry_out(place.store, "test", CloseRound(place.round_id))
    assert done
    assert done.done, done
    [link] = issue_links(
        place.store, UNIT, "leader", datetime.now(UTC).date() + timedelta(days=9), "test"
    )
    page.goto(f"{place.address}/collect/#{link.secret}")
    page.wait_for_url("**/rounds*")
    page.get_by_role("link", name="The colleague who is late").first.click()
    expect(page.locator("main")).to_contain_text("How we settle things")
    expect(page.locator("main")).to_contain_text("5 responses included.")
    where = {
        "--project": place.book.root,
        "--database": place.settings.database,
        "--code-key": place.settings.code_key,
        "--keys": place.settings.keys,
    }
    for name in ("html", "csv", "notebook"):
        out = tmp_path / f"report.{name}"
        options = {**where, "--unit": "harbour", "--format": name, "--out": out}
        told = CliRunner().invoke(
            main,
            ["report", place.round_id, *(str(word) for pair in options.items() for word in pair)],
        )
        assert told.exit_code == 0, told.output
        assert "How we settle things" in out.read_text(encoding="utf-8")


SPY = """(() => {
  const seen = (window.seen = { given: [], now: "agree" });
  function render({ model, el, ...rest }) {
    const { offer } = rest;
    const keys = ["exercise", "strings", "untranslated", "answers", "sends", "sending", "join"];
    const look = () => seen.given.push(JSON.stringify(
      [keys.map((key) => model.get(key)), Object.keys(model), Object.keys(rest)]
    ));
    look();
    const note = (name) => (...given) => (look(), seen.given.push([name, ...given].join()));
    const offered = offer({
      answers(...given) {
        note("answers")(...given);
        const { items } = model.get("exercise");
        return seen.answers ?? Object.fromEntries(items.map((id) => [id, seen.now]));
      },
      clear: note("clear"),
      show: note("show"),
    });
    seen.given.push(JSON.stringify([Object.keys(offered), offered.back(), offered.ask(el)]));
  }
  (window.kitForms ??= []).push(["dilemma", { render }]);
})();"""


def test_a_hostile_module_is_handed_nothing_and_sends_only_what_was_shown(
    page: Page, place: Place
) -> None:
    page.route(
        "**/dilemma.js", lambda route: route.fulfill(body=SPY, content_type="text/javascript")
    )
    sent: list[dict[str, str]] = []
    page.on(
        "request",
        lambda asked: sent.append(asked.post_data_json) if "/v1/answers" in asked.url else None,
    )
    page.goto(f"{place.address}/{LIGHT}#join={place.code}")
    press(page, "Begin")
    for strange in ({"free": "My own words"}, {"together": "My own words"}, {"together": 5}):
        page.evaluate("strange => { seen.answers = strange; }", strange)
        press(page, "See what would be sent")
        at(page, "Nothing is sent")
        expect(page.locator(".kit-outbox")).to_contain_text(
            "Answers cannot be sent from this page."
        )
        press(page, "Change my answers")
    assert sent == []
    page.evaluate("() => { seen.answers = undefined; }")
    press(page, "See what would be sent")
    page.evaluate("() => { seen.now = 'disagree'; }")
    press(page, "Send anonymously")
    at(page, "Your answers are received")
    [body] = sent
    assert body["answers"] == "050505", "what was shown is what goes out"
    press(page, "Clear the page for the next person")
    told = json.dumps(page.evaluate("seen.given"))
    assert "clear" in told
    secrets = [place.code, place.code.replace("-", ""), body["ballot"], body["fingerprint"]]
    secrets += ["collector", place.address, "The harbour", "To choose"]
    assert [secret for secret in secrets if secret in told] == []
