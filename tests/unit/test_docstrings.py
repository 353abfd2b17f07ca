"""Every example in a docstring of the kit is a test."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2] / "kit"
WITH_EXAMPLES = [
    ".".join((KIT.name, *path.relative_to(KIT).with_suffix("").parts)).removesuffix(".__init__")
    for path in sorted(KIT.rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]
"""Only these are imported: to look for examples in all modules takes as long as many tests."""


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_say_what_they_give(name: str) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    examples = [test for test in doctest.DocTestFinder().find(import_module(name)) if test.examples]
    wrong: list[str] = []
    for test in examples:
        runner.run(test, out=wrong.append)
    assert examples
    assert not wrong, "".join(wrong)
