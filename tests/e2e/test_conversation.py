"""A conversation on two phones that never meet: each prepares, and both write one document."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import FilePayload, Page, expect

from kit.frontend import Frame, asset_files, light_page, resolve_links
from kit.kinds.conversation import kind
from kit.kinds.conversation_model import Conversation
from kit.load import load_book
from tests.form_exercises import FORMS

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "kit" / "frontend" / "static" / "tokens.css"
PHONE = {"width": 360, "height": 740}
NIGHTS = "I would rather work nights"
HARM = '<img src=x onerror="document.title=1">'
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    book = load_book(FORMS)
    root = tmp_path_factory.mktemp("conversation")
    (root / "static").mkdir()
    for name, text in asset_files([kind]).items():
        (root / "static" / name).write_text(text, encoding="utf-8")
    (root / "static" / "tokens.css").write_text(TOKENS.read_text(encoding="utf-8"))
    exercise = Conversation.model_validate(yaml.safe_load(kind.example("en")))
    context = replace(book.context("learn/first-month"), language="en")
    html = light_page(kind, exercise, context, Frame("static", "index.html", "The book"))
    (root / "talk.html").write_text(resolve_links(html, lambda _: "#"), encoding="utf-8")
    return f"{serve_folder(root)}/talk.html"


def saved(page: Page) -> bytes:
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Save as a file").first.click()
    return Path(downloaded.value.path()).read_bytes()


def put(page: Page, data: bytes) -> None:
    file: FilePayload = {"name": "talk.json", "mimeType": "application/json", "buffer": data}
    page.get_by_label("Open a file that you saved here").set_input_files(file)


def asks_before_leaving(page: Page) -> bool:
    leaving = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    return bool(page.evaluate(leaving))


def no_wider_than_the_phone(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_two_prepare_apart_and_write_one_document_together(new_page: NewPage, address: str) -> None:
    employee, leader = (new_page(viewport=PHONE, accept_downloads=True) for _ in range(2))
    asked: list[str] = []
    for page in (employee, leader):
        page.goto(address)
        page.on("request", lambda request: asked.append(request.url))

    # Each sees its own questions, and nobody else's.
    employee.get_by_label("I prepare: Employee").check()
    expect(employee.get_by_text("What can you make easier?")).to_be_hidden()
    employee.get_by_label("What have you managed").fill(NIGHTS)
    assert asks_before_leaving(employee)
    assert no_wider_than_the_phone(employee)
    preparation = saved(employee)
    assert not asks_before_leaving(employee)
    leader.get_by_label("I prepare: Leader").check()
    expect(leader.get_by_text("What have you managed")).to_be_hidden()
    leader.get_by_label("What can you make easier?").fill("The rota")

    document = write_together(leader)

    # The other opens the copy; what answers a question that is gone is there, too.
    put(employee, document)
    expect(employee.get_by_label("What the leader will do")).to_have_value(HARM)
    old = json.loads(document)
    old["answers"].append({"id": "gone", "label": "An old question", "text": "An old answer"})
    put(employee, json.dumps(old).encode())
    employee.get_by_role("button", name="Yes, go on").click()
    expect(employee.get_by_label("An old question")).to_have_value("An old answer")
    assert b"An old answer" in saved(employee)

    refused(employee, document)
    shared(employee, preparation)
    assert [url for url in asked if not url.startswith(("blob:", "data:"))] == []
    kept = "[localStorage.length, sessionStorage.length, document.cookie, location.hash]"
    assert leader.evaluate(kept) == [0, 0, "", ""]


def write_together(leader: Page) -> bytes:
    """Hold the meeting and write on the leader's phone, without what was prepared there."""
    leader.get_by_label("We are in the meeting").check()
    expect(leader.get_by_text("The employee speaks first.")).to_be_visible()
    leader.get_by_label("What we agreed on").check()
    expect(leader.get_by_text("does not show here, but it is still on this page")).to_be_visible()
    expect(leader.get_by_label("What can you make easier?")).to_be_hidden()
    leader.get_by_label("What the leader will do").fill(HARM)
    document = saved(leader)
    assert json.loads(document)["part"] == "document"
    assert b"The rota" not in document
    leader.emulate_media(media="print")
    leader.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(leader.get_by_role("radio").first).to_be_hidden()
    expect(leader.get_by_text("Signature", exact=True)).to_be_visible()
    expect(leader.locator(".kit-written", has_text="onerror")).to_be_visible()
    expect(leader.get_by_text("The rota")).to_have_count(1)
    expect(leader.get_by_text("The rota")).to_be_hidden()
    leader.emulate_media(media="screen")
    leader.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(leader.get_by_label("What we agreed on")).to_be_checked()
    return document


def refused(page: Page, document: bytes) -> None:
    """Open files that cannot be read: each is refused in words, and nothing is lost."""
    other = {**json.loads(document), "exercise": "learn/another", "title": "Another talk"}
    for data, said in (
        (b"{", "is not from a conversation here"),
        (b" " * 300_000, "too large"),
        (json.dumps({**other, "schema": 9}).encode(), "newer version"),
        (json.dumps({**other, "answers": 1}).encode(), "missing or changed"),
        (json.dumps(other).encode(), "another conversation: Another talk"),
    ):
        put(page, data)
        expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.get_by_label("What the leader will do")).to_have_value(HARM)


def shared(page: Page, preparation: bytes) -> None:
    """Prepare as another on the same device: nothing is seen of who did so before."""
    page.get_by_label("I prepare: Leader").click()
    question = page.get_by_text("must go before another prepares")
    expect(question).to_be_focused()
    expect(page.get_by_label("What we agreed on")).to_be_checked()
    expect(page.get_by_label("What have you managed")).to_be_hidden()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_label("What have you managed")).to_have_value(NIGHTS)
    page.get_by_label("I prepare: Leader").click()
    page.get_by_role("button", name="Yes, go on").click()
    expect(page.get_by_label("What can you make easier?")).to_be_visible()
    page.get_by_role("button", name="Clear the page for the next person").click()
    page.get_by_role("button", name="Yes, go on").click()
    expect(page.get_by_role("status")).to_have_text("Everything is forgotten.")
    assert page.evaluate("[...document.querySelectorAll('textarea')].some((f) => f.value)") is False
    put(page, preparation)
    expect(page.get_by_label("What have you managed")).to_have_value(NIGHTS)


def test_without_javascript_it_reads_and_prints_with_lines(new_page: NewPage, address: str) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(address)
    for text in ("What can you make easier?", "The employee speaks first.", "Where it is kept"):
        expect(page.get_by_text(text)).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator(".kit-lines i:visible").count() > 20
    expect(page.get_by_text("Signature", exact=True)).to_be_visible()
