"""The documentation as a book, and the snippets in it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

_FENCED = re.compile(r"^( *)(`{3,})(\w*)[^\n]*\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
_KIT = re.compile(r"(?:\S*/)?kit (?=[a-z-])")


@dataclass(frozen=True)
class Snippet:
    """What stands between two fences, and where."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line} ({self.language})"


def snippets(page: str | None = None, language: str | None = None) -> list[Snippet]:
    """Return the snippets of all pages, or of one, in a language if it is named."""
    found = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for match in _FENCED.finditer(text):
            body = re.sub(rf"^{match[1]}", "", match[4], flags=re.MULTILINE)
            line = text[: match.start()].count("\n") + 1
            found.append(Snippet(path.name, line, match[3], body))
    return [
        each for each in found if page in {None, each.page} and language in {None, each.language}
    ]


def command_lines(page: str | None = None) -> list[tuple[str, str]]:
    """Return each line of a shell with its page, whole and without its remark.

    A call of the kit begins with ``kit``, wherever the page says that it lies.
    """
    found = []
    for each in snippets(page, "sh"):
        for line in each.text.replace("\\\n", " ").splitlines():
            words = re.sub(r"\s+#.*", "", line.strip())
            found.append(
                (each.page, _KIT.sub("kit ", words, count=1) if _KIT.match(words) else words)
            )
    return found


def documentation_book(target: Path) -> Path:
    """Lay the documentation out as ``make docs`` does, and return its folder."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [line] = re.findall(r"^\t(cp -R .*) _build/documentation/$", makefile, re.MULTILINE)
    target.mkdir()
    subprocess.run(["sh", "-c", f'{line} "$1"', "sh", target], cwd=ROOT, check=True)
    return target
