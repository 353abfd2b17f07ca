"""Builds of one book at the same time, in real processes."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest

from kit.sphinxext import build_book
from kit.sphinxext.build.turns import turn
from tests.e2e.building import contents_of
from tests.preloaded import KIT, command

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
HOLD = """
import os
import sys
from pathlib import Path
from kit.sphinxext.build.turns import turn

with turn(Path(sys.argv[1]), print):
    print(os.getpid(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copytree(SOURCE, tmp_path / "book")


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def _start(processes: ExitStack, code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    process = processes.enter_context(
        subprocess.Popen(
            command(code, *arguments, unbuffered=True),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    )
    processes.callback(process.kill)
    return process


def _holder(processes: ExitStack, project: Path) -> tuple[subprocess.Popen[str], int]:
    """Return a process that has the turn, and its number."""
    process = _start(processes, HOLD, project)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def test_two_builds_at_once_both_succeed_and_the_site_is_whole(
    project: Path, tmp_path: Path, processes: ExitStack
) -> None:
    builds = [_start(processes, KIT, "build", "--project", project) for _ in range(2)]
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    whole = build_book(copytree(SOURCE, tmp_path / "other"))
    assert contents_of(project / "_build/site") == contents_of(whole.site)
    assert not (project / "_build/set-aside").exists()


@pytest.mark.parametrize("words", [("build",), ("translate", "nn")], ids=lambda words: words[0])
def test_who_comes_second_says_for_whom_it_waits_and_goes_on(
    project: Path, processes: ExitStack, words: tuple[str, ...]
) -> None:
    holder, number = _holder(processes, project)
    second = _start(processes, KIT, *words, "--project", project)
    assert second.stderr is not None
    line = second.stderr.readline()
    assert line.startswith("waiting: '-c ")
    assert f"(process {number}) is building this book since " in line
    assert second.poll() is None
    holder.communicate("")
    second.communicate()
    assert second.returncode == 0


def test_a_process_that_was_killed_keeps_nobody_waiting(
    project: Path, processes: ExitStack
) -> None:
    holder, number = _holder(processes, project)
    os.kill(number, signal.SIGKILL)
    holder.wait()
    said: list[str] = []
    with turn(project, said.append):
        pass
    assert said == []


def test_what_is_part_of_a_build_does_not_wait_for_it(project: Path) -> None:
    said: list[str] = []
    with turn(project, said.append), turn(project, said.append):
        pass
    assert said == []
