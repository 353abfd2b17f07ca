"""`kit serve` as an author has it: a terminal, a browser and an editor."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from shutil import copytree
from threading import Thread
from typing import IO

import pytest
from playwright.sync_api import Page, expect

from tests.preloaded import KIT, command
from tests.servers import free_port

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
EXERCISE = "exercises/learn/looking-back.yml"
SECONDS = 60
"""For a build on a busy machine."""


@dataclass
class Serving:
    """A running ``kit serve`` on a book of its own, and what it says."""

    project: Path
    address: str
    said: Queue[str]

    def save(self, old: str, new: str, name: str = EXERCISE) -> None:
        """Change a file as an editor does."""
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def wait_for(self, words: str) -> None:
        """Wait until the terminal says it."""
        while words not in self.said.get(timeout=SECONDS):
            pass


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    project = copytree(SOURCE, tmp_path_factory.mktemp("serve") / "book")
    port = free_port()
    with subprocess.Popen(
        command(KIT, "serve", "-C", project, "--port", str(port), unbuffered=True),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        found = Serving(project, f"http://127.0.0.1:{port}", Queue())
        reader = Thread(target=_read, args=(process.stdout, found.said))
        reader.start()
        try:
            found.wait_for("the book is at")
            yield found
        finally:
            process.terminate()
            reader.join()


def _read(stream: IO[str], said: Queue[str]) -> None:
    for line in stream:
        said.put(line)


def test_a_saved_exercise_shows_on_its_page(serving: Serving, page: Page) -> None:
    page.goto(f"{serving.address}/nb/exercises/learn/looking-back.html")
    serving.save("Når lærte du noe sist?", "Hva lærte du i går?")
    expect(page.get_by_text("Hva lærte du i går?").first).to_be_visible(timeout=SECONDS * 1000)
    serving.wait_for("rebuilt")


def test_a_saved_translation_shows_on_its_page(serving: Serving, page: Page) -> None:
    name = "locale/en/LC_MESSAGES/exercises.po"
    page.goto(f"{serving.address}/en/exercises/learn/looking-back.html")
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    serving.save(f'msgstr "{before}"', 'msgstr "Looking further back"', name)
    expect(heading).to_have_text("Looking further back", timeout=SECONDS * 1000)
    serving.wait_for("rebuilt")


def test_an_error_shows_in_terminal_and_page_and_the_last_good_book_stays(
    serving: Serving, page: Page
) -> None:
    page.goto(f"{serving.address}/nb/exercises/learn/looking-back.html")
    serving.save("minutes: 10", "minutes: soon")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"{EXERCISE}:7:10: wrong-type", timeout=SECONDS * 1000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Se tilbake")
    serving.wait_for(f"{EXERCISE}:7:10: wrong-type")
    serving.wait_for("the last good book stays")
    page.reload()
    expect(alert).to_contain_text(f"{EXERCISE}:7:10: wrong-type", timeout=SECONDS * 1000)
    expect(page.get_by_text("10 minutter")).to_be_visible()
    page.goto(f"{serving.address}/en/exercises/learn/looking-back.html")
    expect(page.get_by_text("10 minutes")).to_be_visible()
    page.goto(f"{serving.address}/nb/exercises/learn/looking-back.html")
    serving.save("minutes: soon", "minutes: 12")
    expect(page.get_by_text("12 minutter")).to_be_visible(timeout=SECONDS * 1000)
    expect(alert).to_have_count(0, timeout=SECONDS * 1000)


def test_a_book_that_begins_to_send_answers_says_that_it_has_to_be_served_anew(
    serving: Serving,
) -> None:
    serving.save("  config:\n", '  config:\n    kit_collector: "/"\n', "_config.yml")
    serving.wait_for("answers are not received yet: stop 'kit serve'")
