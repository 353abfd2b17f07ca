"""A disk that is really full, whoever runs the tests: in a namespace with its own mounts."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_what_holds_on_a_full_disk(tmp_path: Path) -> None:
    """Whoever is not root is root of the namespace."""
    own = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    tests = [HERE / "full_disk.py", HERE / "full_disk_commands.py"]
    # Whoever forks for the tests outside does not see what is mounted in here.
    inside = {name: it for name, it in os.environ.items() if not name.startswith("KIT_FORKS_")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        [*own, *command, f"--basetemp={tmp_path / 'inside'}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parents[1],
        env=inside,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n13 passed in " in done.stdout
