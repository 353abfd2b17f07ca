"""A workshop as it is held: a chapter of the served book, one port, one shared phone."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree

import pytest
from playwright.sync_api import Page, expect

from kit.ballots import (
    CloseRound,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    results_of,
    save_units,
)
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store
from tests.e2e.form import answer_by_keyboard, go_through, lose_the_answer, press
from tests.organisation import ballots_in, codes_of
from tests.preloaded import KIT, command
from tests.servers import free_port

REPOSITORY = Path(__file__).parents[2]
EXERCISE = "learn/where-we-stand"
CHAPTER = "book/focus-areas/learn.html"


@dataclass
class Workshop:
    """A running ``kit serve``, and the store that it made."""

    store: Store
    address: str
    round_id: str


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("workshop")
    project = folder / "book"
    project.mkdir()
    for name in ("_config.yml", "_toc.yml"):
        copy(REPOSITORY / name, project)
    for name in ("book", "exercises", "locale"):
        copytree(REPOSITORY / name, project / name)
    # The phone reads one language.
    config = project / "_config.yml"
    text = config.read_text("utf-8")
    assert "kit_languages: [nb, en]" in text
    config.write_text(text.replace("[nb, en]", "[nb]"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        port = free_port()
        with subprocess.Popen(
            command(KIT, "serve", "-C", project, "--port", str(port), unbuffered=True),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ,
        ) as process:
            assert process.stdout is not None
            try:
                assert any("the book is at" in line for line in process.stdout)
                with closing(open_store(CollectorSettings.embedded(project))) as store:
                    yield _opened(store, project, f"http://127.0.0.1:{port}")
            finally:
                process.terminate()
                process.communicate()


def _opened(store: Store, project: Path, address: str) -> Workshop:
    save_units(store, UnitTree(UnitSpec("north", "Hjemmetjenesten Nord", 12)), "test")
    exercise = collectables(load_book(project))[EXERCISE]
    done = carry_out(
        store, "test", OpenRound(RoundPlan(exercise, "north", "Velge tiltak", store.today()))
    )
    assert done, "the served collector has the keys, and does it"
    assert done.round_id, done
    return Workshop(store, address, done.round_id)


def received(page: Page) -> None:
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()


def test_five_people_answer_in_a_chapter_on_one_phone_and_see_a_result(
    new_page: Callable[..., Page], workshop: Workshop
) -> None:
    code = codes_of(workshop.store, workshop.round_id)["north"]
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{workshop.address}/{CHAPTER}")
    form = page.locator(f"[data-kit-id='{EXERCISE}']")
    form.get_by_text("Hele øvelsen").click()
    form.get_by_text("Jeg har en kode").click()
    field = form.get_by_role("textbox", name="Kode", exact=True)
    field.fill(code.lower())
    field.press("Enter")
    expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
    answer_by_keyboard(page, form, "Begynn")
    page.route("**/answers", lose_the_answer, times=1)
    press(page, "Send anonymt")
    press(page, "Prøv igjen nå")
    received(page)
    assert ballots_in(workshop.store) == 1, "the answer that came twice counts once"
    for number in range(2, 6):
        press(page, "Tøm siden for neste person")
        expect(page.get_by_role("heading", name="Før du svarer")).to_be_focused()
        assert page.locator("input:checked").count() == 0
        press(page, "Begynn")
        go_through(form, {})
        page.context.set_offline(number == 3)
        press(page, "Send anonymt")
        if number == 3:
            expect(page.locator(".kit-outbox")).to_contain_text("Du er ikke på nett.")
            page.context.set_offline(False)
        received(page)
        assert ballots_in(workshop.store) == number
    assert re.search(code, page.url) is None
    done = carry_out(workshop.store, "test", CloseRound(workshop.round_id))
    assert done
    found = results_of(workshop.store, workshop.round_id)
    assert found is not None
    assert found.figures["north"].included == 5
