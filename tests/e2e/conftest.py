"""Fresh environments without a network: packages built here, requirements lent by ours."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the folder of its commands."""

    commands: Path

    def run(self, *command: str | Path, cwd: Path) -> Done:
        """Run a command of this environment; what it says comes back as text."""
        return run(self.commands / command[0], *command[1:], cwd=cwd)

    def kit(self, *arguments: str | Path, cwd: Path) -> Done:
        """Run the ``kit`` that this environment finds."""
        call = "from kit.cli import main; main(prog_name='kit')"
        return self.run("python", "-c", call, *arguments, cwd=cwd)


NewEnvironment = Callable[..., Environment]


def run(*command: str | Path, cwd: Path) -> Done:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
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
        for wheel in wheels:
            install = ["install", "--no-deps", "--no-index", wheel]
            must(sys.executable, *PIP, "--python", python, *install, cwd=folder)
        return Environment(folder / "bin")

    return make
