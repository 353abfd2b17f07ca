"""A kind of a book's own is used, and what fails in it is its own problem."""

from collections.abc import Callable
from pathlib import Path

from kit.errors import Place
from kit.load import load_book

Edit = Callable[[str, str, str], None]
REFLECTION = "exercises/learn/looking-back.yml"


def test_a_kind_of_the_books_own_is_used(root: Path, edit: Edit) -> None:
    plugins = root / "plugins"
    plugins.mkdir()
    (plugins / "quiet.py").write_text(
        "from kit.plugins import discover\n"
        "reflection = discover().of('kit.kinds')['reflection']\n"
        "class Schema(reflection.model):\n"
        "    kind: str\n"
        "class Quiet(type(reflection)):\n"
        "    name = 'quiet'\n"
        "    model = Schema\n"
        "kinds = [Quiet()]\n",
        encoding="utf-8",
    )
    edit(REFLECTION, "kind: reflection", "kind: quiet")
    book = load_book(root)
    assert book.problems == ()
    assert book.exercises["learn/looking-back"].value.kind == "quiet"


def test_a_schema_that_fails_is_the_plugins_problem(root: Path, edit: Edit) -> None:
    plugins = root / "plugins"
    plugins.mkdir()
    (plugins / "loud.py").write_text(
        "from pydantic import model_validator\n"
        "from kit.plugins import discover\n"
        "reflection = discover().of('kit.kinds')['reflection']\n"
        "class Schema(reflection.model):\n"
        "    kind: str\n"
        "    @model_validator(mode='before')\n"
        "    @classmethod\n"
        "    def fail(cls, data): raise RuntimeError('no')\n"
        "class Loud(type(reflection)):\n"
        "    name = 'loud'\n"
        "    model = Schema\n"
        "kinds = [Loud()]\n",
        encoding="utf-8",
    )
    edit(REFLECTION, "kind: reflection", "kind: loud")
    (problem,) = load_book(root).problems
    assert (problem.place, problem.code) == (Place("plugins/loud.py", 8), "broken-plugin")
