"""Pages that are made of executed notebooks: our widgets live there, others are spoken of."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import nbformat
import pytest
from ipywidgets import IntSlider, VBox, Widget
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Page, expect

from kit.sphinxext import build_book
from kit.widgets import Countdown, SelfAssessment
from tests.preloaded import JUPYTER_BOOK, command

TESTS = Path(__file__).parents[1]
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
CHOSEN = "what-somebody-answered"
NAME = "lesson.html"


def _cell(widget: Widget | str, **others: str) -> Any:
    model = widget if isinstance(widget, str) else widget.model_id
    view = {"version_major": 2, "version_minor": 0, "model_id": model}
    output = new_output("display_data", data={VIEW: view, **others})
    return new_code_cell("widget", execution_count=1, outputs=[output])


def _changed(widget: SelfAssessment) -> SelfAssessment:
    """Return a widget into whose saved state somebody wrote markup."""
    definition = json.loads(json.dumps(widget.definition))
    definition["exercise"]["items"][0]["text"] = "<script>alert(1)</script>"
    widget.definition = definition
    widget.html = "<script>alert(2)</script>"
    return widget


def _notebook(root: Path) -> Any:
    """Return a notebook as Jupyter saves it after it was run and tried."""
    form = SelfAssessment.from_exercise("learn/where-we-stand", book=root)
    form.answers = {"i-ask": CHOSEN}
    changed = _changed(SelfAssessment.from_exercise("learn/where-we-stand", book=root))
    countdown, slider, box = Countdown("en", "Ask", 2), IntSlider(), VBox()
    saved = Widget.get_manager_state(widgets=[form, changed, countdown, slider, box])
    cells = [
        new_markdown_cell("# A lesson"),
        _cell(form, **{"text/html": "<p>instead of the form</p>"}),
        _cell(countdown, **{"text/plain": "<Countdown>"}),
        new_markdown_cell("## What others made"),
        _cell(slider, **{"text/plain": "IntSlider(value=0)"}),
        _cell(box, **{"text/plain": "VBox()", "text/html": "<b>a table of a box</b>"}),
        _cell("lost", **{"text/plain": "half done"}),
        _cell(changed),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    metadata = {
        "kit": {"schema": 1, "owner": "Teachers", "review_by": "2027-06-01"},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "widgets": {STATE: saved},
    }
    return new_notebook(cells=cells, metadata=metadata)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book that collects answers, so that its pages have the strictest policy."""
    root = tmp_path_factory.mktemp("books") / "book"
    copytree(TESTS / "invalid/base", root)
    config = root / "_config.yml"
    text = config.read_text("utf-8").replace("author: HR", 'execute: {execute_notebooks: "off"}')
    config.write_text(f"{text}    kit_collector: /\n", encoding="utf-8")
    contents = root / "_toc.yml"
    contents.write_text(f"{contents.read_text('utf-8')}  - file: book/lesson\n", encoding="utf-8")
    nbformat.write(_notebook(root), root / "book/lesson.ipynb")
    return root


@pytest.fixture(scope="module")
def site(book: Path) -> Path:
    result = build_book(book)
    assert [str(found) for found in result.problems if "lesson" in found.place.path] == []
    return result.site


@pytest.fixture(params=["served", "from a disk"])
def address(request: pytest.FixtureRequest, site: Path, serve_folder: Callable[[Path], str]) -> str:
    folder = serve_folder(site) if request.param == "served" else site.as_uri()
    return f"{folder}/book/{NAME}"


def test_a_self_assessment_is_answered_on_the_page_that_its_notebook_became(
    page: Page, address: str
) -> None:
    page.goto(address)
    form = page.locator(".kit-exercise--self-assessment").first
    expect(form).to_contain_text("Your answers stay on this page. Nothing is stored")
    for words in ("ask for help", "went wrong", "new ways", "our mistakes"):
        expect(form.locator("fieldset:visible")).to_contain_text(words)
        form.locator("fieldset:visible label").first.click()
        form.get_by_role(
            "button", name="Show my profile" if "mistakes" in words else "Next"
        ).click()
    expect(form.get_by_role("heading", name="Your profile")).to_be_visible()
    expect(form.locator(".kit-profile")).to_contain_text("How we learn")


def test_a_countdown_runs_on_the_page(page: Page, address: str) -> None:
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(address)
    expect(page.get_by_role("timer")).to_have_text("2:00")
    page.get_by_role("button", name="Start the countdown").click()
    page.clock.run_for(30_000)
    expect(page.get_by_role("timer")).to_have_text("1:30")


def test_other_widgets_show_what_stands_in_for_them_or_say_what_they_need(
    page: Page, address: str
) -> None:
    page.goto(address)
    text = page.locator("article").inner_text()
    assert text.count("This part needs Jupyter.") == 1
    assert "IntSlider" not in text
    assert "VBox" not in text
    assert "<Countdown>" not in text
    assert "instead of the form" not in text
    expect(page.get_by_text("a table of a box")).to_be_visible()
    expect(page.get_by_text("half done")).to_be_visible()
    link = page.get_by_role("link", name="Download this page as a notebook to use it.")
    expect(link).to_have_attribute("href", "../_sources/book/lesson.ipynb")


def test_without_a_script_the_form_and_the_time_can_be_read(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    expect(page.get_by_text("Time for: Ask (2 minutes)")).to_be_visible()
    expect(page.get_by_text("We hide our mistakes.").first).to_be_visible()


def test_what_is_printed_has_the_statements_and_no_buttons_of_a_countdown(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_text("We hide our mistakes.").first).to_be_visible()
    expect(page.get_by_role("button", name="Start the countdown")).to_be_hidden()
    expect(page.get_by_text("This part needs Jupyter.")).to_be_visible()


def test_a_page_of_a_notebook_is_accessible(
    new_page: Callable[..., Page], axe: Callable[..., None], address: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 900}, color_scheme="light")
    page.goto(address)
    expect(page.locator(".kit-live")).to_have_count(3)
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, colours=True)


def test_nothing_that_somebody_answered_or_wrote_into_the_state_is_published(site: Path) -> None:
    html = (site / "book" / NAME).read_text("utf-8")
    assert "<script>alert" not in html
    assert "widget-state" not in html
    assert VIEW not in html
    for path in site.rglob("*"):
        assert path.is_dir() or CHOSEN not in path.read_text("utf-8", errors="replace"), path
    assert nbformat.read(site / "_sources/book/lesson.ipynb", as_version=4).cells


def test_jupyter_book_shows_the_same(book: Path, site: Path, tmp_path: Path) -> None:
    root = copytree(book, tmp_path / "book", ignore=ignore_patterns("_build"))
    done = subprocess.run(
        command(JUPYTER_BOOK, "build", root), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    theirs = root / "_build/html"
    html = (theirs / "book" / NAME).read_text("utf-8")
    assert "This part needs Jupyter." in html
    assert html.count('data-kit-kind="self-assessment"') == 2
    assert "_static/widget-countdown.js" in html
    assert CHOSEN not in html
    download = Path("_sources/book/lesson.ipynb")
    assert (theirs / download).read_bytes() == (site / download).read_bytes()
