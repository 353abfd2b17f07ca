"""The reference book is one that an editor has nothing to say about."""

from pathlib import Path

from kit.checks import check_book
from kit.load import load_book

ROOT = Path(__file__).parents[2]


def test_the_reference_book_has_no_problem_and_no_warning() -> None:
    assert [str(problem) for problem in check_book(load_book(ROOT))] == []
