"""The notebooks of the reference book in a real JupyterLab: one server, one page, all of them."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.catalogues import strings
from kit.load import load_book
from kit.model import Status
from kit.notebooks import exporter
from kit.widgets import load
from tests.servers import free_port

REPOSITORY = Path(__file__).parents[2]
BOOK = load_book(REPOSITORY)
GROUPS = sorted(name for name, entry in BOOK.exercises.items() if entry.value.kind == "group")
USED = ((GROUPS[0], "nb", "Light"), (GROUPS[-1], "en", "Dark"))
# Every notebook runs elsewhere, in a kernel without JupyterLab.
ONLY_RUN = [GROUPS[1], *(pytest.param(name, marks=pytest.mark.deep) for name in GROUPS[-3:-1])]

# Nothing that looks beyond this machine, and nothing of this machine's own Jupyter.
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    # Only this machine can reach it, and it ends with the tests.
    "--IdentityProvider.token=",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.extension_manager=readonly",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)
SECONDS_TO_END = 20
FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
NO_NEWS = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}

CELLS = "window.jupyterapp.shell.currentWidget.content.model.toJSON().cells"
HAVE_RUN = f"""() => {{
  const code = {CELLS}.filter(({{ cell_type }}) => cell_type === "code");
  const failed = code.some((cell) => cell.outputs.some((one) => one.output_type === "error"));
  return failed || code.every((cell) => cell.execution_count !== null);
}}"""
SHOW_CELL = """async (id) => {
  const { content } = window.jupyterapp.shell.currentWidget;
  const at = content.widgets.findIndex(({ model }) => model.id === id);
  content.activeCellIndex = at;
  await content.scrollToItem(at, "start");
}"""
RUN_PYTHON = """async (code) => {
  const { kernel } = window.jupyterapp.shell.currentWidget.context.sessionContext.session;
  const future = kernel.requestExecute({ code });
  let said = "";
  future.onIOPub = ({ content }) => {
    said += content.text ?? content.evalue ?? "";
  };
  await future.done;
  return said;
}"""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab in a browser, with one notebook open at a time."""

    page: Page
    folder: Path

    def open(self, exercise_id: str, language: str) -> None:
        """Open a fresh notebook."""
        path = self.folder / f"{exercise_id.replace('/', '-')}-{language}.ipynb"
        path.write_bytes(notebook(exercise_id, language))
        self.page.evaluate(
            """async (path) => {
              const { commands, shell } = window.jupyterapp;
              const widget = await commands.execute("docmanager:open", { path });
              await widget.context.ready;
              await widget.context.sessionContext.ready;
            }""",
            path.name,
        )

    def close(self) -> None:
        """End the kernel and close the notebook without asking."""
        self.page.evaluate(
            """async () => {
              const { context } = window.jupyterapp.shell.currentWidget;
              await context.sessionContext.shutdown();
              await context.save();
              await window.jupyterapp.commands.execute("application:close");
            }"""
        )

    def run(self, command: str = "notebook:run-all-cells") -> dict[str, list[dict[str, Any]]]:
        """Run cells; return what each code cell shows."""
        self.page.evaluate("(name) => window.jupyterapp.commands.execute(name)", command)
        return self.shown()

    def run_from_menu(self) -> dict[str, list[dict[str, Any]]]:
        """Run all cells as the notebook tells its reader to."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return self.shown()

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        """Wait until every cell has run, or one has failed; return what each code cell shows."""
        self.page.wait_for_function(HAVE_RUN)
        cells = self.page.evaluate(CELLS)
        return {cell["id"]: cell["outputs"] for cell in cells if cell["cell_type"] == "code"}

    def output(self, cell_id: str) -> Locator:
        """Scroll to a cell; return what stands below its code."""
        self.page.evaluate(SHOW_CELL, cell_id)
        return self.page.locator(".jp-Cell.jp-mod-active .jp-OutputArea")

    def python(self, code: str) -> Any:
        """Run a line in the kernel; return the JSON that it prints."""
        return json.loads(self.page.evaluate(RUN_PYTHON, code))


def notebook(exercise_id: str, language: str) -> bytes:
    exercise = BOOK.translated(language).exercises[exercise_id]
    context = BOOK.context(exercise_id, language, strings(language).gettext)
    made = exporter.export(BOOK.kinds["group"], exercise, context)
    assert made is not None
    return made.data


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab; give its address and the folder in which it looks for notebooks."""
    home = tmp_path_factory.mktemp("jupyter")
    own = {name: home / name.lower() for name in FOLDERS}
    notebooks = home / "notebooks"
    for folder in (*own.values(), notebooks):
        folder.mkdir()
    settings = own["JUPYTER_CONFIG_DIR"] / "labconfig" / "page_config.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps(NO_NEWS), encoding="utf-8")
    options = (
        *OPTIONS,
        # If it is taken meanwhile, JupyterLab takes the next.
        f"--ServerApp.port={free_port()}",
        f"--ServerApp.root_dir={notebooks}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
        f"--LabApp.user_settings_dir={home / 'settings'}",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        cwd=notebooks,
        env={**os.environ, **{name: str(folder) for name, folder in own.items()}},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            yield _address(process), notebooks
        finally:
            process.terminate()
            # Now and then it waits for ever for something of its own.
            with suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS_TO_END)
            process.kill()


def _address(process: "subprocess.Popen[str]") -> str:
    """Wait until the server says where it is, and then let it talk to nobody."""
    said = []
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line)
        if "http://127.0.0.1:" in line:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return f"http://127.0.0.1:{line.rsplit(':', 1)[1].strip()}"
    pytest.fail(f"JupyterLab did not start:\n{''.join(said)}", pytrace=False)


@pytest.fixture(scope="module")
def lab(server: tuple[str, Path], lasting_page: Page) -> Lab:
    """Open JupyterLab once."""
    address, folder = server
    page = lasting_page
    page.set_default_timeout(30_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_function("window.jupyterapp")
    page.evaluate("window.jupyterapp.restored")
    return Lab(page, folder)


def assert_no_errors(shown: dict[str, list[dict[str, Any]]]) -> None:
    assert {"tools", "measures", "save"} <= set(shown)
    for cell_id, outputs in shown.items():
        for output in outputs:
            assert output["output_type"] not in {"error", "stream"}, (cell_id, output)


@pytest.mark.parametrize("exercise_id", ONLY_RUN)
def test_a_notebook_runs_without_a_complaint(lab: Lab, exercise_id: str) -> None:
    lab.open(exercise_id, "nb")
    assert_no_errors(lab.run())
    expect(lab.output("measures").get_by_label("Tiltak 1", exact=True)).to_be_editable()
    lab.close()


@pytest.mark.parametrize(("exercise_id", "language", "theme"), USED)
def test_a_group_uses_a_notebook_from_beginning_to_end(
    lab: Lab, axe: Callable[..., None], exercise_id: str, language: str, theme: str
) -> None:
    lab.open(exercise_id, language)
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
