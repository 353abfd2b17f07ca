"""Small things to test with.

A workshop for the notebooks and their widgets: ``tests/data/workshop.json``. A sound book to
change: the one that the invalid books are laid over, ``tests/invalid/base``.
"""

import ast
import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.catalogues import strings
from kit.model import Platform
from kit.plugins import Context, discover

DATA = json.loads((Path(__file__).parents[1] / "data" / "workshop.json").read_text("utf-8"))

Change = Callable[[dict[str, Any]], None]
Made = tuple[Any, Any, Context]


@pytest.fixture(scope="session")
def make_group() -> Callable[..., Made]:
    """Make kind, exercise and context of the group exercise: ``make_group("nb", change)``.

    ``change`` may alter the data of ``platform``, ``group`` and ``self-assessment``.
    """
    kinds = discover().of("kit.kinds")

    def make(
        language: str = "en",
        change: Change | None = None,
        gettext: Callable[[str], str] | None = None,
    ) -> Made:
        data = copy.deepcopy(DATA)
        if change:
            change(data)
        assessment = kinds["self-assessment"].model.model_validate(data["self-assessment"])
        context = Context(
            exercise_id="learn/what-we-learned",
            platform=Platform.model_validate(data["platform"]),
            language=language,
            exercises={"learn/where-we-stand": assessment},
            gettext=gettext or strings(language).gettext,
        )
        kind = kinds["group"]
        return kind, kind.model.model_validate(data["group"]), context

    return make


@pytest.fixture(scope="session")
def carried(make_group: Callable[..., Made]) -> Callable[..., dict[str, Any]]:
    """Give the data that one cell of the notebook carries: ``carried("exercise", "nb")``."""

    def read(cell_id: str, language: str = "en", change: Change | None = None) -> dict[str, Any]:
        kind, exercise, context = make_group(language, change)
        cell = next(c for c in kind.cells(exercise, context) if c.id == cell_id)
        call: Any = ast.parse(cell.source).body[-1]
        data: dict[str, Any] = ast.literal_eval(call.value.args[0])
        return data

    return read


Edit = Callable[[str, str, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of a small sound book."""
    book = tmp_path / "book-project"
    shutil.copytree(Path(__file__).parents[1] / "invalid" / "base", book)
    return book


@pytest.fixture
def edit(root: Path) -> Edit:
    """Change a file of the small book: ``edit(path, old, new)``."""

    def change(name: str, old: str, new: str) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
