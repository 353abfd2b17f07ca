"""The documentation as a book, and as what stands in it."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def documentation_book(target: Path) -> Path:
    """Lay the documentation out as ``make docs`` does, and return its folder."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [line] = re.findall(r"^\t(cp -R .*) _build/documentation/$", makefile, re.MULTILINE)
    target.mkdir()
    subprocess.run(["sh", "-c", f'{line} "$1"', "sh", target], cwd=ROOT, check=True)
    return target
