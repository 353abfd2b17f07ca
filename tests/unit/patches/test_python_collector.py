"""What is done about Python's search for unused memory, and that it is still needed."""

import gc
import sys
import weakref

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.patches import python_collector
from kit.patches.python_collector import seldom_collected

pytestmark = pytest.mark.usefixtures("nothing_frozen")


class Ring:
    """Something that only Python's collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_what_was_made_meanwhile_is_not_looked_through_as_soon_as_it_is_over() -> None:
    looked: list[int] = []
    before = gc.get_threshold()

    def note(phase: str, info: dict[str, int]) -> None:
        looked.append(info["generation"])

    with seldom_collected():
        gc.collect()
        kept = [[number] for number in range(100_000)]
        gc.callbacks.append(note)
    more = [[number] for number in range(100)]
    gc.callbacks.remove(note)
    assert (len(kept), len(more)) == (100_000, 100)
    assert looked == []
    assert gc.get_threshold() == before


def test_where_hardly_anything_was_made_nobody_counts_what_is_frozen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gc, "get_freeze_count", lambda: pytest.fail("it takes long"))
    gc.collect()
    with seldom_collected():
        pass


def test_what_nobody_holds_any_more_is_freed_later() -> None:
    with seldom_collected():
        ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is None


def test_a_python_that_looks_in_another_way_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_collector, "_HOLDS", False)
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == before


def test_a_command_leaves_its_memory_as_it_is_when_its_process_ends_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_end: list[object] = []
    monkeypatch.setattr("kit.patches.python_collector.atexit.register", at_end.append)
    before = gc.get_freeze_count()
    CliRunner().invoke(main, ["schema", "--help"])
    assert at_end == [gc.freeze]
    assert gc.get_freeze_count() == before


def test_python_looks_for_unused_memory_so_often_that_a_build_feels_it() -> None:
    assert gc.get_threshold() == (2000 if sys.version_info >= (3, 13) else 700, 10, 10)
