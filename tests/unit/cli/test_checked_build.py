"""What a build leaves to the end of its process, it leaves to that."""

import gc
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.cli.checked_build import build_checked

BOOK = Path(__file__).parents[2] / "golden" / "small-book" / "source"


@pytest.mark.usefixtures("nothing_frozen")
def test_a_build_freezes_no_memory_of_a_process_that_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_end: list[object] = []
    monkeypatch.setattr("kit.cli.checked_build.atexit.register", at_end.append)
    done = SimpleNamespace(problems=())
    monkeypatch.setattr("kit.cli.checked_build.build_book", lambda *_, **__: done)
    before = gc.get_freeze_count()
    build_checked(BOOK, (), lambda _: None, None)
    assert gc.get_freeze_count() == before
    assert at_end == [gc.freeze]
