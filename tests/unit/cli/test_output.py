"""What moves while a command takes its time, and where it is shown."""

import os
import pty
import subprocess
import sys

import pytest

from kit.cli.output import progress

SHOWN = (
    "from kit.cli.output import progress\n"
    "with progress('building') as tell:\n"
    "    tell('nb: reading page 3 of [40]')"
)


def test_what_is_piped_gets_no_line_that_moves(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("building") as tell:
        tell("nb: reading page 3 of 40")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("more", [{}, {"NO_COLOR": "1"}])
def test_a_terminal_is_told_the_stage_and_how_many_of_how_many(more: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **more}
    with subprocess.Popen([sys.executable, "-c", SHOWN], stderr=theirs, env=settings) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
        except OSError:
            pass  # The other end is closed.
        assert process.wait() == 0
    os.close(ours)
    assert "building: nb: reading page 3 of [40]" in shown.decode()
    assert (b"\x1b[3" in shown) is not bool(more), "colours are on only without NO_COLOR"
