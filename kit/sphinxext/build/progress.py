"""How far a build is, in a few words: what it does, and with how many pages of how many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sized
from functools import partial
from typing import TYPE_CHECKING

from kit.sphinxext.patches.sphinx_pages_to_write import tell_pages_to_write

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Tell = Callable[[str], None]


class Stages:
    """Tells of one application: ``reading page 3 of 40``, then ``writing page 1 of 40``.

    Pages that other processes read count when they come back; a process that was forked tells
    nothing.

    :param writes: whether the builder goes through the pages a second time, to write them.
    """

    def __init__(self, app: Sphinx, tell: Tell, *, writes: bool = True) -> None:
        self._tell = tell
        self._process = os.getpid()
        self._stage, self._total = "reading", 0
        self._done: set[str] = set()
        # After every extension has had its say about which pages are read.
        app.connect("env-before-read-docs", self._on_before_read, priority=999)
        app.connect("source-read", lambda _app, name, _source: self._did([name]))
        app.connect("env-merge-info", lambda _app, _env, names, _other: self._did(names))
        if writes:
            app.connect("doctree-resolved", lambda _app, _tree, name: self._did([name]))
            tell_pages_to_write(app.builder, partial(self._begin, "writing"))

    def _on_before_read(self, _app: Sphinx, _env: object, names: Sized) -> None:
        self._begin("reading", len(names))

    def _begin(self, stage: str, total: int) -> None:
        self._stage, self._total = stage, total
        self._done.clear()

    def _did(self, names: Iterable[str]) -> None:
        if os.getpid() != self._process:
            return
        self._done.update(names)
        number = min(len(self._done), self._total)
        self._tell(f"{self._stage} page {number} of {self._total}")


class Board:
    """Says at once how far each of several languages is, which are built side by side."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._said: dict[str, str] = {}

    def of(self, language: str) -> Tell:
        """Return what is told how far a language is."""

        def tell(text: str) -> None:
            self._said = {**self._said, language: text}
            self._tell(" · ".join(f"{name}: {said}" for name, said in sorted(self._said.items())))

        return tell

    def only(self, text: str) -> None:
        """Say this, and no longer how far the languages are."""
        self._said = {}
        self._tell(text)
