"""What a reflection and a group exercise do for those who use them, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.frontend import Frame, asset_files, light_page
from kit.load import load_book

ROOT = Path(__file__).parents[2]
PAGES = {"group": "learn/from-error-to-habit", "reflection": "learn/looking-back"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """Serve the two light pages at ``/group.html`` and ``/reflection.html``."""
    book = load_book(ROOT / "tests" / "forms")
    root = tmp_path_factory.mktemp("tools")
    files = asset_files(book.kinds.values()) | {"tokens.css": ""}
    for name, exercise_id in PAGES.items():
        exercise = book.exercises[exercise_id].value
        kind, context = book.kinds[name], book.context(exercise_id)
        files[f"{name}.html"] = light_page(kind, exercise, context, Frame(".", None, "Boken"))
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return serve_folder(root)


# --- reflection ---------------------------------------------------------------------------------


def test_a_field_grows_with_what_is_written(page: Page, site: str) -> None:
    page.goto(f"{site}/reflection.html")
    field = page.locator("textarea").first
    before = field.bounding_box()
    field.fill("en linje\n" * 30)
    after = field.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 400
    assert field.evaluate("el => el.scrollHeight <= el.clientHeight + 4")


def test_the_words_can_be_saved_as_a_file_of_ones_own(page: Page, site: str) -> None:
    page.goto(f"{site}/reflection.html")
    page.locator("textarea").first.fill("Æ, det var <b>rart</b>.\nVeldig.")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Lagre som fil").click()
    download = waiting.value
    assert download.suggested_filename == "learn-looking-back.txt"
    assert Path(download.path()).read_text(encoding="utf-8") == (
        "Sist du lærte noe på jobben\n\n"
        "Når lærte du sist noe som endret måten du arbeider på?\n\n"
        "Æ, det var <b>rart</b>.\nVeldig.\n\n\n"
        "Hva var det som hjalp?\n\n\n"
        "Sitt stille i ett minutt og tenk på hvem du kan takke.\n"
    )
    expect(page.get_by_role("status")).to_have_text("Lagret blant nedlastingene dine.")


def test_forgetting_asks_first_and_then_forgets_all(page: Page, site: str) -> None:
    page.goto(f"{site}/reflection.html")
    field = page.locator("textarea").first
    field.fill("Noe privat.")
    page.get_by_role("button", name="Glem det jeg skrev").click()
    expect(page.get_by_role("button", name="Behold det")).to_be_focused()
    page.get_by_role("button", name="Behold det").click()
    expect(field).to_have_value("Noe privat.")
    expect(page.get_by_role("button", name="Glem det jeg skrev")).to_be_focused()
    page.get_by_role("button", name="Glem det jeg skrev").click()
    page.get_by_role("button", name="Ja, glem det").click()
    expect(field).to_have_value("")
    assert "Noe privat" not in page.content()


@pytest.mark.parametrize(("written", "warned"), [("Noe.", True), ("", False)])
def test_leaving_warns_only_when_something_would_be_lost(
    page: Page, site: str, written: str, *, warned: bool
) -> None:
    page.goto(f"{site}/reflection.html")
    page.locator("textarea").first.press_sequentially(written)
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.goto(f"{site}/group.html")
    assert asked == (["beforeunload"] if warned else [])


def test_paper_shows_the_words_or_lines_to_write_on(page: Page, site: str) -> None:
    page.goto(f"{site}/reflection.html")
    page.locator("textarea").first.fill("Det jeg skrev.\n" * 20)
    page.emulate_media(media="print")
    prompts = page.locator(".kit-prompt")
    expect(prompts.nth(0).locator(".kit-written")).to_be_visible()
    assert prompts.nth(0).locator(".kit-written").inner_text().count("Det jeg skrev.") == 20
    expect(prompts.nth(0).locator(".kit-lines")).to_be_hidden()
    expect(prompts.nth(1).locator(".kit-lines")).to_be_visible()
    expect(page.locator("textarea").first).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)


# --- group exercise -----------------------------------------------------------------------------


def test_a_chosen_variant_is_what_the_list_shows_and_prints(page: Page, site: str) -> None:
    page.goto(f"{site}/group.html")
    steps = page.locator(".kit-step")
    expect(steps.filter(visible=True)).to_have_count(4)
    page.get_by_label("Tid og gruppe").select_option(label="Den korte, 30 min")
    page.get_by_label("Begynner kl.").fill("22:50")
    page.get_by_label("Begynner kl.").dispatch_event("change")
    shown = steps.filter(visible=True)
    minutes, clock = shown.locator(".kit-minutes strong"), shown.locator(".kit-clock")
    for paper in (False, True):
        page.emulate_media(media="print" if paper else "screen")
        expect(minutes).to_have_text(["5", "15", "10"])
        expect(clock).to_have_text(["22:50–22:55", "22:55–23:10", "23:10–23:20"])
        expect(shown.locator(".kit-changed")).to_have_text("Bruk bare én årsak.")
        expect(page.get_by_text("Hopp over runden for dere selv.").first).to_be_visible()
    expect(page.get_by_label("Tid og gruppe")).to_be_hidden()


def test_the_number_of_people_says_in_groups_of_how_many(page: Page, site: str) -> None:
    page.goto(f"{site}/group.html")
    page.get_by_label("Hvor mange").fill("11")
    page.get_by_label("Hvor mange").dispatch_event("change")
    expect(page.locator(".kit-step .kit-groups")).to_have_text(
        ["", "", " · grupper: 2 med 4, 1 med 3", ""]
    )


def test_what_was_chosen_stands_in_the_address_of_the_exercise_s_own_page(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/group.html#variant=short&start=08:15&people=7")
    expect(page.get_by_label("Tid og gruppe")).to_have_value("short")
    expect(page.get_by_label("Begynner kl.")).to_have_value("08:15")
    page.get_by_label("Tid og gruppe").select_option(index=0)
    assert page.evaluate("location.hash") == "#start=08:15&people=7"
    page.evaluate("location.hash = 'variant=nobody&people=0'")
    expect(page.get_by_label("Begynner kl.")).to_have_value("")
    expect(page.locator(".kit-step").filter(visible=True)).to_have_count(4)


def test_the_form_stays_when_its_module_fails(page: Page, site: str) -> None:
    page.route(
        "**/group-page.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body='(window.kitForms ??= []).push(["group", { render() { throw Error("no"); } }]);',
        ),
    )
    page.goto(f"{site}/group.html")
    assert page.locator(".kit-live").count() == 0
    assert page.locator(".kit-step:visible").count() == 4
