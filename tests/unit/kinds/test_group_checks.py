"""What is checked of a group exercise beyond its schema."""

from collections.abc import Callable
from pathlib import Path

from kit.checks import check_book
from kit.load import load_book

Edit = Callable[[str, str, str], None]


def test_a_variant_without_steps_takes_the_time_of_all_steps(root: Path, edit: Edit) -> None:
    path = "exercises/learn/what-we-learned.yml"
    edit(path, "    minutes: 20\n    steps:\n", "    minutes: 30\nsteps_:\n")
    edit(
        path, "steps_:\n      - {step: tell, minutes: 12}\n      - {step: choose, minutes: 8}\n", ""
    )
    assert check_book(load_book(root)) == ()
