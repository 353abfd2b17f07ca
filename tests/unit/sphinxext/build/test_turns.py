"""A book is built by one at a time; who comes second is told for whom the wait is."""

import os
import threading
from pathlib import Path

import pytest

from kit.sphinxext.build.turns import _who, turn


def test_who_comes_second_waits_and_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    order: list[str] = []
    told, others = threading.Event(), set()

    def say(text: str) -> None:
        said.append(text)
        told.set()

    def second() -> None:
        with turn(tmp_path, say):
            order.append("second")

    with turn(tmp_path):
        # As if it were another process: what is held here is not known to be ours.
        monkeypatch.setattr("kit.sphinxext.build.turns._HELD", others)
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(30)
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]
    assert said == [said[0]]
    assert f"(process {os.getpid()}) is building this book since" in said[0]


def test_a_part_of_a_build_does_not_wait_for_the_build(tmp_path: Path) -> None:
    with turn(tmp_path), turn(tmp_path / "."):
        assert (tmp_path / "_build" / "lock.json").is_file()
    assert not (tmp_path / "_build" / "lock.json").exists()


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"command": "kit'])
def test_who_has_not_said_its_name_yet_is_another_process(
    tmp_path: Path, content: str | None
) -> None:
    holder = tmp_path / "lock.json"
    if content is not None:
        holder.write_text(content)
    assert _who(holder) == "another process is building this book"
