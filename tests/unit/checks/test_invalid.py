"""Bad input beside its words: a case is a folder of ``tests/invalid``.

Its files are laid over the sound book in ``tests/invalid/base``; the paths in ``removed.txt`` are
taken out of it. ``--regen`` writes ``expected.txt``; read the difference as you would read code.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.errors import CODES
from kit.load import load_book

TODAY = date(2026, 11, 1)
CASES = Path(__file__).parents[2] / "invalid"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())

# What only other parts report: the build, catalogues' own tests, formulas, `kit new`, `kit units`.
ELSEWHERE = {
    "blocked-script",
    "build",
    "build-broke-off",
    "broken-extension",
    "broken-formula",
    "file-exists",
    "not-one-tree",
    "not-written",
    "same-suffix",
    "set-aside",
    "unclosed-quote",
    "unknown-unit",
    "unrecorded-addresses",
}
_CODE = re.compile(r"^\S.*?:\d+:\d+: ([a-z0-9-]+): ", re.MULTILINE)


def problems_of(case: str, folder: Path) -> str:
    book = folder / "book-project"
    shutil.copytree(CASES / "base", book)
    shutil.copytree(CASES / case, book, dirs_exist_ok=True)
    removed = CASES / case / "removed.txt"
    for name in removed.read_text("utf-8").split() if removed.exists() else ():
        (book / name).unlink()
    return "".join(f"{problem}\n" for problem in check_book(load_book(book), TODAY))


@pytest.mark.parametrize("case", NAMES)
def test_a_case_is_reported_in_exactly_these_words(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    expected = CASES / case / "expected.txt"
    said = problems_of(case, tmp_path)
    if request.config.getoption("--regen"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_the_sound_book_has_no_problems() -> None:
    assert (CASES / "base" / "expected.txt").read_text(encoding="utf-8") == ""


def test_every_code_of_the_checks_has_a_case() -> None:
    said = "".join((CASES / case / "expected.txt").read_text("utf-8") for case in NAMES)
    assert set(CODES) - ELSEWHERE - set(_CODE.findall(said)) == set()


def test_every_example_on_the_page_of_problems_is_said_by_a_case() -> None:
    page = (CASES.parents[1] / "docs" / "errors.md").read_text(encoding="utf-8")
    examples = re.findall(r"^### (\S+)$.*?^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    said = "".join((CASES / case / "expected.txt").read_text("utf-8") for case in NAMES)
    assert [code for code, text in examples if code not in ELSEWHERE and text not in said] == []
    assert all(f": {code}: " in text for code, text in examples)
