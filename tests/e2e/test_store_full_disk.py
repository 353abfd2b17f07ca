"""A disk that is really full, whoever runs the tests: in a namespace with its own mounts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("name", "count"), [("full_disk.py", 4), ("full_disk_commands.py", 8)])
def test_what_holds_on_a_full_disk(name: str, count: int, tmp_path: Path) -> None:
    """Whoever is not root is root of the namespace."""
    own = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    tests = Path(__file__).with_name(name)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests]
    done = subprocess.run(
        [*own, *command, f"--basetemp={tmp_path / 'inside'}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tests.parents[2],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"\n{count} passed in " in done.stdout
