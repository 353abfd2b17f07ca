"""Sphinx's processes that read and write pages: none of them fails, or ends, without a word.

Sphinx's own ``ParallelTasks`` drops the error of a process where it comes while another task is
added, drops every task that was running then, and goes on; the pages are missing, and the build is
a success. For a process that was killed it waits for ever, since it holds the pipe's other end
itself. So it is in Sphinx 7.4 to 9.0: ``add_task`` drops the error since
https://github.com/sphinx-doc/sphinx/pull/11923, which let builds end whose process could not start.
Smallest case: an extension that raises at ``html-page-context`` on one of sixty pages.

It saves nothing; what it keeps, that a page never is missing without a word, is in
``tests/e2e/test_broken_extensions.py``.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from sphinx import builders
from sphinx.util import logging

from kit.errors import Place, Problem
from kit.interpreter import ended
from kit.patches.versions import holds
from kit.sphinxext.problems.broken_build import MEMORY, BrokeOff, Fault, Setting, fault_of

SPHINX: Final = ">=7.4,<10"
LOST: Final = "a page that fails may be missing without a word"
_LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[..., Any]
    arg: Any
    done: Callable[[Any, Any], object] | None

    def run(self) -> Any:
        return self.work() if self.arg is None else self.work(self.arg)


class Tasks:
    """Does what Sphinx's ``ParallelTasks`` promises, and raises what went wrong."""

    def __init__(self, setting: Setting, number: int) -> None:
        self._setting = setting
        self._number = max(number, 1)
        self._waiting: list[_Task] = []
        self._running: dict[Connection, tuple[Any, _Task]] = {}

    def add_task(
        self,
        task_func: Callable[..., Any],
        arg: Any = None,
        result_func: Callable[[Any, Any], object] | None = None,
    ) -> None:
        """Begin a task as soon as a process may be started for it.

        :raises BrokeOff: if an earlier one has failed.
        """
        self._waiting.append(_Task(task_func, arg, result_func))
        with self._ending_all():
            self._take(timeout=0)
            self._start()

    def join(self) -> None:
        """Wait for all tasks.

        :raises BrokeOff: if one fails.
        """
        with self._ending_all():
            while self._running or self._waiting:
                self._start()
                self._take(timeout=None)

    @contextmanager
    def _ending_all(self) -> Iterator[None]:
        """End every process if something fails."""
        try:
            yield
        except BaseException:
            for process, _ in self._running.values():
                process.kill()
                process.join()
            self._running.clear()
            self._waiting.clear()
            raise

    def _start(self) -> None:
        context: Any = multiprocessing.get_context("fork")
        while self._waiting and len(self._running) < self._number:
            task = self._waiting.pop(0)
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(theirs, task, self._setting))
            process.start()
            # Once only the process itself holds this end, its death ends what we wait for.
            theirs.close()
            self._running[ours] = (process, task)

    def _take(self, timeout: float | None) -> None:
        for pipe in wait([*self._running], timeout):
            if isinstance(pipe, Connection):
                self._finish(pipe)

    def _finish(self, pipe: Connection) -> None:
        process, task = self._running[pipe]
        try:
            fault, logs, result = pipe.recv()
        except Exception as error:
            # A killed process leaves anything, or nothing.
            process.join()
            raise BrokeOff(_death(process.exitcode, task.arg)) from error
        for log in logs:
            _LOGGER.handle(log)
        if fault is not None:
            raise BrokeOff(fault)
        if task.done is not None:
            task.done(task.arg, result)
        process.join()
        pipe.close()
        del self._running[pipe]


def _work(pipe: Connection, task: _Task, setting: Setting) -> None:
    """Run a task in a process of its own, and send what came of it."""
    collector, fault, result = logging.LogCollector(), None, None
    with collector.collect():
        try:
            result = task.run()
        except BaseException as error:  # noqa: BLE001 - told, and raised again on the other side
            fault = fault_of(error, setting)
    logging.convert_serializable(collector.logs)
    # Whoever waited for it may have been killed.
    with suppress(BrokenPipeError):
        pipe.send((fault, collector.logs, result))


def _death(code: int | None, arg: Any) -> Fault:
    """Return the words for a process that has ended without any."""
    names = [entry if isinstance(entry, str) else entry[0] for entry in arg or ()]
    pages = f", busy with {names[0]} to {names[-1]}" if names else ""
    message = f"the build broke off: a process of it {ended(code)}{pages}"
    return Fault(message, Problem(Place("_config.yml"), "build-broke-off", message, MEMORY))


@contextmanager
def told_tasks(setting: Setting) -> Iterator[None]:
    """Let Sphinx use our tasks for a while."""
    if not holds("sphinx", SPHINX):
        yield
        return
    module: Any = builders
    before, module.ParallelTasks = module.ParallelTasks, partial(Tasks, setting)
    try:
        yield
    finally:
        module.ParallelTasks = before
