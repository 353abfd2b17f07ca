"""An exporter that gives what is no file is named with its origin, and stops nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kit.notebooks
from kit.catalogues import sphinx_locale_dir
from kit.plugins import Export
from kit.sphinxext.build.one_language import build_language
from kit.sphinxext.build.order import Order

SOURCE = Path(__file__).parents[1] / "golden" / "small-book" / "source"


class Exporter:
    api = 1
    name = "notebook"
    assets = None

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def export(self, *_: Any) -> Any:
        return self.make()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: "{}", "it gave the text '{}', not an Export"),
        (
            lambda: Export(".ipynb", "application/json", "{}", "Download"),
            "the data of its Export is the text '{}', not bytes",
        ),  # type: ignore[arg-type]  # what a careless exporter gives
    ],
)
def test_an_exporter_that_returns_a_string_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any], said: str
) -> None:
    monkeypatch.setattr(kit.notebooks, "exporter", Exporter(make))
    root, locale = tmp_path / "book", tmp_path / "locale"
    shutil.copytree(SOURCE, root)
    sphinx_locale_dir(locale)
    result = build_language(Order(root, "nb", ("nb",), tmp_path / "cache", locale))
    found = [each for each in result.problems if each.code == "broken-plugin"]
    exercises = {path.relative_to(root).as_posix() for path in root.glob("exercises/[!w]*/*.yml")}
    assert {each.place.path for each in found} == exercises
    for each in found:
        assert each.message.startswith("the exporter 'notebook' (workshop-kit ")
        assert said in each.message
    assert (tmp_path / "cache/nb/html/book/index.html").is_file()
