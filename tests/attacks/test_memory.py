"""Attackers who make a process crash, and look for answers and keys in what its memory left."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from tests.organisation import Organisation
from tests.servers import free_port

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "tests" / "golden" / "small-book" / "source"
KIT = [sys.executable, "-c", "from kit.cli import main; main(prog_name='kit')"]
PATIENCE = 120
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
FACTORY = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from kit.storage import open_store
from kit.web.app import create_collector
from kit.web.standalone import standalone
from tests.organisation import settings_in

def factory():
    store = open_store(settings_in(Path({disk!r})))
    return standalone(create_collector(store, dict, holder=False))
"""


def _raise_limit() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.prlimit(0, resource.RLIMIT_CORE, (most, most))


@contextmanager
def started(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process in a folder of its own, with as large core dumps as we may allow."""
    env = os.environ | {"XDG_STATE_HOME": str(folder.with_name("state"))}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_raise_limit,  # noqa: PLW1509 - the limit has to be its own
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "it has ended"
        with suppress(httpx.TransportError):
            if httpx.get(address).status_code == 200:
                return
        assert time.monotonic() < ends, address
        time.sleep(0.1)


def workers_of(pid: int) -> list[int]:
    """Return the children of a process that have our store open."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for each in map(int, children) if _has_store(each)]


def _has_store(pid: int) -> bool:
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            if each.readlink().name == "collector.sqlite3":
                return True
    return False


def core_limit(pid: int) -> str:
    """Return the soft and the hard limit of a process for its core dump."""
    found = re.search(r"Max core file size +(\S+ +\S+)", Path(f"/proc/{pid}/limits").read_text())
    assert found is not None
    return " ".join(found[1].split())


def crash(process: subprocess.Popen[bytes], pid: int, death: signal.Signals) -> None:
    """Take the limit away as the machine's administrator can, and let the process crash."""
    with suppress(PermissionError):
        resource.prlimit(pid, resource.RLIMIT_CORE, UNLIMITED)
    os.kill(pid, death)
    if pid == process.pid:
        process.wait(PATIENCE)
        return
    ends = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}/fd").exists() and time.monotonic() < ends:
        with suppress(OSError):
            if "(zombie)" in Path(f"/proc/{pid}/status").read_text():
                return
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of processes that crash; where this machine puts no core dump, skip."""
    made = tmp_path / "crashes"
    made.mkdir()
    with started([sys.executable, "-c", "import os; os.abort()"], made) as process:
        process.wait(PATIENCE)
    cores = list(made.glob("core*"))
    if not cores:
        pytest.skip("this machine keeps core dumps elsewhere, or makes none")
    for core in cores:
        core.unlink()
    return made


def _collect(organisation: Organisation, port: int, *more: str) -> list[str]:
    settings = organisation.settings
    where = ["--project", str(ROOT), "--port", str(port), "--database", settings.database]
    return [*KIT, "collect", *where, "--code-key", str(settings.code_key), *more]


@pytest.mark.parametrize(
    ("death", "holder"),
    [(signal.SIGABRT, True), (signal.SIGSEGV, False)],
    ids=["with-keys", "receive-only"],
)
def test_a_crashed_collector_leaves_no_core(
    organisation: Organisation, folder: Path, death: signal.Signals, *, holder: bool
) -> None:
    port = free_port()
    more = ["--keys", str(organisation.keys)] if holder else ["--receive-only"]
    with started(_collect(organisation, port, *more), folder) as process:
        wait_for(f"http://127.0.0.1:{port}/collect/health", process)
        assert core_limit(process.pid) == "0 0"
        crash(process, process.pid, death)
        assert process.returncode == -death
    assert list(folder.iterdir()) == []


def test_a_crashed_book_server_that_receives_leaves_no_core(tmp_path: Path, folder: Path) -> None:
    book = copytree(BOOK, tmp_path / "book")
    config = book / "_config.yml"
    text = config.read_text("utf-8")
    assert "  config:\n" in text
    config.write_text(text.replace("  config:\n", '  config:\n    kit_collector: "/"\n', 1))
    port = free_port()
    with started([*KIT, "serve", "-C", str(book), "--port", str(port)], folder) as process:
        wait_for(f"http://127.0.0.1:{port}/collect/health", process)
        assert core_limit(process.pid) == "0 0"
        crash(process, process.pid, signal.SIGSEGV)
    assert list(folder.iterdir()) == []


def test_crashed_workers_of_another_server_leave_no_core(tmp_path: Path, folder: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (folder / "ours.py").write_text(FACTORY.format(root=str(ROOT), disk=str(disk)))
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "ours:factory", "--factory", "--workers", "2"]
    with started([*command, "--port", str(port)], folder) as process:
        wait_for(f"http://127.0.0.1:{port}/collect/health", process)
        workers = workers_of(process.pid)
        assert workers
        for worker in workers:
            assert core_limit(worker) == "0 0"
            crash(process, worker, signal.SIGABRT)
        process.terminate()
        process.wait(PATIENCE)
    assert not list(folder.glob("core*"))


def test_a_command_that_closes_a_round_leaves_no_core(
    organisation: Organisation, folder: Path
) -> None:
    """It crashes in the middle, with the key in memory."""
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(2)] * 6})
    organisation.store.close()
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from kit.ballots import CloseRound, Holder, request_act\n"
        "from kit.storage import open_store\n"
        "from tests.organisation import settings_in\n"
        "store = open_store(settings_in(Path(sys.argv[2])))\n"
        "request_act(store, 'test', CloseRound(sys.argv[3]))\n"
        "Holder(store, after=lambda step: os.abort()).run_pending()\n"
    )
    arguments = [str(ROOT), str(organisation.disk), round_id]
    with started([sys.executable, "-c", program, *arguments], folder) as process:
        assert process.wait(PATIENCE) == -signal.SIGABRT
    assert list(folder.iterdir()) == []


def test_no_process_of_the_same_user_reads_the_memory() -> None:
    """As root it could, as it could anything: so both are somebody else."""
    program = """
import ctypes, os
from kit.storage.process import close_memory
if os.getuid() == 0:
    os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # somebody else's by itself, since the user has changed
def reads():
    pid, child = os.getpid(), os.fork()
    if not child:
        try:
            open(f"/proc/{pid}/mem", "rb").close()
        except PermissionError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0
print(reads())
close_memory()
print(reads())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["True", "False"]
