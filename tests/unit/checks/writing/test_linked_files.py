"""A link in a text of the platform to a file that is not there is told at its place."""

import shutil
from pathlib import Path

from kit.checks.writing.linked_files import check_linked_files
from kit.load import load_book

BASE = Path(__file__).parents[3] / "invalid" / "base"


def test_a_missing_file_is_told_and_addresses_of_the_web_are_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(BASE, root)
    file = root / "book" / "platform.yml"
    said = file.read_text("utf-8").replace(
        "text: We learn from what we do.",
        "text: |\n      See:\n\n      - [the plan](book/plan.pdf)\n"
        "      - [the law](https://example.org/law)",
    )
    file.write_text(said, "utf-8")
    [problem] = check_linked_files(load_book(root))
    line = said[: said.index("[the plan]")].count("\n") + 1
    assert (problem.code, problem.place.line, problem.place.column) == ("broken-link", line, 9)
    assert "book/plan.pdf" in problem.message
    (root / "book" / "plan.pdf").write_bytes(b"")
    assert list(check_linked_files(load_book(root))) == []
