"""What a page says of itself at its top is read with its places, and slips in it are told."""

from datetime import date
from pathlib import Path

import pytest

from kit.checks.pages.front_matter import former_names, read_front_matter, substituted

SOUND = """\
---
kit:
  schema: 1
  owner: HR
  review_by: 2027-06-01
  formerly: [book/old-name]
---
# Title
"""


def codes(text: str) -> list[tuple[str, int]]:
    found = read_front_matter("book/a.md", text).problems
    return [(problem.code, problem.place.line) for problem in found]


def test_a_page_says_until_when_it_stands_and_how_it_was_called() -> None:
    found = read_front_matter("book/a.md", SOUND)
    assert found.problems == ()
    assert found.review is not None
    assert found.review.by == date(2027, 6, 1)
    assert str(found.review.place) == "book/a.md:5:14"
    assert {name: place.line for name, place in found.formerly.items()} == {"book/old-name": 6}


@pytest.mark.parametrize("text", ["# Title\n", "---\n---\n", "---\ntitle: A\n---\n", "", "---\n"])
def test_a_page_that_nobody_keeps_is_told_at_its_top(text: str) -> None:
    assert codes(text) == [("missing-key", 1)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  owner: HR\n", "", ("missing-key", 2)),
        ("2027-06-01", "soon", ("wrong-value", 5)),
        ("  owner: HR", "  ownr: HR", ("unknown-key", 4)),
        ("kit:", "kit: [", ("yaml-syntax", 2)),
    ],
)
def test_a_slip_is_told_in_its_line_of_the_page(old: str, new: str, problem: object) -> None:
    assert problem in codes(SOUND.replace(old, new))


def test_what_stands_below_kit_has_keys() -> None:
    assert codes("---\nkit: HR\n---\n") == [("wrong-type", 2)]


def test_former_names_are_found_also_behind_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\ufeff" + SOUND, encoding="utf-8")
    assert former_names(tmp_path, "a") == ("book/old-name",)
    assert former_names(tmp_path, "not-there") == ()


def test_substitutions_are_known_by_their_names() -> None:
    page = "---\nmyst:\n  substitutions:\n    town: Sarpsborg\n---\n"
    assert "town" in substituted(page)
    assert substituted(SOUND) == frozenset()
