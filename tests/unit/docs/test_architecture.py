"""The page about the code is about the code as it is."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.documentation import PAGES, ROOT

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_PATH = re.compile(r"`((?:kit|tests|docs|benchmarks|fonts|\.ci)/[^`\s<>*]*)`")


def _section(title: str) -> str:
    return ARCHITECTURE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_every_part_is_described_from_top_to_bottom() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(
        each
        for each in settings["tool"]["importlinter"]["contracts"]
        if each["name"] == "parts import only downward"
    )
    parts = [part.strip(" ()") for layer in contract["layers"] for part in layer.split("|")]
    described = re.findall(r"^\| `(\w+)` \|", _section("The parts"), re.MULTILINE)
    assert described == parts


def test_what_is_designed_and_not_built_is_not_there() -> None:
    planned = re.findall(r"\bparts? ((?:`\w+`(?: and )?)+)", _section("Designed, and not built"))
    names = [name for each in planned for name in re.findall(r"`(\w+)`", each)]
    assert names == ["editing", "publishing"]
    assert [name for name in names if (ROOT / "kit" / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    if page.name == "CHANGELOG.md":  # what it says was so at the time
        return
    named = _PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if "{" not in path and not (ROOT / path).exists()] == []


def test_each_picture_has_a_title_and_its_words_in_a_table_beside_it() -> None:
    pictures = re.findall(r"!\[(.{40,})\]\((images/\w+\.svg)\)", ARCHITECTURE)
    assert len(pictures) == 2
    for _, path in pictures:
        tree = ET.parse(ROOT / "docs" / path).getroot()  # noqa: S314 - our own file
        assert tree.get("role") == "img"
        assert tree.findtext("{http://www.w3.org/2000/svg}title")
    for section in ("The parts", "The processes"):
        assert "|---|" in _section(section)
