"""Python programs, each in a fork of one process that has imported everything already.

A start of Python with our imports takes a second of the processor's time, a fork a fiftieth of it.
What a test says of a start itself, of its imports or of its memory, it starts by itself.
"""

import ast
import atexit
import gc
import importlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any
from unittest import mock

from filelock import FileLock

from kit.catalogues import bring
from kit.patches.jsonschema_grammar import quick_imports

KIT = "from kit.cli import main; main(prog_name='kit')"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"

_ROOT = Path(__file__).parents[1]
_BOOK = _ROOT / "tests/golden/small-book/source"
_NOTEBOOKS = ("ipykernel.kernelapp", "ipykernel.ipkernel", "kit.widgets", "nbclient.cli")
_STOCK = (
    *("myst_nb", "sphinx_external_toc", "sphinx_design", "sphinx_book_theme"),
    *("sphinx.builders.html", "jupyter_book.cli.main", "jupyter_book.sphinx"),
    *("sphinx.builders.html.transforms", "sphinx.builders.latex.transforms", "sphinx.ext.mathjax"),
    *("myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main"),
    *(f"myst_parser.sphinx_ext.{name}" for name in ("directives", "mathjax", "myst_refs")),
    *("docutils.languages.en", "jinja2.ext", "sphinx.search.no", "xml.dom.minidom"),
)
_BUILDS = (
    *_STOCK,
    *(f"kit.cli.{name}" for name in ("build", "check", "new", "serve", "translate")),
    *(f"kit.cli.collector.{name}" for name in ("audit", "backup", "collect", "links", "report")),
    *(f"kit.cli.collector.{name}" for name in ("round", "units")),
    *("kit.cli.checked_build", "kit.sphinxext.extension", "kit.sphinxext.build.worker", "uvicorn"),
    *("kit.sphinxext.build.one_language", "kit.sphinxext.jupyterbook.vocabulary"),
    *("kit.notebooks", "kit.platforms.sarpsborg"),
    *("kit.kinds.group", "kit.kinds.reflection", "kit.kinds.self_assessment"),
)
_STARTING = (
    "kit.cli.build",
    "kit.checks.settings.loaded_extensions",
    "kit.sphinxext.build.worker",
)
"""What starts a process of ours beside a build or a check."""
_MODULES = {"builds": _BUILDS, "stock": _STOCK, "notebooks": _NOTEBOOKS}
"""What a process that forks has imported, by what its forks do."""

# As `python -m ipykernel_launcher` does.
_KERNEL = """
import sys
del sys.path[0]
from ipykernel import kernelapp
kernelapp.launch_new_instance()
"""
# As a kernel sets it, but before our import of what looks at it.
_PICTURES = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
_MOST = 1 << 20
_OWN = "KIT_FORKS_{}"
"""The variable that tells every process where forks come from, so that it may ask for one."""
_OF_ALL = _OWN.format("OF_ALL")
"""The variable that names the folder where several processes that test have theirs in common."""
_ALIVE = "alive"
"""A pipe in that folder, which ends with the process that has started those that test."""

_CLIENT = """
import os, signal, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(sys.argv[1])
    order = ascii((os.getcwd(), dict(os.environ), sys.argv[2:])).encode()
    socket.send_fds(server, [order], [0, 1, 2])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: server.send(bytes([number])))
    status = int(server.recv(16) or b"256")
if os.WIFSIGNALED(status):
    if os.WTERMSIG(status) != signal.SIGKILL:
        signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
    os.kill(os.getpid(), os.WTERMSIG(status))
os._exit(os.waitstatus_to_exitcode(status))
"""


def command(
    code: str, *arguments: str | Path, unbuffered: bool = False, does: str = "builds"
) -> list[str]:
    """Return the command that runs some Python as ``python -c`` does.

    It stands for the fork: it ends as that does, passes on what tells it to end, and takes it along
    when it is killed.

    :param does: what it does: "builds", as everything that the kit does, or "notebooks". Jupyter
        Book by itself comes from a process in which nothing of the kit has ever run.
    """
    does = "stock" if code == JUPYTER_BOOK else does
    words = [*(["-u"] if unbuffered else []), "-c", code, *map(str, arguments)]
    return [sys.executable, "-I", "-S", "-c", _CLIENT, _address(does, os.getpid()), *words]


