"""What a team agrees on without a service: written on a page, saved to a file, opened again."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import FilePayload, Page, expect

from kit.catalogues import strings
from kit.measures import (
    Agreement,
    Helped,
    Kept,
    Measure,
    SentUp,
    Status,
    faults,
    read_file,
    write_file,
)
from kit.web.measures.agreement_files import Told, measures_table
from kit.web.measures.files import csv_bytes
from kit.web.measures.measure_words import UNREADABLE
from tests.e2e.building import REPOSITORY
from tests.e2e.reference_site import reference_site

VECTORS = json.loads((REPOSITORY / "tests/data/measures-vectors.json").read_text("utf-8"))
NewPage = Callable[..., Page]
OPENED = date(2026, 8, 3)
HARM = '<img src=x onerror="document.title=1">=1+1'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reference_site(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


def at(site: Path, fragment: str = "", language: str = "nb") -> str:
    return (site / language / "measures.html").as_uri() + fragment


def opened_on(new_page: NewPage, day: str, where: str, **more: Any) -> Page:
    page = new_page(locale="nb-NO", **more)
    page.clock.set_fixed_time(f"{day}T10:00:00")
    page.goto(where)
    return page


def saved(page: Page, button: str = "Lagre til en fil") -> bytes:
    with page.expect_download() as downloaded:
        page.get_by_role("button", name=button).click()
    return Path(downloaded.value.path()).read_bytes()


def put(page: Page, data: bytes) -> None:
    """Choose a file to be opened."""
    file: FilePayload = {"name": "measures.json", "mimeType": "application/json", "buffer": data}
    page.get_by_label("Åpne en fil som er lagret før").set_input_files(file)


def asks_before_leaving(page: Page) -> bool:
    """Return whether the browser would ask before it closes the page."""
    leaving = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    return bool(page.evaluate(leaving))


def test_an_agreement_is_written_saved_and_comes_back_three_months_later(
    new_page: NewPage, site: Path
) -> None:
    page = opened_on(new_page, "2026-08-03", at(site, "#workshop=learn"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert not asks_before_leaving(page)
    write(page)
    answer_what_is_asked(page)
    file = saved(page)
    expect(page.get_by_text("Lagret blant nedlastingene dine.")).to_be_visible()
    assert not asks_before_leaving(page)
    read_by_the_service(page, file)

    later = opened_on(new_page, "2026-11-05", at(site))
    follow_up(later, file)
    assert asks_before_leaving(later)
    agreement, answered = read_file(file), read_file(saved(later))
    assert (answered.id, answered.held) == (agreement.id, (date(2026, 11, 5),))
    done, sent_up = answered.measures
    assert (done.id, done.status) == (agreement.measures[0].id, Status.DONE)
    assert done.helped is Helped.PARTLY
    asked_for = {"name": "Kommunalsjef", "due": date(2026, 9, 1)}
    told = {"answer": "Ja, fra nyttår", "answered": date(2026, 11, 5)}
    assert sent_up.sent_up == SentUp.model_validate({**asked_for, **told})

    # Nothing has been sent, and nothing stays.
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    kept = "[localStorage.length, sessionStorage.length, document.cookie, location.hash]"
    assert page.evaluate(kept) == [0, 0, "", "#workshop=learn"]


def write(page: Page) -> None:
    """Write an agreement from which something is missing."""
    page.get_by_label("Én ting å ta vare på").fill("Vi tar opp det vanskelige med en gang")
    expect(page.get_by_text("er ikke lagret i en fil ennå")).to_be_visible()
    assert asks_before_leaving(page)
    page.locator("#m0-text").fill(HARM)
    page.locator("#m0-responsible").fill("Kari Nordmann")
    page.locator("#m0-due").fill("2026-10-01")
    page.get_by_role("button", name="Legg til et tiltak").click()
    expect(page.locator("#m1-text")).to_be_focused()
    page.keyboard.type("To timer mer på mandager")
    page.locator("#m1-status").select_option("sent-up")
    page.locator("#next").fill("2026-11-03")


def answer_what_is_asked(page: Page) -> None:
    """Try to save: what is missing is said at once, then the name; nothing is saved meanwhile."""
    save = page.get_by_role("button", name="Lagre til en fil")
    save.click()
    expect(page.locator(".kit-errors")).to_be_focused()
    expect(page.locator(".kit-errors li")).to_have_text(
        ["Velg hvem dere spør.", "Velg dagen dere trenger svaret."]
    )
    # A browser takes years that no calendar has.
    page.locator("#next").fill("12026-11-03")
    save.click()
    expect(page.locator(".kit-errors li").first).to_contain_text("2026-11-30")
    page.locator("#next").fill("2026-11-03")
    page.locator(".kit-errors a").nth(1).click()
    expect(page.locator("#m1-to")).to_be_focused()
    page.locator("#m1-to").fill("Kommunalsjef")
    page.locator("#m1-answer_due").fill("2026-09-01")
    save.click()
    expect(page.locator("#m0-responsible-error")).to_contain_text("noens fulle navn")
    page.locator("#m0-responsible").fill("fagleder, KN")


def read_by_the_service(page: Page, file: bytes) -> None:
    """See that the service reads what the page has written, and makes the same of it."""
    agreement = read_file(file)
    assert faults(agreement) == ()
    assert (agreement.agreed, agreement.next) == (OPENED, date(2026, 11, 3))
    assert (agreement.origin.area, agreement.origin.workshop) == ("Å lære", "Et møte om å lære")
    assert agreement.measures[0].text == HARM
    assert agreement.measures[1].sent_up == SentUp(name="Kommunalsjef", due=date(2026, 9, 1))
    told = Told(Kept(agreement, "", "", 1), "nb", OPENED)
    assert saved(page, "En tabell for regneark") == csv_bytes(measures_table(told))
    document = Document(BytesIO(saved(page, "Et dokument til et tekstprogram")))
    assert [cell.text for cell in document.tables[0].rows[1].cells][:2] == [HARM, "fagleder"]
    calendar = saved(page, "Lagre en fil til kalenderen").decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261103\r\n" in calendar


def follow_up(page: Page, file: bytes) -> None:
    """Open the file: what was agreed comes first, and is answered there."""
    put(page, file)
    box = page.locator(".kit-agreed-due")
    expect(box.get_by_role("heading")).to_have_text("For 3 måneder siden ble dere enige om:")
    expect(box.get_by_role("heading")).to_be_focused()
    first, second = box.get_by_role("group").all()
    expect(first).to_contain_text(HARM)
    expect(page.locator("main img")).to_have_count(0)
    first.get_by_label("Hvor langt det er kommet").select_option("done")
    first.get_by_label("Hjalp det?").select_option("partly")
    second.get_by_label("Hva de svarte").fill("Ja, fra nyttår")
    box.get_by_role("button", name="Vi har sett på det i dag").click()


def test_no_file_takes_the_place_of_what_stands_there_without_a_question(
    new_page: NewPage, site: Path
) -> None:
    page = opened_on(new_page, "2026-08-03", at(site))
    kept = page.get_by_label("Én ting å ta vare på")
    kept.fill("Det vi har skrevet")
    for reason, words in UNREADABLE.items():
        file = next(each for each in VECTORS["files"] if each["is"] == reason)
        put(page, file["text"].encode() * file.get("times", 1))
        expect(page.locator(".kit-errors")).to_have_text(strings("nb").gettext(words))
        expect(kept).to_have_value("Det vi har skrevet")

    # A file of the service opens, with a question first.
    sent = SentUp(to="health", name="Helse", due=OPENED, answer="Ja", answered=OPENED, by="sjef")
    measures = [Measure(text=f"Tiltak {n}") for n in range(8)]
    measures.append(Measure(text="Spør", status=Status.SENT_UP, sent_up=sent))
    agreement = Agreement(
        agreed=OPENED, language="nb", keep="Det fra filen", measures=tuple(measures), shared=True
    )
    put(page, write_file(agreement))
    page.get_by_role("button", name="Behold det som står her").click()
    expect(kept).to_have_value("Det vi har skrevet")
    put(page, write_file(agreement))
    page.get_by_role("button", name="Åpne filen likevel").click()
    expect(kept).to_have_value("Det fra filen")
    assert not asks_before_leaving(page)
    page.get_by_role("button", name="Lagre til en fil").click()
    expect(page.locator(".kit-errors")).to_contain_text("høyst 7 tiltak")
    # Whoever must go takes all of it along, unfinished, and nothing of it is lost.
    assert saved(page, "Lagre det slik det står") == write_file(agreement)


def test_paper_shows_roles_large_and_initials_only_when_asked(
    new_page: NewPage, site: Path
) -> None:
    page = opened_on(new_page, "2026-08-03", at(site, "#workshop=learn"))
    page.locator("#m0-text").fill("Øve på ny pumpe")
    page.locator("#m0-responsible").fill("fagleder, KN")
    poster = page.locator(".kit-poster")
    for initials in (False, True):
        page.get_by_label("Ta med initialer også").set_checked(initials)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        expect(poster).to_contain_text("fagleder")
        assert ("KN" in poster.inner_text()) == initials
        expect(page.locator(".kit-exercise")).to_be_hidden()
        assert sheets(page) == 1
        page.emulate_media(media="screen")
    expect(poster).to_be_hidden()

    bare = new_page(java_script_enabled=False)
    bare.goto(at(site))
    expect(bare.locator(".kit-agreed-measure:visible")).to_have_count(3)
    expect(bare.locator(".kit-later:visible")).to_have_count(0)
    assert sheets(bare) == 1


def sheets(page: Page) -> int:
    """Return how many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_another_language_keeps_what_stands_there_and_axe_finds_nothing(
    new_page: NewPage, address: str, axe: Callable[..., None]
) -> None:
    phone = {"width": 360, "height": 740}
    where = f"{address}/nb/measures.html#exercise=learn/looking-back"
    page = opened_on(new_page, "2026-11-05", where, viewport=phone)
    axe(page)
    page.locator(".kit-suggested summary").click()
    suggestion = page.locator(".kit-suggested li:visible").first
    text = suggestion.locator("span").inner_text()
    suggestion.get_by_role("button").click()
    expect(page.locator("#m0-text")).to_have_value(text)
    for n in range(1, 4):
        page.get_by_role("button", name="Legg til et tiltak").click()
        page.locator(f"#m{n}-text").fill(f"Tiltak {n}")
    page.locator("#m3-due").fill("2026-11-01")
    file = saved(page)
    put(page, file)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("heading", name="What we agree on")).to_be_visible()
    expect(page.locator(".kit-agreed-due").get_by_label("How far it is")).to_be_visible()
    expect(page.get_by_label("What you will do").nth(3)).to_have_value("Tiltak 3")
    expect(page.get_by_role("group", name="Measure 4")).to_be_visible()
    page.get_by_label("One thing to keep").fill("=1+1")
    page.locator("#m3-status").select_option("dropped")
    page.get_by_role("button", name="Save to a file").click()
    expect(page.locator(".kit-errors")).to_contain_text("Say why it was dropped.")
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, colours=True)
