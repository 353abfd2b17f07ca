"""What our processes do about their memory, and when somebody interrupts them."""

import gc
import signal
import weakref
from pathlib import Path

import pytest

from kit.interpreter import start_interpreter
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


def test_what_nobody_holds_any_more_is_freed_later() -> None:
    with seldom_collected():
        ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is None


@pytest.mark.parametrize(
    ("failing", "said"),
    [("os.kill(os.getpid(), signal.SIGINT)", ""), ("1 / 0", "ZeroDivisionError")],
)
def test_a_process_beside_a_command_says_what_went_wrong_but_nothing_of_ctrl_c(
    failing: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    code = f"import os, signal\ndef main():\n    {failing}\n    signal.pause()\n"
    (tmp_path / "stopped.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with start_interpreter("stopped") as process:
        ended = process.wait(30)
    last = capfd.readouterr().err.splitlines()[-1:]
    assert [line.partition(":")[0] for line in last] == ([said] if said else [])
    assert ended == (1 if said else -signal.SIGINT)
