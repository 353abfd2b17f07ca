"""The notebooks of the reference book in a real JupyterLab: one server, one page, all of them.

Answers are sent from one to a real collector, and looked for by an attacker. He has the notebook as
it was saved, its checkpoint, the kernel's memory and history, all of Jupyter's folders, and every
message between browser and server. He finds neither an answer, nor the code, nor the receipt.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, Request, WebSocket, expect

from kit.ballots import collectables
from kit.catalogues import strings
from kit.load import load_book
from kit.model import Status
from kit.notebooks import exporter
from kit.web.app import create_collector
from kit.web.standalone import standalone
from kit.widgets import load
from tests.e2e.lab import Lab, jupyterlab, open_lab
from tests.e2e.test_notebook_widgets import definition as definition_fixture
from tests.organisation import Organisation
from tests.servers import running

definition = definition_fixture

REPOSITORY = Path(__file__).parents[2]
BOOK = load_book(REPOSITORY)
GROUPS = sorted(name for name, entry in BOOK.exercises.items() if entry.value.kind == "group")
USED = (
    (GROUPS[0], "nb", "Light"),
    pytest.param(GROUPS[-1], "en", "Dark", marks=pytest.mark.deep),
)
# Every notebook runs elsewhere, in a kernel without JupyterLab.
ONLY_RUN = (GROUPS[1], *GROUPS[-3:-1])
CATEGORY = 3
SAVE = """async () => {
  const { context } = window.jupyterapp.shell.currentWidget;
  await context.save();
  await context.createCheckpoint();
}"""
REMEMBERED = """
import json
told = [self_assessment.get_state(), In, Out, self_assessment.answers]
print(json.dumps([str(each) for each in told]))
"""


def notebook(exercise_id: str, language: str) -> bytes:
    exercise = BOOK.translated(language).exercises[exercise_id]
    context = BOOK.context(exercise_id, language, strings(language).gettext)
    made = exporter.export(BOOK.kinds["group"], exercise, context)
    assert made is not None
    return made.data


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, lasting_page: Page) -> Iterator[Lab]:
    """Open JupyterLab once."""
    with jupyterlab(tmp_path_factory.mktemp("jupyter")) as (address, folder):
        yield open_lab(address, folder, lasting_page)


def open_notebook(lab: Lab, exercise_id: str, language: str) -> None:
    path = lab.folder / f"{exercise_id.replace('/', '-')}-{language}.ipynb"
    path.write_bytes(notebook(exercise_id, language))
    lab.open(path)


def assert_no_errors(shown: dict[str, list[dict[str, Any]]]) -> None:
    assert {"tools", "measures", "save"} <= set(shown)
    for cell_id, outputs in shown.items():
        for output in outputs:
            assert output["output_type"] not in {"error", "stream"}, (cell_id, output)


@pytest.mark.deep
@pytest.mark.parametrize("exercise_id", ONLY_RUN)
def test_a_notebook_runs_without_a_complaint(lab: Lab, exercise_id: str) -> None:
    open_notebook(lab, exercise_id, "nb")
    assert_no_errors(lab.run())
    expect(lab.output("measures").get_by_label("Tiltak 1", exact=True)).to_be_editable()
    lab.close()


@pytest.mark.parametrize(("exercise_id", "language", "theme"), USED)
def test_a_group_uses_a_notebook_from_beginning_to_end(
    lab: Lab, axe: Callable[..., None], exercise_id: str, language: str, theme: str
) -> None:
    open_notebook(lab, exercise_id, language)
    lab.page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })",
        f"JupyterLab {theme}",
    )
    assert_no_errors(lab.run_from_menu())
    group = Group(lab, exercise_id, language, axe)
    group.answers_the_self_assessment()
    group.counts_the_time_down()
    group.counts_dots()
    group.agrees_and_saves()
    lab.close()


@dataclass(frozen=True)
class Group:
    """What a group does in its notebook, cell by cell."""

    lab: Lab
    exercise_id: str
    language: str
    axe: Callable[..., None]

    @property
    def exercise(self) -> Any:
        return BOOK.translated(self.language).exercises[self.exercise_id]

    def says(self, english: str) -> str:
        return strings(self.language).gettext(english)

    def output(self, cell_id: str) -> Locator:
        """Scroll to one of our tools and let axe look at it."""
        tool = self.lab.output(cell_id).locator(".kit-tool").first
        expect(tool).to_be_visible()
        self.axe(self.lab.page, {"include": [[".jp-mod-active .jp-OutputArea .kit-tool"]]})
        return tool

    def cells(self) -> int:
        count = "window.jupyterapp.shell.currentWidget.content.widgets.length"
        return int(self.lab.page.evaluate(count))

    def answers_the_self_assessment(self) -> None:
        form, keyboard, cells = self.output("assessment-form"), self.lab.page.keyboard, self.cells()
        state = self.lab.python("import json; print(json.dumps(self_assessment.exercise))")
        categories = [category["id"] for category in state["scale"]["categories"]]
        items = [item["id"] for item in state["items"]]
        # The first by keyboard, with keys that are commands everywhere else in a notebook.
        form.get_by_role("radio").first.focus()
        for key in ("Space", "ArrowDown", "ArrowDown", "b"):
            keyboard.press(key)
        form.locator("button[type=submit]").press("Enter")
        assert self.cells() == cells
        for _ in items[1:]:
            form.locator("fieldset:not([hidden])").get_by_role("radio").nth(3).check()
            form.locator("button[type=submit]").click()
        expect(form.get_by_role("img")).to_be_visible()
        self.output("assessment-form")
        answers = self.lab.python("print(json.dumps(self_assessment.answers))")
        assert answers == dict.fromkeys(items, categories[3]) | {items[0]: categories[2]}
        told = str(form.locator(".kit-figure desc").text_content())
        areas = [area.replace(": ", " ").split() for area in told.split("; ")[:-1]]
        self.lab.output("assessment-profile")
        self.lab.run("notebook:run-cell")
        table = self.lab.output("assessment-profile").locator("tbody tr")
        expect(table).to_have_count(len(areas))
        rows = [text.split() for text in table.all_inner_texts()]
        assert [row[: len(area)] for row, area in zip(rows, areas, strict=True)] == areas

    def counts_the_time_down(self) -> None:
        step = self.exercise.steps[0]
        tool, cells = self.output(f"run-{step.id}"), self.cells()
        clock = tool.get_by_role("timer")
        expect(clock).to_have_text(f"{step.minutes}:00")
        tool.get_by_role("button", name=self.says("Start the countdown")).press("Space")
        expect(clock).to_have_text(re.compile(rf"{step.minutes - 1}:\d\d"))
        pause = tool.get_by_role("button", name=self.says("Pause"))
        for key in ("a", "Enter"):
            pause.press(key)
        expect(tool.get_by_role("button", name=self.says("Continue"))).to_be_focused()
        assert self.cells() == cells
        notes = tool.get_by_label(self.says("Notes: %(step)s") % {"step": step.title})
        notes.fill("æøå")
        notes.press("Enter")
        expect(notes).to_have_value("æøå\n")
        notes.press("Backspace")
        notes.press("Tab")

    def counts_dots(self) -> None:
        vote = self.exercise.vote
        fields = self.output("vote-count").get_by_role("spinbutton")
        expect(fields).to_have_count(1 + len(vote.options))
        for number, count in enumerate(("2", "9")):
            fields.nth(number).fill(count)
            fields.nth(number).press("Tab")
        expect(self.lab.output("vote-count").get_by_role("status")).to_contain_text("9")
        figure = self.output("vote-result").get_by_role("img")
        expect(figure).to_have_attribute("alt", re.compile(re.escape(f"{vote.options[0].text}: 9")))
        assert figure.evaluate("async (img) => (await img.decode(), img.naturalWidth)") > 800

    def agrees_and_saves(self) -> None:
        measures = self.output("measures")
        self.fill(measures, "One thing to keep", "Bra")
        self.fill(measures, "Measure %(number)d", "Spørre før")
        self.fill(measures, "Responsible for measure %(number)d (role or initials)", "AL")
        self.fill(measures, "Date for measure %(number)d", "2027-03-12")
        status = self.says("Status of measure %(number)d") % {"number": 1}
        measures.get_by_label(status).select_option(index=1)
        measures.get_by_role("button", name=self.says("Add a measure")).click()
        self.fill(measures, "Measure %(number)d", "Øve", number=2)
        files = self.output("save")
        files.get_by_role("button", name=self.says("Save to files")).click()
        expect(files.get_by_role("status")).to_contain_text(".json")
        (path,) = self.lab.folder.glob(f"{self.exercise_id.split('/')[1]}-2*.json")
        expect(files.get_by_role("status")).to_contain_text(path.name)
        kept = load(path)
        assert kept.keep == "Bra"
        assert [measure.text for measure in kept.measures] == ["Spørre før", "Øve"]
        assert kept.measures[0].responsible == "AL"
        assert kept.measures[0].due == date(2027, 3, 12)
        assert kept.measures[0].status == list(Status)[1]
        assert [note.text for note in kept.notes] == ["æøå"]
        assert kept.votes[0].count == 9
        self.output("save")

    def fill(self, tool: Locator, label: str, text: str, number: int = 1) -> None:
        name = self.says(label)
        name = name % {"number": number} if "%" in name else name
        field = tool.get_by_label(name, exact=True)
        field.fill(text)
        field.press("Tab")


# --- sending ------------------------------------------------------------------------------------


def write_notebook(path: Path, definition: dict[str, Any], collector: str) -> None:
    text = json.dumps(definition)
    made = nbformat.v4.new_notebook()
    made.cells = [
        nbformat.v4.new_code_cell(
            "import json\nfrom kit.widgets import SelfAssessment\n"
            f"self_assessment = SelfAssessment(json.loads({text!r}), collector={collector!r})",
            id="assessment-data",
        ),
        nbformat.v4.new_code_cell("self_assessment", id="assessment-form"),
    ]
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python",
        "language": "python",
    }
    nbformat.write(made, path)


class Wire:
    """Every message between the browser and Jupyter, and every body sent to the collector."""

    def __init__(self, page: Page) -> None:
        self.jupyter: list[str] = []
        self.collector: list[dict[str, Any]] = []
        page.on("websocket", self._listen)
        page.on("request", self._note)

    def _listen(self, socket: WebSocket) -> None:
        for event in ("framesent", "framereceived"):
            socket.on(event, lambda frame: self.jupyter.append(_text(frame)))

    def _note(self, request: Request) -> None:
        if "/collect/v1/" in request.url:
            self.collector.append(request.post_data_json)
        else:
            self.jupyter.append(f"{request.url} {request.post_data or ''}")


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("latin-1")


def test_answers_go_from_a_notebook_to_the_collector_and_nowhere_else(
    lab: Lab, tmp_path: Path, definition: dict[str, Any]
) -> None:
    organisation = Organisation(tmp_path, collectables(BOOK)[definition["exercise_id"]])
    round_id = organisation.open("day")
    code = organisation.codes(round_id)["day"]
    origin = lab.page.evaluate("window.location.origin")
    path = lab.folder / "sending.ipynb"
    wire = Wire(lab.page)
    collector = create_collector(organisation.store, dict, origins=[origin], holder=False)
    with running(standalone(collector)) as address:
        write_notebook(path, definition, address)
        lab.open(path)
        lab.run()
        form = lab.output("assessment-form").locator(".kit-tool").first
        form.locator(".kit-code summary").first.click()
        field = form.get_by_role("textbox", name="Kode", exact=True)
        field.fill(code)
        field.press("Enter")
        expect(form.locator(".kit-terms")).to_contain_text("Day")
        form.get_by_role("button", name="Begynn").click()
        for _ in BOOK.exercises[definition["exercise_id"]].value.items:
            form.locator("fieldset:not([hidden])").get_by_role("radio").nth(CATEGORY).check()
            form.locator("button[type=submit]:visible").click()
        lab.page.evaluate(SAVE)
        form.get_by_role("button", name="Send anonymt").click()
        expect(form.get_by_role("heading", name="Svarene dine er mottatt")).to_be_visible()
        assert count(organisation, round_id) == 1
        lab.page.evaluate(SAVE)
        remembered = lab.python(REMEMBERED)
        form.get_by_role("button", name="Ta svarene mine tilbake").click()
        form.get_by_role("button", name="Ja, ta dem tilbake").click()
        expect(form.get_by_role("heading", name="Svarene dine er tatt tilbake")).to_be_visible()
        assert count(organisation, round_id) == 0
        lab.page.evaluate(SAVE)
        lab.close()
    sent = next(body for body in wire.collector if "answers" in body)
    assert_nowhere(lab, wire, [*map(str, remembered)], (code, sent))
    organisation.store.close()


def count(organisation: Organisation, round_id: str) -> int:
    """Count what the round holds."""
    with organisation.store.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT taken FROM session WHERE round = ? AND unit = 'day'", (round_id,)
        )
        return int(found.scalar_one())


def assert_nowhere(lab: Lab, wire: Wire, remembered: list[str], secret: Any) -> None:
    """Look for code, receipt and answers in all that Jupyter has."""
    code, sent = secret
    home = lab.folder.parent
    files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    names = {path.name for path in files}
    assert {"sending.ipynb", "sending-checkpoint.ipynb", "history.sqlite"} <= names
    assert b"assessment-form" in files[lab.folder / "sending.ipynb"]
    assert any("comm_open" in message for message in wire.jupyter), "the wire was not heard"
    everything = [data.decode("latin-1") for data in files.values()]
    everything += [*wire.jupyter, *remembered]
    for trace in (code, code.replace("-", ""), sent["ballot"], sent["answers"]):
        assert not [text[:80] for text in everything if trace in text], trace
    assert remembered[-1] == "{}"
