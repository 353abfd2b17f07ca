"""What our processes do when somebody interrupts them."""

import signal
from pathlib import Path

import pytest

from kit.interpreter import start_interpreter


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
