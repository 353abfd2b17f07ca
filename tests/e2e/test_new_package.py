"""The package that ``kit plugin new`` writes installs, is found, and keeps the contract."""

import importlib.util
import inspect
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kit.catalogues import LANGUAGES
from kit.plugins import discover, texts_of
from kit.projects import Part, new_package

pytestmark = pytest.mark.usefixtures("forks_for_notebooks")

GROUPS = {
    Part.KIND: "kit.kinds",
    Part.EXPORTER: "kit.exporters",
    Part.PACK: "kit.platforms",
}
SAID = {
    Part.KIND: (
        "Write here or on paper: nothing is stored or sent. To keep your answers, print the page."
    ),
    Part.EXPORTER: "Download as plain text",
}
"""What a package says to readers, in all languages of the kit."""


@pytest.mark.parametrize("part", Part)
def test_a_new_package_installs_is_found_and_passes_its_own_test(
    part: Part,
    tmp_path: Path,
    page: Page,
    build_wheel: Callable[[Path], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, installed = tmp_path / "source", tmp_path / "installed"
    name = f"trial-{part}"
    new_package(source, name, part)
    # What an installer does with a wheel of nothing but Python.
    zipfile.ZipFile(build_wheel(source)).extractall(installed)
    monkeypatch.syspath_prepend(installed)

    discovery = discover()
    [found] = [each for each in discovery.found if each.name == name]
    assert (found.group, found.origin) == (GROUPS[part], f"kit-{name} 0.1.0")
    assert not discovery.broken
    if text := SAID.get(part):
        assert any(
            text in path.read_text("utf-8") for path in (source / "src").rglob("*.[hp][ty]*")
        )
        for language in set(LANGUAGES) - {"en"}:
            assert texts_of(language, found.plugin).gettext(text) != text
    _run_tests(source / "tests" / "test_contract.py", page=page, tmp_path=tmp_path / "work")


def _run_tests(path: Path, **fixtures: Any) -> None:
    """Run the tests of a file as they are written, with the fixtures that they ask for."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = [each for name, each in vars(module).items() if name.startswith("test_")]
    assert len(tests) == 1
    fixtures["tmp_path"].mkdir()
    for test in tests:
        test(**{name: fixtures[name] for name in inspect.signature(test).parameters})
