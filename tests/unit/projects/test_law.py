"""What the law demands is said as law: in the reference book and on the pages of `kit new`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
PACKS = ROOT / "kit" / "platforms"
PAGES = ROOT / "kit" / "projects" / "pages"
HERE = ROOT / "book" / "how-to" / "before-you-lead.md"
NEW = {
    language: PAGES / language / "how-to/before-you-lead.md.j2" for language in ("nb", "nn", "en")
}
SWEDISH = PAGES / "sv" / "how-to" / "before-you-lead.md.j2"


def _read(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


def _statements(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "text" in value and "source" in value:
            yield value
        for inner in value.values():
            yield from _statements(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _statements(inner)


@pytest.mark.parametrize("page", [HERE, *NEW.values()], ids=lambda path: path.parts[-3])
def test_the_duty_to_report_about_a_child_is_said_as_ones_own_with_its_section(page: Path) -> None:
    assert "§ 13-2" in _read(page)
    assert re.search(r"(melder du|you report it) (selv|sjølv|yourself)", _read(page))


def test_in_sweden_the_duty_to_report_is_that_of_the_swedish_act() -> None:
    assert "anmäler du" in _read(SWEDISH)
    assert "(socialtjänstlagen 2025:400)" in _read(SWEDISH)
    assert "barnevern" not in _read(SWEDISH)


@pytest.mark.parametrize("page", [HERE, *NEW.values()], ids=lambda path: path.parts[-3])
def test_what_is_said_stays_in_the_room_only_with_its_exception(page: Path) -> None:
    promises = re.findall(r"(?:blir her inne|stays in here)(.{0,30})", _read(page))
    assert promises
    assert all(re.match(", (?:med|with) (?:ett|eitt|one)", after) for after in promises)


def test_in_sweden_nobody_is_asked_to_keep_silent_since_whoever_works_there_may_tell() -> None:
    assert "stannar här" not in _read(SWEDISH)
    for word in ("meddelarfrihet", "lex Sarah", "visselblåsning"):
        assert word in _read(SWEDISH)
    written = (path for path in PACKS.glob("ostersund/**/*.*") if path.suffix in {".yml", ".md"})
    for path in sorted(written):
        assert "stannar här" not in _read(path), path


def test_no_exercise_promises_silence_without_the_exception() -> None:
    packs = PACKS.glob("lorenskog/exercises/**/*.yml")
    for path in sorted([*(ROOT / "exercises").rglob("*.yml"), *packs]):
        for after in re.findall(r"blir her inne(.{0,30})", _read(path)):
            assert after.startswith(", med ett unntak"), path


def test_what_comes_from_a_law_says_so_with_its_section_and_needs_no_words_for_it() -> None:
    platform = yaml.safe_load((ROOT / "book" / "platform.yml").read_text(encoding="utf-8"))
    laws = {law["id"]: law["link"] for law in platform["laws"]}
    assert all(link.startswith("https://lovdata.no/") for link in laws.values())
    cited = [each for each in _statements(platform) if "law" in each["source"]]
    assert len(cited) > 5
    assert all("§" in each["source"]["section"] for each in cited)
    assert {each["source"]["law"] for each in cited} <= set(laws)
    # The page says that it is the law, and which section; the text itself does not.
    assert not [each for each in _statements(platform) if re.search("Loven:|§", each["text"])]
