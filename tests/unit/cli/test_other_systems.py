"""Where Python lacks what only Unix has, all but collecting works."""

import json
import subprocess
import sys

import pytest

from kit.cli.main import COMMANDS

WITHOUT = """
import json, sys
for name in ("fcntl", "pwd", "resource"):
    sys.modules[name] = None
from click.testing import CliRunner
from kit.cli import main
said = {}
for name in sys.argv[1:]:
    done = CliRunner().invoke(main, [name, "--help"], prog_name="kit")
    said[name] = (done.exit_code, done.output, repr(done.exception))
print(json.dumps(said))
"""
COLLECTING = {
    *("collect", "units", "links", "round", "report", "audit"),
    *("archive", "backup", "restore"),
}

Said = dict[str, tuple[int, str, str]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """Ask every command for help, one after the other in one process."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *COMMANDS],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path_factory.mktemp("elsewhere"),
    )
    found: Said = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_works_or_says_in_one_line_that_it_needs_another_system(
    name: str, said: Said
) -> None:
    status, output, exception = said[name]
    if name in COLLECTING:
        assert status == 2, exception
        assert f"'kit {name}' needs Linux or macOS" in output
        assert exception == "SystemExit(2)"
    else:
        assert status == 0, exception
        assert "Example:" in output
