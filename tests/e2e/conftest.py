"""Fresh environments without a network: packages built here, requirements lent by ours."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.preloaded import KIT, command

PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Environment:
    """A virtual environment: the folder of its commands, and that of its packages."""

    commands: Path
    packages: Path

    def run(self, *command: str | Path, cwd: Path) -> Done:
        """Run a command of this environment; what it says comes back as text."""
        return run(self.commands / command[0], *command[1:], cwd=cwd)

    def fork(self, code: str, *arguments: str | Path, cwd: Path) -> Done:
        """Run some Python that finds the packages of this environment, and what it was lent."""
        found = os.environ | {"PYTHONPATH": str(self.packages)}
        return run(*command(code, *arguments), cwd=cwd, env=found)

    def kit(self, *arguments: str | Path, cwd: Path) -> Done:
        """Run a ``kit`` that finds the packages of this environment."""
        return self.fork(KIT, *arguments, cwd=cwd)


NewEnvironment = Callable[..., Environment]


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] = os.environ) -> Done:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def must(*command: str | Path, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def build_wheel(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Build a wheel from a folder with the hatchling that is installed."""

    def build(source: Path) -> Path:
        out = tmp_path_factory.mktemp("wheel")
        must(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=source)
        (wheel,) = out.glob("*.whl")
        return wheel

    return build


@pytest.fixture(scope="session")
def new_environment(tmp_path_factory: pytest.TempPathFactory) -> NewEnvironment:
    """Make an environment with these wheels; what they require is lent by ours.

    Our kit is lent, too, only if ``with_kit``: a path in a ``.pth`` file does not bring the
    editable installs in that path, while ``addsitedir`` does.
    """

    def make(wheels: Sequence[Path], *, with_kit: bool) -> Environment:
        folder = tmp_path_factory.mktemp("environment")
        venv.create(folder, with_pip=False, symlinks=True)
        python = folder / "bin" / "python"
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        own = Path(must(python, "-c", ask, cwd=folder).strip())
        lent = sysconfig.get_path("purelib")
        line = f"import site; site.addsitedir({lent!r})" if with_kit else lent
        (own / "lent.pth").write_text(f"{line}\n", encoding="utf-8")
        install = ["install", "--no-deps", "--no-index", *wheels]
        must(sys.executable, *PIP, "--python", python, *install, cwd=folder)
        return Environment(folder / "bin", own)

    return make
