"""Answers sent from a notebook in a real JupyterLab to a real collector, and who can read them.

The attacker has the notebook as it was saved, its checkpoint, the kernel's memory and history, all
of Jupyter's folders, and every message between browser and server. He finds neither an answer, nor
the code, nor the receipt.
"""

import json
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Page, Request, WebSocket, expect

from kit.ballots import collectables
from kit.collector import create_collector
from kit.collector.standalone import standalone
from tests.e2e.test_jupyterlab import BOOK, Lab
from tests.e2e.test_jupyterlab import lab as lab_fixture
from tests.e2e.test_jupyterlab import server as server_fixture
from tests.e2e.test_notebook_widgets import definition as definition_fixture
from tests.organisation import Organisation
from tests.servers import running

server, lab, definition = server_fixture, lab_fixture, definition_fixture

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


def open_notebook(lab: Lab, path: Path) -> None:
    lab.page.evaluate(
        """async (path) => {
          const { commands } = window.jupyterapp;
          const widget = await commands.execute("docmanager:open", { path });
          await widget.context.ready;
          await widget.context.sessionContext.ready;
        }""",
        path.name,
    )


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
        open_notebook(lab, path)
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
