"""The servers that the benchmarks compare end as quietly as they run."""

import signal
from pathlib import Path

import pytest

from benchmarks.servers import serving


@pytest.mark.parametrize("kind", ["bare", "one-by-one", "collector"])
def test_a_server_that_is_measured_ends_without_a_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    with serving(kind, tmp_path / "disk") as (_, process):
        pass
    assert process.returncode != -signal.SIGKILL
    assert capfd.readouterr().err == ""
