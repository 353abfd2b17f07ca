"""What a reader types who follows a page from its first line to its last, works.

What is not typed here stands in :data:`ELSEWHERE`, with the test that runs it.
"""

import json
import re
import shlex
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kit.ballots import Answered
from kit.cli import main
from tests.documentation import ROOT, command_lines, snippets
from tests.e2e.answering import answer_with
from tests.e2e.building import copy_of_the_book

ELSEWHERE = {
    "kit build": "test_reference_book.py",
    "kit serve": "test_serve_command.py",
    "kit collect": "test_collector_stops.py",
    "kit translate": "test_translate.py",
}
"""Takes long, or does not end by itself; the page has it as a line, and this file runs it."""


class Reader:
    """Somebody in a folder with a book, who types one line after another."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
        monkeypatch.chdir(folder)
        self.folder = folder
        self.enter = monkeypatch.chdir
        today = datetime.now().astimezone().date()
        soon = today + timedelta(days=300)
        self.means = {
            "2027-06-30": soon.isoformat(),
            "2026-10-20": today.isoformat(),
            "/srv/backups": str(folder / "backups"),
            "/var/backups/kit": str(folder / "backups"),
            "/tmp/slips.html": "slips.html",  # noqa: S108 - the page says so
            "tests/platforms/": f"{ROOT / 'tests' / 'platforms'}/",
        }
        """What a word of the page stands for, here and today."""

    def types(self, line: str) -> str:
        """Type a line; what the kit says comes back."""
        words = shlex.split(line)[1:]
        if words[0] == "restore":
            self._move_the_database_away(words)
        if words[:2] == ["round", "close"]:
            assert {answer_with(Path(), code, 1).pop() for code in self._slips()} == {
                Answered.RECEIVED
            }
        words = [self._meant(word) for word in words]
        if words[0] == "new":
            shutil.rmtree(words[1], ignore_errors=True)
        done = CliRunner().invoke(main, words, input=self._typed(words))
        assert done.exit_code == 0, f"{line}\n{done.output}"
        self._remember(words)
        return done.output

    def _meant(self, word: str) -> str:
        for said, meant in self.means.items():
            word = word.replace(said, meant)
        return word

    def _typed(self, words: list[str]) -> str:
        """Return what somebody answers: the code of the last slip of a print, or yes."""
        if words[:3] == ["round", "slips", "confirm"]:
            return f"{self._slips()[-1]}\n"
        return "y\n"

    def _slips(self) -> list[str]:
        return re.findall(r'class="code">([^<]+)<', Path("slips.html").read_text("utf-8"))

    def _remember(self, words: list[str]) -> None:
        """Keep the id of what was made last: a page cannot know it."""
        for made, key, name in (
            ("round open", "rounds", "ROUND"),
            ("links issue", "links", "LINK"),
        ):
            if words[:2] == made.split():
                listing = [words[0], "status" if key == "rounds" else "list", "--json"]
                rows = json.loads(CliRunner().invoke(main, listing).stdout)[key]
                self.means[name] = rows[-1]["round" if key == "rounds" else "link"]

    def _move_the_database_away(self, words: list[str]) -> None:
        for path in Path("_responses").glob("collector.sqlite3*"):
            path.rename(self.folder / path.name)
        words[1] = str(max((self.folder / "backups").iterdir()))


def _kit_lines(page: str) -> list[str]:
    return [
        line
        for _, line in command_lines(page)
        if line.startswith("kit ") and not line.startswith((*ELSEWHERE, "kit()"))
    ]


@pytest.mark.parametrize(
    "pages",
    [["README.md"], ["commands.md", "reports.md"], ["operations.md"]],
    ids=lambda pages: pages[0],
)
def test_what_a_page_says_to_type_works_in_that_order(
    pages: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path, monkeypatch)
    book = copy_of_the_book(tmp_path / "book")
    tables = [each.text for page in (*pages, "operations.md") for each in snippets(page, "text")]
    (book / "units.csv").write_text(next(t for t in tables if t.startswith("unit,")), "utf-8")
    platform = ROOT / "tests" / "platforms" / "norrkoping" / "book" / "platform.yml"
    shutil.copy(platform, book / "our-platform.yml")
    for line in [line for page in pages for line in _kit_lines(page)]:
        # A reference begins where there is no book yet.
        outside = pages[0] == "commands.md" and line.startswith(("kit new", "kit plugin new"))
        reader.enter(tmp_path if outside else book)
        reader.types(line)
    if "reports.md" in pages:
        [example] = [each.text for each in snippets("reports.md", "python")]
        for said, meant in (("ROUND", reader.means["ROUND"]), ("our-book", str(book))):
            example = example.replace(said, meant)
        names: dict[str, Any] = {}
        exec(example, names)  # noqa: S102 - our own page
        assert not names["report"].profile.empty


def test_what_a_reader_of_the_first_page_sees_of_a_slip_is_what_the_check_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path, monkeypatch)
    reader.enter(copy_of_the_book(tmp_path / "book"))
    reader.types(next(line for line in _kit_lines("README.md") if line.startswith("kit add")))
    exercise = Path("exercises/learn/a-good-question.yml")
    exercise.write_text(exercise.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    [said] = [each.text for each in snippets("README.md", "text")]
    assert said in CliRunner().invoke(main, ["check"]).stdout
    shown = [each.text for each in snippets("README.md", "markdown")]
    assert shown == ["```{kit-exercise} learn/a-good-question\n```\n"]


def test_every_line_that_is_not_typed_here_is_run_by_a_test_that_there_is() -> None:
    lines = {line for _, line in command_lines()}
    for start, test in ELSEWHERE.items():
        assert any(line.startswith(start) for line in lines), start
        assert (Path(__file__).parent / test).is_file()
