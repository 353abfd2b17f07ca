"""Attackers, and failing disks, that damage the database: nothing of it is read out to anybody."""

import mmap
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from click.testing import CliRunner
from IPython.core.interactiveshell import InteractiveShell

from kit.ballots import UnitSpec, load_units
from kit.cli import main
from kit.errors import UsageError
from kit.storage import CollectorSettings, StoreError, backup
from tests.organisation import Organisation, exercise
from tests.postgres import Postgres
from tests.preloaded import KIT, command
from tests.servers import free_port

ROOT = Path(__file__).parents[2]
CANARY = "Kanarifugl"
TREE = UnitSpec(
    "all",
    f"{CANARY} all",
    None,
    tuple(UnitSpec(f"u{n}", f"{CANARY} {n} {'x' * 200}", 20) for n in range(60)),
)
PATIENCE = 120


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Organisation]:
    made = Organisation(tmp_path, exercise(), tree=TREE)
    yield made
    made.store.close()


def overwrite_pages(file: Path) -> None:
    """Put other bytes into every page but the first, whose cells then point anywhere."""
    chance, content = random.Random(3), bytearray(file.read_bytes())
    for page in range(4096, len(content), 4096):
        for at in range(page, page + 100):
            content[at] = chance.randrange(256)
    file.write_bytes(content)


def spoil_texts(file: Path) -> None:
    """Leave the file sound, and its rows without sense."""
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE unit SET name = CAST(CAST(name AS BLOB) || x'ff' AS TEXT)")
        db.execute("UPDATE round_unit SET name = CAST(CAST(name AS BLOB) || x'ff' AS TEXT)")
        db.execute("UPDATE round SET opened_on = ?, purpose = ?", (CANARY, CANARY))
        db.execute("UPDATE round SET exercise_details = ?", (f'{{"{CANARY}": 1}}',))
        db.execute("DROP TRIGGER audit_refuses_update")
        db.execute("UPDATE audit SET details = ?", (f"{CANARY} {{",))
        db.execute(
            "CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END"
        )