def start_interpreter(module: str) -> subprocess.Popen[str]:
    """Do what :func:`kit.interpreter.start_interpreter` does, in a fork."""
    return subprocess.Popen(
        command(f"import sys; sys.path[:] = {sys.path}\nfrom {module} import main; main()"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def fork_helpers() -> None:
    """Let what the kit starts beside a build or a check be a fork, too."""
    for name in _STARTING:
        module = importlib.import_module(name)
        mock.patch.object(module, "start_interpreter", start_interpreter).start()


@contextmanager
def forks_for_notebooks() -> Iterator[None]:
    """Let what runs a notebook in this process be a fork, and its kernel, too.

    That holds for the processes that it starts from now on, too: they ask the same one for forks.
    """
    _address("notebooks", os.getpid())
    runs = mock.Mock(run=_run_notebook)
    with (
        mock.patch("jupyter_client.launcher.Popen", _start_kernel),
        mock.patch("kit.testing.notebook.subprocess", runs),
    ):
        yield


def _start_kernel(words: list[str], **options: Any) -> "subprocess.Popen[Any]":
    if "ipykernel_launcher" in words and _OWN.format("notebooks") in os.environ:
        arguments = words[words.index("ipykernel_launcher") + 1 :]
        words = command(_KERNEL, *arguments, does="notebooks")
    return subprocess.Popen(words, **options)


def _run_notebook(words: list[str], **options: Any) -> "subprocess.CompletedProcess[Any]":
    _, _, code, *arguments = words
    return subprocess.run(  # noqa: PLW1510 - whoever calls it says so
        command(code, *arguments, does="notebooks"), **options
    )


@contextmanager
def shared_forks() -> Iterator[None]:
    """Let all processes that this one starts have their forks from the same ones."""
    folder = Path(tempfile.mkdtemp(prefix="kit-forks-"))
    os.mkfifo(folder / _ALIVE)
    # Not handed down: it ends when this process does, however it ends.
    alive = os.open(folder / _ALIVE, os.O_RDWR)
    os.environ[_OF_ALL] = str(folder)
    try:
        yield
    finally:
        del os.environ[_OF_ALL]
        os.close(alive)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _address(does: str, _process: int) -> str:
    """Start the process that forks, and return the address of its socket."""
    if own := os.environ.get(_OWN.format(does)):
        return own
    if shared := os.environ.get(_OF_ALL):
        address = _address_of_all(does, Path(shared))
    else:
        address = str(Path(tempfile.mkdtemp(prefix="kit-forks-"), "socket"))
        atexit.register(_end, _start_server(does, address, subprocess.PIPE))
    os.environ[_OWN.format(does)] = address
    return address


def _address_of_all(does: str, folder: Path) -> str:
    """Return the address that all have in common; who asks first starts the process."""
    address = folder / does / "socket"
    with FileLock(folder / f"{does}.lock"):
        if not address.exists():
            address.parent.mkdir(exist_ok=True)
            with (folder / _ALIVE).open("rb") as alive:
                server = _start_server(does, str(address), alive)
            assert server.stdout is not None
            server.stdout.close()
            # It outlives us, and nobody waits for it here.
            server.returncode = 0
    return str(address)


def _start_server(does: str, address: str, stdin: IO[bytes] | int) -> "subprocess.Popen[bytes]":
    """Start a process that forks until its standard input ends, and wait until it can."""
    program = "from tests.preloaded import serve; serve()"
    server = subprocess.Popen(
        [sys.executable, "-c", program, does, address],
        stdin=stdin,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        env=os.environ | (_PICTURES if does == "notebooks" else {}),
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    return server


def _end(server: subprocess.Popen[bytes]) -> None:
    with server:
        assert server.stdin is not None
        server.stdin.close()


# --- in the process that forks ----------------------------------------------------------------


def serve() -> None:
    """Fork for everybody who asks, until whoever has started this process ends."""
    does, address = sys.argv[1], Path(sys.argv[2])
    # What it prepares must not ask another one, which would prepare itself, and so on.
    os.environ[_OWN.format(does)] = str(address)
    with quick_imports():
        for name in _MODULES[does]:
            # Other versions of Sphinx have some elsewhere; then a fork imports them itself.
            with suppress(ModuleNotFoundError):
                importlib.import_module(name)
    if does != "notebooks":
        for name in importlib.import_module("sphinx.application").builtin_extensions:
            importlib.import_module(name)
    if does == "builds":
        fork_helpers()
        _prepare_builds()
    # What a fork looks through for unused memory, it would copy.
    gc.freeze()
    mock.patch("jupyter_client.launcher.Popen", _start_kernel).start()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(address))
        listening.listen(100)
        os.write(1, b"ready\n")
        while listening in select.select([listening, 0], [], [])[0]:
            _bury()
            client, _ = listening.accept()
            if not os.fork():
                listening.close()
                _watch_over(client)
                return
            client.close()
    _bury()
    # Whoever has started all may have been quicker.
    shutil.rmtree(address.parent, ignore_errors=True)


def _prepare_builds() -> None:
    """Do once what each build would do first: import all that a book needs, compile templates."""
    built = importlib.import_module("kit.cli.checked_build")
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(_BOOK, Path(folder, "book"))
        (root / "_config.yml").write_text("sphinx: {config: {language: nb}}\n", "utf-8")
        problems, result = built.build_checked(root, (), str, None)
        assert result.ok, problems
    bring(Path(os.devnull))


def _bury() -> None:
    """Take note of those who watched over forks, and have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _watch_over(client: socket.socket) -> None:
    """Fork what a client orders; in the fork, return when it has come to its end."""
    order, streams, *_ = socket.recv_fds(client, _MOST, 3)
    if child := os.fork():
        for stream in streams:
            os.close(stream)
        os._exit(_ended(client, child))
    client.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    folder, environment, words = ast.literal_eval(order.decode())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.environ[_OWN.format(sys.argv[1])] = sys.argv[2]
    if "JPY_PARENT_PID" in environment:
        os.environ["JPY_PARENT_PID"] = str(os.getppid())
    _run(words)


def _ended(client: socket.socket, child: int) -> int:
    """Pass signals on to the fork, and tell the client how it has ended."""
    ends = os.pidfd_open(child)
    # Standard input is still that of the process that forks, and ends with the tests.
    while ends not in (ready := select.select([client, ends, 0], [], [])[0]):
        told = client.recv(1) if client in ready else b""
        os.kill(child, (told or bytes([signal.SIGKILL]))[0])
    status = os.waitpid(child, 0)[1]
    with suppress(BrokenPipeError):  # it was killed
        client.send(str(status).encode())
    return 0


def _run(words: list[str]) -> None:
    if words[0] == "-u":
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(write_through=True)
    _, code, *arguments = words[words.index("-c") :]
    sys.argv[:] = ["-c", *arguments]
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:1] = ["", *filter(None, given)]
    names = sys.modules["__main__"].__dict__
    exec(compile(code, "<string>", "exec"), names)  # noqa: S102 - it is what a test wrote
