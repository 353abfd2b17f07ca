"""A process that builds one language, again and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TextIO

import kit
from kit.errors import Place, Problem
from kit.interpreter import ended, start_interpreter
from kit.patches.python_collector import seldom_collected
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.result import LanguageResult
from kit.sphinxext.problems.broken_build import MEMORY

Progress = Callable[[str], None]

_KIT: Final = Path(kit.__file__).parent


class Worker:
    """A fresh interpreter, since Sphinx keeps too much in its modules for two languages.

    A fork would start quicker, but is not safe beside the threads of a server or a test. The
    process stays for further orders and knows what it has read; it is replaced by a new one when
    a file of Python that it has loaded, or anything of the kit, has changed.

    :param process: one that runs :func:`main` and was started just now.
    """

    def __init__(self, process: subprocess.Popen[str] | None = None) -> None:
        self._process = process
        self._order: Order | None = None
        self._given_up = False

    def open(self) -> None:
        """Start the process, if it is not up.

        :raises RuntimeError: if the worker was given up.
        """
        if self._given_up:
            raise RuntimeError("the worker was given up")
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = start_interpreter(__name__)

    def start(self, order: Order) -> None:
        """Begin to build; :meth:`result` waits for the end."""
        self._order = order
        self._say(order)

    def result(self, progress: Progress | None = None) -> LanguageResult:
        """Return what came of the order; that is a problem if somebody has ended the process.

        :raises OSError: if the disk refused something.
        :raises RuntimeError: if nothing was ordered, or the kit has failed; with its traceback.
        """
        order = self._order
        if order is None:
            raise RuntimeError("nothing was ordered")
        for said in self._said():
            if "stale" in said:
                self.close()
                self._say(order)
                return self.result(progress)
            if "result" in said:
                return LanguageResult.from_json(said["result"])
            if "refused" in said:
                raise OSError(*said["refused"])
            if "failed" in said:
                self.close()
                raise RuntimeError(f"building {order.language!r} failed\n{said['failed']}")
            if progress is not None:
                progress(said["progress"])
        code = self._process.wait() if self._process else None
        self.close()
        return _death(order, code)

    def give_up(self) -> None:
        """Let an order that another thread waits for fail, and every later one."""
        self._given_up = True
        process = self._process
        if process is not None:
            process.terminate()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        with process:
            if process.stdin is not None:
                process.stdin.close()
            process.terminate()

    def _say(self, order: Order) -> None:
        self.open()
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("the process was started without pipes")
        # Whether it has just ended shows when its answer is waited for.
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order.as_json()) + "\n")
            self._process.stdin.flush()

    def _said(self) -> Iterator[dict[str, Any]]:
        if self._process is not None and self._process.stdout is not None:
            while line := self._process.stdout.readline():
                yield json.loads(line)


def _death(order: Order, code: int | None) -> LanguageResult:
    """Return the result of an order whose process has ended without one."""
    message = f"the build broke off: the process for {order.language!r} {ended(code)}"
    problem = Problem(Place("_config.yml"), "build-broke-off", message, MEMORY)
    return LanguageResult(order.language, order.folder / "html", (problem,))


@seldom_collected()
def main() -> None:
    """Build what standard input asks for, line by line; say progress and results as JSON."""
    orders, out = _alone()

    def tell(**said: object) -> None:
        try:
            out.write(json.dumps(said) + "\n")
            out.flush()
        except BrokenPipeError:
            # Whoever gave the order has ended, and nobody waits for what is still to be done.
            os._exit(1)

    # Before the first order is there.
    from kit.sphinxext.build.one_language import build_language  # noqa: PLC0415

    known: dict[str, int] = {}
    for line in orders:
        if any(_changed(path) != when for path, when in known.items()):
            tell(stale=True)
            return
        order = Order.from_json(json.loads(line))
        try:
            result = build_language(order, lambda text: tell(progress=text))
        except OSError as error:
            tell(refused=[error.errno, error.strerror, error.filename])
            continue
        except Exception:  # noqa: BLE001 - it is ours, and raised again where somebody reads it
            tell(failed=traceback.format_exc())
            return
        # Before the result: what is saved from then on must be noticed.
        new = _code(order.root) - known.keys()
        known |= {path: _changed(path) for path in new}
        tell(result=result.as_json())


def _alone() -> tuple[TextIO, TextIO]:
    """Return standard input and output, and keep them from everybody else in the process.

    What an extension, or a program that it starts, prints must not get between our lines, nor
    take our orders.
    """
    orders = os.fdopen(os.dup(0), encoding="utf-8")
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return orders, out


def _code(root: Path) -> set[str]:
    """Return the files that the process runs: modules, the kit's other files, a book's plugins."""
    found = {str(getattr(module, "__file__", None) or "") for module in [*sys.modules.values()]}
    found |= {str(path) for path in _KIT.rglob("*") if "__pycache__" not in path.parts}
    found |= {str(path) for path in (root / "plugins").glob("*.py")}
    return found - {""}


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - thousands of them, before each build
    except OSError:
        return 0
