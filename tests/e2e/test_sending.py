"""Sending answers from the light page: what is said, what goes out, what stays nowhere."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.catalogues import strings
from kit.frontend import Frame, asset_files, light_page, resolve_links, sends
from kit.load import load_book
from tests.e2e.form import go_through, lose_the_answer
from tests.e2e.keys import Keyboard
from tests.e2e.stand_in import ROOM, SLIP, StandIn
from tests.servers import running

FORMS = Path(__file__).parents[1] / "forms"
TOKENS = Path(__file__).parents[2] / "kit" / "frontend" / "static" / "tokens.css"
EXERCISE = "learn/learning-here"
BOOK = load_book(FORMS)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
UNIT = "Hjemmetjenesten Nord"
GROUPS = re.compile(r"^([0-9a-f]{4} ){7}[0-9a-f]{4}$")

ANSWERS = {"ask-first": "fully", "tell-errors": "partly", "change": "dont-know", "show": "well"}
SENT = "03000000040000"
"""``tell-errors`` partly and ``show`` well; nothing of what is about oneself."""

NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the light page in a book with a collector."""
    root = tmp_path_factory.mktemp("sending")
    (root / "static").mkdir()
    for name, text in asset_files(BOOK.kinds.values(), "nb").items():
        (root / "static" / name).write_text(text, encoding="utf-8")
    (root / "static" / "tokens.css").write_text(TOKENS.read_text(encoding="utf-8"))
    exercise = BOOK.exercises[EXERCISE].value
    context = replace(BOOK.context(EXERCISE, "nb", strings("nb").gettext), collector="/")
    html = light_page(BOOK.kinds[exercise.kind], exercise, context, Frame("static", None, "Boken"))
    (root / "page.html").write_text(resolve_links(html, lambda _: None), encoding="utf-8")
    (root / "other.html").write_text("<!doctype html><title>Annet</title>", encoding="utf-8")
    return root


def new_collector() -> StandIn:
    return StandIn.of(BOOK, EXERCISE, UNIT, closes_on="2026-12-05")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[tuple[StandIn, str]]:
    """Serve the page and the stand-in from one address."""
    collector = new_collector()
    app = Starlette(routes=[*collector.routes(), Mount("/", StaticFiles(directory=folder))])
    with running(app) as address:
        yield collector, address


@pytest.fixture
def collector(served: tuple[StandIn, str]) -> StandIn:
    """Give the stand-in as if nobody had sent it anything."""
    found, _ = served
    vars(found).update(vars(new_collector()))
    return found


@pytest.fixture
def site(served: tuple[StandIn, str], collector: StandIn) -> str:
    return served[1]


def join(page: Page, site: str, code: str = ROOM) -> None:
    """Come by the leader's link, and read what the round is."""
    page.goto(f"{site}/page.html#join={code}")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page) -> None:
    """Begin, answer four statements and go on to the profile."""
    press(page, "Begynn")
    go_through(page.locator(".kit-exercise"), ANSWERS)
    expect(page.get_by_role("heading", name="Vil du sende svarene?")).to_be_visible()


def taking_back(page: Page) -> Locator:
    """Open the place for a code that was noted, and return its field."""
    page.get_by_text("Ta tilbake svar jeg har sendt").click()
    return page.get_by_role("textbox", name="Angrekode")


def said(page: Page) -> Any:
    return page.locator(".kit-outbox .kit-said")


# --- the code ---------------------------------------------------------------------------------


def test_without_a_code_nothing_is_asked_for_and_nothing_is_sent(
    page: Page, site: str, collector: StandIn
) -> None:
    page.goto(f"{site}/page.html")
    go_through(page.locator(".kit-exercise"), {})
    expect(page.get_by_role("heading", name="Profilen din")).to_be_focused()
    expect(page.locator(".kit-outbox")).to_have_count(0)
    assert collector.bodies == []


