"""Where Python lacks what only Unix has, all but collecting works."""

import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli.main import COMMANDS

WITHOUT = """
import sys
for name in ("fcntl", "pwd", "resource"):
    sys.modules[name] = None
from kit.cli import main
main(prog_name="kit")
"""
COLLECTING = {"collect", "units", "links", "round", "report", "audit", "backup", "restore"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_works_or_says_in_one_line_that_it_needs_another_system(
    name: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, name, "--help"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    if name in COLLECTING:
        assert done.returncode == 2
        assert f"'kit {name}' needs Linux or macOS" in done.stderr
        assert "Traceback" not in done.stderr
    else:
        assert done.returncode == 0, done.stderr
