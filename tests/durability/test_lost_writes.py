"""The played power cut itself: what was waited for stays, the rest goes."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.durability.lost_writes import compile_library, environment, take_back

WRITER = """
import os, sys
kept = os.open("kept", os.O_CREAT | os.O_RDWR, 0o600)
os.write(kept, b"on disk")
os.fsync(kept)
os.fsync(os.open(".", os.O_RDONLY))
os.pwrite(kept, b"OFF", 0)
os.write(kept, b" and more")
os.write(os.open("new", os.O_CREAT | os.O_WRONLY, 0o600), b"nobody waited")
os.unlink("gone")
os.rename("old", "moved")
os.kill(os.getpid(), 9)
"""

COMMITS = """
import os, sqlite3, sys
db = sqlite3.connect("book.sqlite3", isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute(f"PRAGMA synchronous={sys.argv[1]}")
db.execute("CREATE TABLE IF NOT EXISTS answer (n)")
for n in range(20):
    db.execute("INSERT INTO answer VALUES (?)", (n,))
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_library(tmp_path_factory.mktemp("library"))


def kill_in(folder: Path, library: Path, program: str, *arguments: str) -> int:
    notes = folder.with_name("notes")
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env=environment(library, folder, notes),
        check=False,
        capture_output=True,
    )
    assert done.returncode == -9, done.stderr.decode()
    return take_back(folder, notes)


def test_only_what_was_waited_for_is_left(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    for name in ("gone", "old"):
        (folder / name).write_text(name)
    assert kill_in(folder, library, WRITER) > 0
    found = {path.name: path.read_text() for path in folder.iterdir()}
    assert found == {"kept": "on disk", "gone": "gone", "old": "old"}


@pytest.mark.parametrize(("synchronous", "left"), [("FULL", 20), ("NORMAL", 0)])
def test_sqlite_keeps_a_commit_only_if_it_waits_for_the_disk(
    library: Path, tmp_path: Path, synchronous: str, left: int
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with sqlite3.connect(folder / "book.sqlite3") as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE answer (n)")
    db.close()
    kill_in(folder, library, COMMITS, synchronous)
    with sqlite3.connect(folder / "book.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM answer").fetchone() == (left,)
    db.close()