def test_a_link_leaves_its_code_neither_in_the_address_nor_in_the_history(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/other.html")
    join(page, site)
    assert page.url == f"{site}/page.html"
    page.go_back()
    page.go_forward()
    assert page.url == f"{site}/page.html"


def test_what_the_round_is_stands_before_the_first_statement(page: Page, site: str) -> None:
    join(page, site)
    terms = page.locator(".kit-terms")
    for words in (UNIT, "Finne ut hva", "20. november 2026", "minst 5", "frivillig", "7 påstander"):
        expect(terms).to_contain_text(words)
    expect(terms).to_contain_text("Hvordan det ble svart på en enkelt påstand, blir ikke vist.")
    expect(terms).to_contain_text("ta svarene tilbake til undersøkelsen lukkes for gruppa di")
    expect(page.locator(".kit-item").first).to_be_hidden()


def test_a_wrong_code_says_what_to_do_and_a_right_one_may_be_typed_carelessly(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/page.html")
    page.get_by_text("Jeg har en kode fra lederen min").click()
    field = page.get_by_role("textbox", name="Kode", exact=True)
    field.fill("feil")
    field.press("Enter")
    expect(page.locator(".kit-code").first).to_contain_text("Se på den bokstav for bokstav")
    assert field.get_attribute("aria-invalid") == "true"
    field.fill(" r00m c0de ")
    field.press("Enter")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()


def test_leaving_the_code_brings_back_the_private_profile(page: Page, site: str) -> None:
    join(page, site)
    press(page, "Begynn")
    press(page, "Tilbake")
    press(page, "Gå videre uten koden")
    expect(page.get_by_text("Jeg har en kode fra lederen min")).to_be_focused()
    expect(page.get_by_text("Ingenting blir lagret, og ingenting blir sendt.")).to_be_visible()
    go_through(page.locator(".kit-exercise"), {})
    expect(page.locator(".kit-outbox")).to_have_count(0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fingerprint": "0" * 32}, "Denne siden er fra en annen utgave"),
        ({"fingerprint": "0" * 32, "exercise": "dare/other"}, "hører til en annen øvelse"),
    ],
)
def test_a_page_with_other_questions_cannot_send(
    page: Page, site: str, collector: StandIn, change: dict[str, str], words: str
) -> None:
    collector.round |= change
    page.goto(f"{site}/page.html#join={ROOM}")
    expect(page.locator(".kit-code").first).to_contain_text(words)
    expect(page.locator(".kit-item").first).to_be_visible()


def test_a_translated_page_carries_the_fingerprint_of_the_source() -> None:
    book = load_book(Path(__file__).parents[2])
    name = "learn/where-we-stand"
    kind = book.kinds["self-assessment"]
    sent = [
        sends(
            kind,
            book.translated(language).exercises[name],
            replace(book.context(name, language), collector="/"),
        )
        for language in ("nb", "en")
    ]
    assert sent[0]["items"] != sent[1]["items"]
    assert sent[0]["fingerprint"] == sent[1]["fingerprint"] != ""


# --- what goes out ----------------------------------------------------------------------------


def test_exactly_the_shown_answers_are_sent(page: Page, site: str, collector: StandIn) -> None:
    join(page, site)
    answer(page)
    lines = page.locator(".kit-outbox li")
    assert lines.count() == 7
    expect(lines.nth(0)).to_contain_text("Stemmer delvis")
    expect(lines.nth(1)).to_contain_text("Vet ikke / ikke besvart")
    expect(lines.nth(2)).to_contain_text("Vet ikke / ikke besvart")
    assert len(collector.bodies) == 1, "it was asked for the code, and nothing else"
    press(page, "Send anonymt")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    body = json.loads(collector.bodies[-1])
    assert set(body) == {"code", "ballot", "fingerprint", "answers"}
    assert body["answers"] == SENT
    assert len(body["code"]) == 24
    sent = collector.headers[-1]
    assert "cookie" not in sent
    assert "referer" not in sent
    assert sent["accept-language"] == "en"


def test_every_request_has_one_length_whatever_is_answered(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    expect(page.locator(".kit-receipt")).to_be_visible()
    press(page, "Tøm siden for neste person")
    press(page, "Begynn")
    go_through(page.locator(".kit-exercise"), {})
    press(page, "Send anonymt")
    expect(page.locator(".kit-receipt")).to_be_visible()
    first, second = (body for body in collector.bodies if b"answers" in body)
    assert first != second
    assert len(first) == len(second)


def test_the_receipt_shows_a_code_and_no_answers(page: Page, site: str) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    outbox = page.locator(".kit-outbox")
    expect(outbox.locator("code")).to_have_text(GROUPS)
    expect(outbox).not_to_contain_text("Stemmer")
    expect(page.get_by_role("button", name="Endre svarene")).to_be_hidden()


def test_a_receipt_that_the_browser_does_not_copy_is_marked(page: Page, site: str) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    # Nobody has permitted it: this browser then refuses.
    press(page, "Kopier koden")
    expect(page.get_by_text("Kopier den merkede koden selv.")).to_be_visible()
    assert re.fullmatch(GROUPS, page.evaluate("getSelection().toString()").strip())


def test_the_page_that_a_code_opens_fits_a_phone(page: Page, site: str, collector: StandIn) -> None:
    collector.round["purpose"] = "Finne ut hva vi gjør annerledes til våren, og hvorfor. " * 7
    page.set_viewport_size(PHONE)
    join(page, site)
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("button", name="Begynn", exact=True)).to_be_in_viewport(ratio=1)
    assert page.locator(".kit-terms > ul > li").count() == 3
    expect(page.get_by_text("drøftet med", exact=False)).to_be_hidden()
    page.get_by_text("Alt om denne undersøkelsen").click()
    expect(page.get_by_text("20. november 2026")).to_be_visible()


def test_sending_stands_directly_below_the_profiles_heading(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    join(page, site)
    answer(page)
    heading = page.locator(".kit-profile > :first-child")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    box = page.locator(".kit-profile > :first-child + .kit-outbox")
    expect(box).to_be_in_viewport(ratio=1)
    expect(box.locator("li").first).to_be_hidden()
    before = page.evaluate("scrollY")
    press(page, "Send anonymt")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    expect(page.locator(".kit-receipt")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == before
    press(page, "Ta svarene mine tilbake")
    press(page, "Ja, ta dem tilbake")
    expect(page.get_by_role("heading", name="Svarene dine er tatt tilbake")).to_be_in_viewport()


def test_code_and_receipt_are_away_until_they_matter(page: Page, site: str) -> None:
    page.goto(f"{site}/page.html")
    code = page.get_by_text("Jeg har en kode fra lederen min")
    earlier = page.get_by_text("Ta tilbake svar jeg har sendt")
    expect(code).to_be_visible()
    expect(earlier).to_be_visible()
    press(page, "Neste")
    expect(earlier).to_be_hidden()
    join(page, site)
    for _ in range(10):
        expect(code).to_be_hidden()
        expect(earlier).to_be_hidden()
        page.locator(".kit-exercise button.kit-button--primary:visible").first.click()


def test_nothing_is_sent_if_the_reader_does_not_want_to(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    press(page, "Ikke send")
    expect(page.get_by_role("heading", name="Ingenting blir sendt")).to_be_focused()
    press(page, "Se hva som ville blitt sendt")
    expect(page.get_by_role("heading", name="Vil du sende svarene?")).to_be_focused()
    assert len(collector.bodies) == 1


# --- a bad net --------------------------------------------------------------------------------


def test_an_answer_whose_acknowledgement_is_lost_counts_once(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    page.route("**/answers", lose_the_answer, times=1)
    press(page, "Send anonymt")
    expect(said(page)).to_have_text("De har ikke kommet fram ennå. Siden prøver igjen.")
    press(page, "Prøv igjen nå")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    assert len(collector.ballots) == 1
    assert len([body for body in collector.bodies if b"answers" in body]) == 2


def test_a_code_is_looked_up_until_it_comes_through(
    page: Page, site: str, collector: StandIn
) -> None:
    # What the page waits between two tries takes a hundredth of the time.
    page.add_init_script(
        "const wait = setTimeout;"
        "window.setTimeout = (act, ms) => wait(act, ms > 10_000 ? ms : ms / 100);"
    )
    collector.refuse = "too-many"
    page.goto(f"{site}/page.html#join={ROOM}")
    expect(
        page.get_by_text("Det er for mange forsøk akkurat nå. Siden prøver igjen.")
    ).to_be_visible()
    for _ in range(7):
        with page.expect_response("**/join"):
            pass
    collector.refuse = ""
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    assert len(collector.bodies) >= 8


def test_it_tries_again_by_itself_and_says_when(page: Page, site: str, collector: StandIn) -> None:
    page.clock.install()
    join(page, site)
    answer(page)
    page.route("**/answers", lambda route: route.abort(), times=2)
    press(page, "Send anonymt")
    expect(page.get_by_text("Neste forsøk om")).to_be_visible()
    page.clock.run_for(4_000)
    expect(page.get_by_text("Neste forsøk om")).to_be_visible()
    page.clock.run_for(6_000)
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    assert len(collector.ballots) == 1


def test_offline_it_waits_for_the_net(page: Page, site: str, collector: StandIn) -> None:
    join(page, site)
    answer(page)
    page.context.set_offline(True)
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("Du er ikke på nett.")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    assert len(collector.ballots) == 1


def test_what_the_server_cannot_save_is_not_called_received(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    collector.refuse = "not-saved"
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("Serveren kan ikke lagre svarene akkurat nå.")
    collector.refuse = ""
    press(page, "Prøv igjen nå")
    expect(page.locator(".kit-receipt")).to_be_visible()


def test_leaving_while_unsent_is_asked_about_and_only_then(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    join(page, site)
    answer(page)
    page.goto(f"{site}/other.html")
    assert asked == []
    join(page, site)
    answer(page)
    page.route("**/answers", lambda route: route.abort())
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("De har ikke kommet fram ennå.")
    page.reload()
    assert asked == ["beforeunload"]


def test_who_stops_trying_gets_the_code_for_taking_back(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    page.route("**/answers", lose_the_answer)
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("De har ikke kommet fram ennå.")
    press(page, "Slutt å prøve")
    expect(page.get_by_role("heading", name="Siden har sluttet å prøve")).to_be_focused()
    assert len(collector.ballots) == 1
    press(page, "Ta svarene mine tilbake")
    press(page, "Ja, ta dem tilbake")
    expect(page.get_by_role("heading", name="Svarene dine er tatt tilbake")).to_be_focused()
    assert collector.ballots == {}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"closed": True}, "Undersøkelsen er lukket og tar ikke imot flere svar."),
        ({"places": 0}, "Alle plasser er tatt"),
        ({"used": {"R00MC0DE"}}, "Denne koden åpner ingenting."),
    ],
)
def test_a_refusal_is_said_in_words_and_the_profile_stays(
    page: Page, site: str, collector: StandIn, state: dict[str, Any], words: str
) -> None:
    join(page, site)
    answer(page)
    for name, value in state.items():
        setattr(collector, name, value)
    press(page, "Send anonymt")
    expect(page.get_by_role("heading", name="Svarene ble ikke mottatt")).to_be_focused()
    expect(page.locator(".kit-outbox")).to_contain_text(words)
    expect(page.get_by_role("heading", name="Profilen din")).to_be_visible()
    assert collector.ballots == {}


# --- taking back ------------------------------------------------------------------------------


def test_answers_can_be_taken_back_with_a_code_that_was_noted(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    noted = page.locator(".kit-receipt code").inner_text()
    page.goto(f"{site}/page.html")
    field = taking_back(page)
    field.fill(noted[:-1])
    field.press("Enter")
    expect(page.get_by_text("Sjekk at alle er med.")).to_be_visible()
    field.fill(noted.upper())
    field.press("Enter")
    expect(page.get_by_text("Svarene dine er tatt tilbake.")).to_be_visible()
    assert collector.ballots == {}


def test_a_used_slip_does_not_come_back_with_the_answers(
    page: Page, site: str, collector: StandIn
) -> None:
    collector.room = False
    join(page, site, SLIP)
    known = "24 ble laget til 24 personer; hvem som delte dem ut til hvem, er ikke kjent."
    expect(page.locator(".kit-terms")).to_contain_text(f"Lappen din virker én gang. {known}")
    answer(page)
    press(page, "Send anonymt")
    press(page, "Ta svarene mine tilbake")
    expect(page.get_by_text("En brukt lapp virker ikke en gang til.")).to_be_visible()
    press(page, "Ja, ta dem tilbake")
    expect(page.get_by_text("Lappen din er brukt")).to_be_visible()
    expect(page.get_by_role("button", name="Se hva som ville blitt sendt")).to_have_count(0)


def test_after_closing_nothing_can_be_taken_back_and_it_says_why(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    expect(page.locator(".kit-receipt")).to_be_visible()
    collector.closed = True
    press(page, "Ta svarene mine tilbake")
    press(page, "Ja, ta dem tilbake")
    expect(said(page)).to_contain_text("for ingen vet hvilke som var dine")


# --- the next person --------------------------------------------------------------------------


def left_behind(page: Page) -> Any:
    return page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
                        (await indexedDB.databases()).length, (await caches.keys()).length,
                        location.hash, JSON.stringify(history.state)]"""
    )


def test_the_next_person_finds_nothing_but_the_rooms_code(
    page: Page, site: str, collector: StandIn
) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    noted = page.locator(".kit-receipt code").inner_text()
    expect(page.get_by_text(f"Koden for {UNIT} blir stående")).to_be_visible()
    press(page, "Tøm siden for neste person")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    assert page.locator("input:checked").count() == 0
    assert noted not in page.content()
    expect(page.locator(".kit-profile, .kit-outbox")).to_have_count(0)
    assert left_behind(page) == [0, 0, "", 0, 0, "", "null"]
    page.go_back()
    page.goto(f"{site}/page.html")
    assert page.locator("input:checked").count() == 0
    assert len(collector.ballots) == 1


def test_after_a_slip_the_next_person_needs_one_of_their_own(
    page: Page, site: str, collector: StandIn
) -> None:
    collector.room = False
    join(page, site, SLIP)
    answer(page)
    press(page, "Send anonymt")
    expect(page.locator(".kit-receipt")).to_be_visible()
    press(page, "Tøm siden for neste person")
    field = page.get_by_role("textbox", name="Kode", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(page.locator(".kit-outbox")).to_have_count(0)


def test_the_next_person_is_warned_while_answers_are_on_their_way(page: Page, site: str) -> None:
    join(page, site)
    answer(page)
    page.route("**/answers", lambda route: route.abort())
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("De har ikke kommet fram ennå.")
    press(page, "Tøm siden for neste person")
    expect(page.get_by_role("button", name="Vent", exact=True)).to_be_focused()
    press(page, "Ja, tøm siden")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()


def test_a_page_that_comes_back_from_the_browsers_memory_is_wiped(page: Page, site: str) -> None:
    join(page, site)
    answer(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".kit-profile")).to_have_count(0)
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_text("Jeg har en kode fra lederen min")).to_be_visible()


# --- where it cannot be sent ------------------------------------------------------------------


def test_from_the_disk_the_profile_works_and_sending_is_not_offered(
    page: Page, folder: Path
) -> None:
    page.goto(f"{(folder / 'page.html').as_uri()}#join={ROOM}")
    expect(
        page.get_by_text("Svar kan ikke sendes fra en side som er åpnet fra en fil")
    ).to_be_visible()
    assert "#" not in page.url
    go_through(page.locator(".kit-exercise"), {})
    expect(page.get_by_role("heading", name="Profilen din")).to_be_focused()


def test_without_a_script_the_page_says_how_to_take_part(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/page.html")
    expect(page.get_by_text("Det trengs JavaScript for å sende svar med den.")).to_be_visible()


def test_once_loaded_the_profile_works_without_a_net(page: Page, site: str) -> None:
    page.goto(f"{site}/page.html")
    page.context.set_offline(True)
    go_through(page.locator(".kit-exercise"), {})
    expect(page.get_by_role("heading", name="Profilen din")).to_be_focused()


# --- with the keyboard alone ------------------------------------------------------------------


def test_with_the_keyboard_alone_from_the_code_to_taking_it_back(
    page: Page, site: str, collector: StandIn
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/page.html")
    keys = Keyboard(page)
    keys.to("Jeg har en kode")
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Kode", exact=True)).to_be_visible()
    keys.to("Kode")
    page.keyboard.type("feil")
    keys.press("Enter")
    keys.hear("Se på den bokstav for bokstav")
    expect(page.get_by_role("textbox", name="Kode", exact=True)).to_be_focused()
    keys.press("Control+A")
    page.keyboard.type(ROOM)
    page.keyboard.press("Enter")
    keys.is_on("Før du svarer")
    keys.to("Begynn")
    keys.to("Alt om denne undersøkelsen")
    keys.press("Space")
    expect(page.get_by_text("20. november 2026")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    keys.press("Shift+Tab", "Enter")
    _answer_with(keys)
    keys.is_on("Profilen din")
    keys.to("Send anonymt")
    keys.press("Enter")
    keys.is_on("Svarene dine er mottatt")
    keys.to("Ta svarene mine tilbake")
    keys.press("Enter")
    expect(page.get_by_role("button", name="La dem stå")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Ta svarene mine tilbake")).to_be_focused()
    keys.press("Enter", "Shift+Tab", "Enter")
    keys.is_on("Svarene dine er tatt tilbake")
    assert collector.ballots == {}
    keys.to("Tøm siden for neste person")
    keys.press("Enter")
    keys.is_on("Før du svarer")


def _answer_with(keys: Keyboard) -> None:
    """Answer each statement: by arrow and Enter, by Space and the button, and back once."""
    count = keys.page.locator(".kit-item").count()
    for position in range(count):
        expect(keys.page.locator(".kit-item:visible input").first).to_be_focused()
        if position % 2:
            keys.press("ArrowDown", "Enter")
            continue
        keys.press("Space")
        if position == 2:
            keys.to("Tilbake")
            keys.press("Enter")
            expect(keys.page.locator(".kit-item:visible input:checked")).to_be_focused()
            keys.press("Enter")
            expect(keys.page.locator(".kit-item:visible input:checked")).to_be_focused()
        keys.tab()
        keys.press("Enter")


# --- for everyone -----------------------------------------------------------------------------


def look(page: Page, axe: Any) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    targets = page.locator(".kit-exercise :is(button, summary, input:not([type=radio]))")
    for target in targets.all():
        if target.is_visible():
            box = target.bounding_box()
            assert box
            assert box["height"] >= 48, target.inner_text()


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone-light"),
        pytest.param(DESK, "dark", id="desk-dark", marks=pytest.mark.deep),
        pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.deep),
        pytest.param({"width": 320, "height": 256}, "light", id="400%", marks=pytest.mark.deep),
    ],
)
def test_every_state_is_for_everyone(
    new_page: NewPage, site: str, axe: Any, viewport: Any, scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{site}/page.html#join=feil")
    expect(page.get_by_text("Denne koden åpner ingenting.")).to_be_visible()
    look(page, axe)
    page.get_by_text("Ta tilbake svar jeg har sendt").click()
    look(page, axe)
    page.goto(f"{site}/other.html")
    join(page, site)
    look(page, axe)
    answer(page)
    look(page, axe)
    page.route("**/answers", lambda route: route.abort())
    press(page, "Send anonymt")
    expect(said(page)).to_contain_text("De har ikke kommet fram ennå.")
    press(page, "Tøm siden for neste person")
    look(page, axe)
    press(page, "Vent")
    press(page, "Slutt å prøve")
    look(page, axe)
    page.unroute("**/answers")
    press(page, "Prøv igjen nå")
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    if scheme == "light":
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)
        page.emulate_media(color_scheme="light")
    press(page, "Ta svarene mine tilbake")
    look(page, axe)
    press(page, "Ja, ta dem tilbake")
    expect(page.get_by_role("heading", name="Svarene dine er tatt tilbake")).to_be_focused()
    look(page, axe)


def test_the_printed_receipt_holds_the_code_alone(page: Page, site: str) -> None:
    join(page, site)
    answer(page)
    press(page, "Send anonymt")
    expect(page.locator(".kit-receipt")).to_be_visible()
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="print")
    expect(page.locator(".kit-receipt")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "Skriv ut koden")
    page.emulate_media(media="print")
    expect(page.locator(".kit-receipt code")).to_be_visible()
    visible = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((el) =>
             !el.closest(".kit-receipt") && el.checkVisibility({ visibilityProperty: true })
             && !el.children.length && el.textContent.trim()).length"""
    )
    assert visible == 0
    assert page.pdf().count(b"/Type /Page\n") == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kit-receipt")).to_be_hidden()