def spoken(town: Organisation, *words: str) -> str:
    """Run a command as it is run, and return all that it said."""
    settings = town.settings
    where = ["--database", settings.database, "--code-key", str(settings.code_key)]
    done = subprocess.run(
        command(KIT, *words, "-C", ROOT, *where, "--keys", town.keys),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.stdout + done.stderr


def commands(town: Organisation, round_id: str) -> list[list[str]]:
    copies = str(town.disk / "copies")
    units = town.disk / "units.csv"
    units.write_text("unit,name,parent,people\na,A,,5\n")
    return [
        ["round", "status"],
        ["round", "status", round_id],
        ["round", "close", round_id, "--yes"],
        ["round", "withdraw", round_id, "--yes"],
        ["report", round_id],
        ["audit"],
        ["links", "list"],
        ["units", str(units)],
        ["backup", copies],
    ]


@pytest.mark.parametrize("damage", [overwrite_pages, spoil_texts])
def test_no_command_reads_a_damaged_database_out(town: Organisation, damage: object) -> None:
    round_id = town.open()
    town.answer(round_id, {"u1": [town.vector(2)] * 6})
    codes = list(town.codes(round_id).values())
    town.store.close()
    file = town.database / "collector.sqlite3"
    assert callable(damage)
    damage(file)
    content = file.read_bytes()
    failed = 0
    for words in commands(town, round_id):
        file.write_bytes(content)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        said = spoken(town, *words)
        assert "Traceback" not in said, words
        assert CANARY not in said, words
        assert not [code for code in codes if code in said], words
        failed += bool(re.search(r"^Error: .*(damaged|cannot be)", said, re.MULTILINE))
    assert failed


def test_a_book_that_is_served_reads_no_damaged_database_out(
    town: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails while ``kit serve`` has the database open."""
    town.open()
    town.store.close()
    spoil_texts(town.database / "collector.sqlite3")
    (tmp_path / "_config.yml").write_text('sphinx: {config: {kit_collector: "/"}}\n')
    monkeypatch.setattr(CollectorSettings, "embedded", lambda _project: town.settings)
    built = SimpleNamespace(build=lambda *_: (), close=lambda: None, site=tmp_path, listing=None)
    monkeypatch.setattr("kit.cli.serve._lasting", lambda *_, **__: built)
    monkeypatch.setattr(
        "kit.cli.serve.serve", lambda *_, collector, **__: load_units(collector.state.shared.store)
    )
    done = CliRunner().invoke(main, ["serve", "-C", str(tmp_path), "--port", str(free_port())])
    assert "the book is at" in done.output
    assert re.search(r"^Error: the database is damaged", done.output, re.MULTILINE), done.output
    assert isinstance(done.exception, SystemExit)
    assert CANARY not in done.output


@pytest.mark.parametrize("damage", [overwrite_pages, spoil_texts])
def test_a_notebook_reads_no_damaged_database_out(town: Organisation, damage: object) -> None:
    round_id = town.open()
    town.answer(round_id, {"u1": [town.vector(2)] * 6})
    town.store.close()
    assert callable(damage)
    damage(town.database / "collector.sqlite3")
    shell = InteractiveShell()
    shell.user_ns |= {"settings": town.settings, "round_id": round_id}
    with redirect_stdout(StringIO()) as out:
        done = shell.run_cell(
            "from kit.reports import read_round\nread_round(round_id, settings=settings)"
        )
    assert isinstance(done.error_in_exec, UsageError)
    said = out.getvalue().strip()
    assert "\n" not in said
    assert "damaged" in said
    assert CANARY not in said


@contextmanager
def collecting(town: Organisation, log: Path) -> Iterator[str]:
    """Run a collector with the keys; give its address."""
    port, settings = free_port(), town.settings
    where = ["--database", settings.database, "--code-key", str(settings.code_key)]
    more = ["--keys", str(town.keys), "--port", str(port), "-C", str(ROOT)]
    with (
        log.open("wb") as out,
        subprocess.Popen(command(KIT, "collect", *where, *more), stdout=out, stderr=out) as process,
    ):
        address = f"http://127.0.0.1:{port}/collect"
        try:
            ends = time.monotonic() + PATIENCE
            while True:
                assert process.poll() is None, log.read_text()
                with suppress(httpx.TransportError):
                    if httpx.get(f"{address}/health").status_code == 200:
                        break
                assert time.monotonic() < ends
                time.sleep(0.1)
            yield address
        finally:
            os.kill(process.pid, signal.SIGTERM)
            process.wait(PATIENCE)


def body(town: Organisation, code: str) -> dict[str, str]:
    return {
        "code": code.ljust(24),
        "ballot": os.urandom(16).hex(),
        "fingerprint": town.exercise.fingerprint,
        "answers": town.vector(3).hex(),
    }


@contextmanager
def writable_pages(file: Path) -> Iterator[mmap.mmap]:
    """Map a file in memory; a page that was written to once changes no time of the file again."""
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as pages:
        for page in range(0, len(pages), 4096):
            pages[page] = pages[page]
        yield pages


@pytest.fixture
def town_in_memory() -> Iterator[Organisation]:
    """Give a town whose files are in memory: no disk ever takes back what is mapped of them."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        made = Organisation(Path(folder), exercise(), tree=TREE)
        yield made
        made.store.close()


def test_a_running_collector_says_one_line_of_a_damaged_database(
    town_in_memory: Organisation, tmp_path: Path
) -> None:
    town = town_in_memory
    round_id = town.open()
    town.answer(round_id, {"u1": [town.vector(2)] * 6})
    code = town.codes(round_id)["u1"]
    town.store.close()
    log = tmp_path / "log"
    with (
        writable_pages(town.database / "collector.sqlite3") as pages,
        collecting(town, log) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        # In place and unseen, as a failing disk does it: it stays the file that was opened.
        for page in range(4096, len(pages), 4096):
            pages[page : page + 100] = random.Random(page).randbytes(100)
        for _ in range(20):
            found = client.post("/v1/answers", json=body(town, code))
            assert found.status_code in (500, 503)
            assert CANARY not in found.text
            client.post("/v1/join", json={"code": code.ljust(24)})
        time.sleep(1)
    said = log.read_text()
    assert "Traceback" not in said
    assert CANARY not in said
    assert code not in said
    assert said.count("answers could not be saved: the database is damaged") == 1
    assert len(said.splitlines()) < 8, said


def test_no_answer_is_acknowledged_to_a_file_that_is_gone(
    town: Organisation, tmp_path: Path
) -> None:
    round_id = town.open()
    code = town.codes(round_id)["u1"]
    town.store.close()
    log = tmp_path / "log"
    file = town.database / "collector.sqlite3"
    content = file.read_bytes()
    with collecting(town, log) as address, httpx.Client(base_url=address, timeout=30) as client:
        assert client.post("/v1/answers", json=body(town, code)).status_code == 200
        file.rename(tmp_path / "elsewhere.sqlite3")
        for _ in range(3):
            assert client.post("/v1/answers", json=body(town, code)).status_code == 503
        assert client.get("/health").status_code == 503
        # What is put there is another file, though it may say the same.
        file.write_bytes(content)
        assert client.post("/v1/answers", json=body(town, code)).status_code == 503
    said = log.read_text()
    line = "answers could not be saved: the database is no longer the one that was opened"
    assert said.count(line) == 1
    assert "Traceback" not in said


def test_no_answer_is_acknowledged_to_a_file_that_somebody_has_written_over(
    town: Organisation,
) -> None:
    """Copies a backup over the database, as one does in a hurry: it stays the file that it was."""
    file = town.database / "collector.sqlite3"
    content = backup(town.store, town.disk / "copies", "test").read_bytes()
    _write_over(file, content)
    for _ in range(2):
        with pytest.raises(StoreError, match="no longer the one that was"), town.store.writing():
            pass
    with pytest.raises(StoreError, match="no longer the one that was"), town.store.reading():
        pass


def _write_over(file: Path, content: bytes) -> None:
    with file.open("r+b") as to:
        to.truncate(0)
        to.write(content)


def test_putting_the_time_of_the_file_back_hides_no_writing(town: Organisation) -> None:
    """Writes what stood there an hour ago, of the same size, and as if nobody had written."""
    file = town.database / "collector.sqlite3"
    contents = []
    for _ in range(2):
        with town.store.writing() as connection:
            connection.exec_driver_sql("UPDATE unit SET people = people + 1")
        with town.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        contents.append(file.read_bytes())
    with town.store.writing():
        pass
    content, before = contents[0], file.stat()
    assert content != contents[1]
    assert len(content) == before.st_size
    _write_over(file, content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    with pytest.raises(StoreError, match="no longer the one that was"), town.store.writing():
        pass


@pytest.mark.parametrize("how", ["PASSIVE", "FULL", "RESTART", "TRUNCATE"])
def test_a_log_that_any_of_our_processes_writes_back_is_no_stranger(
    town: Organisation, how: str
) -> None:
    other = town.reopened()
    for store, statement in ((town.store, "VACUUM"), (other, f"PRAGMA wal_checkpoint({how})")) * 2:
        for written in (town.store, other):
            with written.writing() as connection:
                connection.exec_driver_sql("UPDATE unit SET people = people + 1")
        with store.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute(statement).fetchall()
    with town.store.writing(), other.reading():
        pass
    other.close()


def test_a_store_that_is_closed_ends_no_lock_of_another(town: Organisation) -> None:
    """A system ends all locks that a process has on a file when it closes it in one place."""
    town.reopened().close()
    file = town.database / "collector.sqlite3"
    program = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "db.execute('BEGIN IMMEDIATE')\n"
    )
    with town.store.writing():
        done = subprocess.run(
            [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False
        )
    assert "database is locked" in done.stderr


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_no_answer_is_acknowledged_to_a_log_that_is_gone(town: Organisation, ending: str) -> None:
    round_id = town.open()
    town.answer(round_id, {"u1": [town.vector(1)]})
    file = town.database / f"collector.sqlite3{ending}"
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    with pytest.raises(StoreError, match="no longer the one that was opened"), town.store.writing():
        pass


def test_what_is_replaced_while_it_is_written_is_not_acknowledged(town: Organisation) -> None:
    file = town.database / "collector.sqlite3"

    def write() -> None:
        with town.store.writing() as connection:
            connection.exec_driver_sql("UPDATE unit SET people = 1")
            file.rename(file.with_suffix(".moved"))

    with pytest.raises(StoreError, match="no longer the one"):
        write()


def test_a_trigger_that_comes_while_answers_do_is_seen(town: Organisation) -> None:
    with closing(sqlite3.connect(town.database / "collector.sqlite3")) as db, db:
        db.execute("CREATE TRIGGER spy AFTER INSERT ON ballot BEGIN SELECT 1; END")
    with pytest.raises(StoreError, match="trigger 'spy' is too many"), town.store.writing():
        pass


def test_tables_made_anew_on_postgresql_end_acknowledging(
    tmp_path: Path, postgres: Postgres
) -> None:
    town = Organisation(tmp_path, exercise(), address=postgres.database())
    schema = str(town.address).rpartition("%3D")[2]
    postgres.run(f"CREATE TABLE {schema}.other (LIKE {schema}.ballot INCLUDING ALL)")
    postgres.run(f"DROP TABLE {schema}.ballot")
    postgres.run(f"ALTER TABLE {schema}.other RENAME TO ballot")
    with pytest.raises(StoreError, match="no longer the one that was opened"), town.store.writing():
        pass
    with pytest.raises(StoreError, match="is not as workshop-kit makes it"):
        town.reopened()
    town.store.close()


def test_tables_that_are_gone_on_postgresql_end_acknowledging(
    tmp_path: Path, postgres: Postgres
) -> None:
    town = Organisation(tmp_path, exercise(), address=postgres.database())
    schema = str(town.address).rpartition("%3D")[2]
    postgres.run(f"DROP SCHEMA {schema} CASCADE")
    with pytest.raises(StoreError, match="no longer the one that was opened"), town.store.writing():
        pass
    town.store.close()
