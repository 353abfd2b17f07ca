"""Reports of real rounds: opened, answered, closed, and read again."""

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page

from kit.ballots import (
    Act,
    Answered,
    CloseRound,
    Collectable,
    OpenRound,
    Receiver,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    round_status,
    save_units,
)
from kit.cli.main import main
from kit.load import load_book
from kit.reports import FORMATS, read_round, report_page
from kit.reports.captions import FigureName, dimensions_of
from kit.storage import CollectorSettings, Store, open_store
from kit.testing.notebook import run_failures

EXERCISE = "learn/where-we-stand"
TREE = UnitSpec(
    "care", "Care", None, (UnitSpec("elm", "=Elm Street", 12), UnitSpec("night", "Night", 12))
)
ANSWERS = {"elm": 12, "night": 3}
TODAY = date(2026, 11, 2)


def act(store: Store, what: Act) -> str:
    found = carry_out(store, "hr", what)
    assert found.done, found
    return found.round_id or ""


def answer(store: Store, exercise: Collectable, round_id: str) -> None:
    status = round_status(store, round_id)
    assert status is not None
    size = len(exercise.shape.items)

    async def send() -> None:
        receiver = Receiver(store)
        receiver.start()
        for session in status.sessions:
            for n in range(ANSWERS[session.unit.id]):
                vector = bytes((n + place) % 5 + 1 for place in range(size))
                code, ballot = session.room_code or "", secrets.token_bytes(16)
                told = await receiver.answer(code, ballot, exercise.fingerprint, vector)
                assert told is Answered.RECEIVED
        await receiver.aclose()

    asyncio.run(send())


def held_round(project: Path, exercise: Collectable, day: date) -> str:
    store = open_store(CollectorSettings.embedded(project), today=lambda: day)
    save_units(store, UnitTree(TREE), "hr")
    purpose = "We choose what to work on."
    plan = RoundPlan(exercise, "care", purpose=purpose, discussed_on=day, items=True)
    round_id = act(store, OpenRound(plan))
    answer(store, exercise, round_id)
    act(store, CloseRound(round_id))
    store.close()
    return round_id


@pytest.fixture(scope="module")
def exercise() -> Collectable:
    return collectables(load_book(Path(__file__).parents[2]))[EXERCISE]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "book"
    folder.mkdir()
    return folder


@dataclass(frozen=True)
class Held:
    """A project, and a round that was held in it; nobody changes them."""

    project: Path
    round_id: str
    state: Path

    def report(self, *arguments: str) -> Result:
        """Run the command on the round."""
        return report(self.project, self.round_id, *arguments)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, exercise: Collectable) -> Held:
    """Hold a round before a page is open: Playwright's loop lets no other run."""
    folder = tmp_path_factory.mktemp("held")
    project = folder / "book"
    project.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        return Held(project, held_round(project, exercise, TODAY), folder / "state")


@pytest.fixture
def held(made: Held, monkeypatch: pytest.MonkeyPatch) -> Held:
    monkeypatch.setenv("XDG_STATE_HOME", str(made.state))
    return made


def report(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments, "--project", str(project)])


def test_a_round_is_read_in_the_terminal(held: Held) -> None:
    told = held.report("--unit", "elm", "--language", "en")
    assert told.exit_code == 0, told.output
    assert "12 responses included." in told.output
    assert "Answers" in told.output


def test_too_few_answers_lead_to_a_conversation_and_show_no_number(held: Held) -> None:
    told = held.report("--unit", "night", "--language", "en").output
    assert "conversation" in told
    assert "3 responses" not in told
    whole = held.report("--language", "en").output
    assert "12 responses included.\nFewer than 5 are not included." in whole


@pytest.mark.parametrize("wanted", [*FORMATS, "notebook"])
def test_two_exports_are_the_same_bytes(wanted: str, held: Held, tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        told = held.report("--format", wanted, "--out", str(file))
        assert told.exit_code == 0, told.output
    one, two = (file.read_bytes() for file in files)
    assert one == two
    assert one


def test_an_unknown_round_is_said_without_a_traceback(held: Held) -> None:
    told = report(held.project, "nowhere")
    assert told.exit_code == 2
    assert "there is no round 'nowhere'" in told.output


def test_a_language_that_the_exercise_has_not_is_refused(held: Held) -> None:
    told = held.report("--language", "xx")
    assert told.exit_code == 2
    assert "the exercise has no language 'xx'; it has " in told.output


def test_nothing_is_made_where_nothing_was_ever_collected(project: Path) -> None:
    assert report(project, "nowhere").exit_code == 2
    assert not list(project.iterdir())


def test_rounds_on_the_same_questions_are_compared_and_others_are_not(
    project: Path, exercise: Collectable
) -> None:
    held_round(project, exercise, TODAY - timedelta(days=60))
    item, *rest = exercise.shape.items
    changed = replace(
        exercise.shape, items=(item.model_copy(update={"text": "We ask more now."}), *rest)
    )
    other = replace(exercise, shape=changed, fingerprint=changed.fingerprint())
    middle = held_round(project, other, TODAY - timedelta(days=30))
    last = held_round(project, exercise, TODAY)
    between = read_round(middle, "elm", project=project).report
    assert (len(between.earlier), len(between.changed)) == (0, 1)
    after = read_round(last, "elm", project=project).report
    assert (len(after.earlier), len(after.changed)) == (1, 1)


@pytest.mark.usefixtures("forks_for_notebooks")
def test_the_results_notebook_runs_in_a_fresh_kernel(held: Held, tmp_path: Path) -> None:
    file = tmp_path / "results.ipynb"
    held.report("--unit", "elm", "--format", "notebook", "--out", str(file))
    nbformat.validate(nbformat.read(file, as_version=4))
    assert list(run_failures(file)) == []


def test_a_notebook_carries_released_figures_only(held: Held, tmp_path: Path) -> None:
    written = held.report("--unit", "night", "--format", "json").stdout
    assert json.loads(written)["unit"] == {
        "id": "night",
        "name": "Night",
        "depth": 0,
        "included": None,
        "complete": True,
        "lost": False,
        "slips": None,
        "people": None,
        "scores": {},
        "items": {},
    }


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.deep)])
def test_a_page_is_accessible_and_fits_a_phone(
    scheme: str,
    held: Held,
    tmp_path: Path,
    new_page: Callable[..., Page],
    axe: Callable[..., None],
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for unit in ("elm", "night", "care"):
        file = tmp_path / f"{unit}.html"
        held.report("--unit", unit, "--format", "html", "--out", str(file))
        page.goto(file.as_uri())
        for fold in page.locator("summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), unit
        axe(page)


@pytest.mark.parametrize("name", ["profile", "answers"])
def test_the_figure_of_one_area_fills_a_wall_and_overflows_nothing(
    name: FigureName, held: Held, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    report = read_round(held.round_id, "care", project=held.project).report
    (one, *rest), file = dimensions_of(report, name), tmp_path / "one.html"
    assert rest
    file.write_text(report_page(one), encoding="utf-8")
    page = new_page(viewport={"width": 1920, "height": 1080})
    page.goto(file.as_uri())
    figure = page.locator("figure:not(.kit-legend) svg").nth(0 if name == "profile" else 1)
    box = figure.bounding_box()
    assert box
    assert box["width"] > 0.9 * 1920
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    words = page.locator(".kit-legend text").first.bounding_box()
    assert words
    assert words["height"] > 1080 / 40
    page.emulate_media(media="print")
    paper = figure.bounding_box()
    assert paper
    assert paper["width"] < 1920 / 2
