"""An exporter from a package of somebody else works everywhere, and keeps the contract."""

import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kit.notebooks import exporter as notebook
from kit.plugins import Exporter
from kit.testing import ContractError, exporter_contract

AGENDA = Path(__file__).parents[1] / "foreign" / "agenda"
BROKEN = """\
from itertools import count

from kit.plugins import Export

numbers = count()


class Trial:
    api = 1
    name = "trial"
    assets = None

    def export(self, kind, exercise, context):
        {does}


exporter = Trial()
"""


@pytest.fixture
def new_exporter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Make an exporter that does what a line says, as an importable module."""

    def make(does: str) -> Exporter:
        folder = tmp_path / "modules"
        folder.mkdir()
        (folder / "trial_exporter.py").write_text(BROKEN.format(does=does), encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        found: Exporter = import_module("trial_exporter").exporter
        return found

    yield make
    sys.modules.pop("trial_exporter", None)


def test_our_own_exporter_keeps_the_contract(tmp_path: Path, page: Page) -> None:
    exporter_contract(notebook, folder=tmp_path, page=page)


def test_a_foreign_exporter_that_is_not_installed_can_be_tested_too(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(AGENDA)
    exporter_contract(import_module("our_agenda").exporter, folder=tmp_path, page=page)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("return None", "it makes no file of any kind's example"),
        (
            'return Export(".txt", "text/plain", str(next(numbers)).encode(), "A")',
            "learn/group: it gives something else the second time (nb)",
        ),
        (
            'return Export("txt", "text/plain", b"", "A")',
            "learn/group: the suffix 'txt' is not a dot and then small letters or digits (nb)",
        ),
        (
            'return Export(".csv", "text/plain", b"", "A")',
            "learn/group: '.csv' is known as 'text/csv', not as 'text/plain'",
        ),
        (
            'return Export(".txt", "text/plain", b"", "" if context.language == "nn" else "A")',
            "learn/group: the label of its Export is empty (nn)",
        ),
        (
            'return Export(".txt", "text/plain", exercise.prompts[0].text.encode(), "A")',
            "learn/group: it fails with AttributeError: 'Group' object has no attribute",
        ),
        (
            'return Export(".ipynb", "application/x-ipynb+json", b"{{}}", "A")',
            "page: plugins/under_test.py:1:1: same-suffix: the exporters 'notebook' (",
        ),
    ],
)
def test_what_breaks_the_contract_is_named(
    new_exporter: Callable[..., Exporter], tmp_path: Path, does: str, said: str
) -> None:
    with pytest.raises(ContractError, match="the exporter 'trial' does not keep") as caught:
        exporter_contract(new_exporter(does), folder=tmp_path)
    assert any(failure.startswith(said) for failure in caught.value.failures), caught.value.failures


def test_an_installed_package_offers_its_files_in_the_readers_language(
    build_wheel: Callable[[Path], Path], new_environment: Any, tmp_path: Path
) -> None:
    source = tmp_path / "agenda"
    shutil.copytree(AGENDA, source)
    environment = new_environment([build_wheel(source)], with_kit=True)
    made = environment.kit("plugins", "--json", cwd=tmp_path)
    assert '"our-agenda 1.0"' in made.stdout
    call = (
        "from pathlib import Path; from our_agenda import exporter;"
        " from kit.testing import exporter_contract; exporter_contract(exporter, folder=Path())"
    )
    done = environment.fork(call, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "book-under-test" / "_build" / "site"
    page = next(site.rglob("exercises/learn/group.html")).read_text("utf-8")
    assert "Download as an agenda (CSV, 1\xa0kB)</a>" in page
    table = next(site.rglob("exercises/learn/group.csv")).read_text("utf-8-sig")
    assert table.startswith("Begins after;Minutes;")
    assert "\n0:00;" in table
