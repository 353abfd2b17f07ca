"""How far a build is: which page of how many, in each language at once."""

import os
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.build.progress import Board, Stages


class App:
    """The events of an application that reads and writes pages."""

    def __init__(self) -> None:
        self.listeners: dict[str, Callable[..., object]] = {}
        self.prepared: list[object] = []
        self.builder = SimpleNamespace(prepare_writing=self.prepared.append)

    def connect(self, event: str, listener: Callable[..., object], priority: int = 500) -> None:
        self.listeners[event] = listener

    def emit(self, event: str, *values: object) -> None:
        self.listeners[event](self, *values)


def test_pages_are_counted_as_they_are_read_and_again_as_they_are_written() -> None:
    app: Any = App()
    said: list[str] = []
    Stages(app, said.append)
    app.emit("env-before-read-docs", None, ["a", "b", "c"])
    app.emit("source-read", "a", [""])
    app.emit("env-merge-info", None, {"b", "c"}, None)
    app.builder.prepare_writing({"a", "b"})
    app.emit("doctree-resolved", None, "a")
    assert said == ["reading page 1 of 3", "reading page 3 of 3", "writing page 1 of 2"]
    assert app.prepared == [{"a", "b"}]


def test_a_page_that_is_read_twice_counts_once_and_never_more_than_there_are() -> None:
    app: Any = App()
    said: list[str] = []
    Stages(app, said.append, writes=False)
    app.emit("env-before-read-docs", None, ["a"])
    for name in ("a", "a", "included"):
        app.emit("source-read", name, [""])
    assert set(said) == {"reading page 1 of 1"}
    assert "doctree-resolved" not in app.listeners


def test_a_fork_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app: Any = App()
    said: list[str] = []
    Stages(app, said.append)
    app.emit("env-before-read-docs", None, ["a"])
    monkeypatch.setattr(os, "getpid", lambda: -1)
    app.emit("source-read", "a", [""])
    assert said == []


def test_all_languages_stand_on_one_line_until_something_else_is_said() -> None:
    said: list[str] = []
    board = Board(said.append)
    nb, en = board.of("nb"), board.of("en")
    nb("reading page 1 of 4")
    en("reading page 2 of 4")
    board.only("publishing")
    en("writing page 1 of 4")
    assert said == [
        "nb: reading page 1 of 4",
        "en: reading page 2 of 4 · nb: reading page 1 of 4",
        "publishing",
        "en: writing page 1 of 4",
    ]
