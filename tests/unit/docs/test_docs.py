"""What the documentation promises to describe, it describes."""

import re
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.checks.supported import KIT, SETTINGS, UNSUPPORTED
from kit.cli.main import COMMANDS
from kit.errors import CODES
from kit.load import load_book
from kit.projects import new_project

ROOT = Path(__file__).parents[3]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def _text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name: str) -> None:
    assert re.search(rf"^## kit {name}\b", _text("commands.md"), re.MULTILINE)


def test_no_command_is_described_that_does_not_exist() -> None:
    described = set(re.findall(r"^## kit (\S+)", _text("commands.md"), re.MULTILINE))
    assert described == set(COMMANDS)


def test_every_problem_code_is_described_and_no_other() -> None:
    described = set(re.findall(r"^#+ `?([a-z0-9-]+)`?$", _text("errors.md"), re.MULTILINE))
    assert described == set(CODES)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [
        target
        for target in targets
        if not target.startswith(("http://", "https://")) and not (page.parent / target).exists()
    ]
    assert missing == []


def test_every_setting_is_described_where_it_belongs() -> None:
    works, without = _text("settings.md").split("## Jupyter Book's that do not")
    for name, options in SETTINGS.items():
        for option in options if isinstance(options, dict) else [name]:
            path = f"{name}.{option}" if isinstance(options, dict) else name
            unsupported = path in UNSUPPORTED or name in UNSUPPORTED
            assert (f"`{option}`" in without) == unsupported, path
            assert (f"`{option}`" in works) or unsupported, path
    assert all(f"`{name}`" in works for name in KIT)


def test_the_smallest_platform_makes_a_book(tmp_path: Path) -> None:
    [example] = re.findall(
        r"The smallest platform.*?```yaml\n(.*?)```", _text("authors.md"), re.DOTALL
    )
    platform = tmp_path / "platform.yml"
    platform.write_text(example, encoding="utf-8")
    new_project(tmp_path / "book", str(platform))
    assert check_book(load_book(tmp_path / "book")) == ()
