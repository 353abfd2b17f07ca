"""A real JupyterLab in a browser: one server and one page for all tests of a file."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.servers import free_port

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

    def open(self, path: Path) -> None:
        """Open a notebook that lies in the folder."""
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


@contextmanager
def jupyterlab(home: Path) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab; give its address and the folder in which it looks for notebooks."""
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
            _wait_for_it(process, int(line.rsplit(":", 1)[1].split("/")[0]))
            return f"http://127.0.0.1:{line.rsplit(':', 1)[1].strip()}"
    pytest.fail(f"JupyterLab did not start:\n{''.join(said)}", pytrace=False)


def _wait_for_it(process: "subprocess.Popen[str]", port: int) -> None:
    """Wait until somebody listens: JupyterLab says where it is before it does."""
    while process.poll() is None:
        with suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        threading.Event().wait(0.01)
    pytest.fail(f"JupyterLab ended with {process.returncode} before it listened", pytrace=False)


def open_lab(address: str, folder: Path, page: Page) -> Lab:
    """Open JupyterLab on a page."""
    page.set_default_timeout(30_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_function("window.jupyterapp")
    page.evaluate("window.jupyterapp.restored")
    return Lab(page, folder)
