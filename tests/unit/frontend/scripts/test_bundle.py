import re
from importlib.resources import files

import pytest

from kit.frontend import bundled, countdown_source, module_source, sending_module, widget_source
from kit.load import load_book
from tests.e2e.building import REPOSITORY

OWN = "kit.frontend"
MODULES = sorted(
    [f"frontend/modules/{file.name}" for file in (files(OWN) / "modules").iterdir()]
    + ["widgets/said.js", "widgets/loader.js"]
)
NAMED = re.compile(r"^(?:export )?(?:async )?(?:class|const|function|let) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("module", MODULES)
def test_a_bundle_imports_nothing_and_gives_each_name_once(module: str) -> None:
    bundle = bundled(module)
    names = NAMED.findall(bundle)
    assert not re.search(r"^import\b", bundle, re.MULTILINE)
    assert names
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("module", MODULES)
def test_a_bundle_exports_what_the_module_does_and_nothing_else(module: str) -> None:
    source = (files("kit") / module).read_text(encoding="utf-8")
    exports = re.compile(r"^export .*", re.MULTILINE)
    assert exports.findall(bundled(module)) == exports.findall(source)


def test_what_modules_share_is_in_everything_that_runs_alone() -> None:
    kinds = load_book(REPOSITORY).kinds
    shared = "document.createElement("
    for text in (
        *(module_source(kind) for kind in kinds.values() if kind.module),
        widget_source(kinds["self-assessment"]),
        countdown_source(),
        sending_module(str),
    ):
        assert shared in text
        assert "elements.js" not in text


def test_what_modules_share_is_written_once() -> None:
    texts = [(files("kit") / module).read_text(encoding="utf-8") for module in MODULES]
    for name in ("make", "button", "place", "clock", "keepKeys"):
        assert sum(len(re.findall(rf"function {name}\(", text)) for text in texts) == 1
