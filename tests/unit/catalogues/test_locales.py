"""A language is called as it calls itself, and a tag that names none is put right."""

from datetime import date

import pytest

from kit.catalogues import day, language_name
from kit.catalogues.locales import locale_of, right_tag


@pytest.mark.parametrize(
    ("tag", "right"), [("no", "nb"), ("nob-NO", "nb"), ("dk", "da"), ("nb", None), ("se", None)]
)
def test_a_tag_that_names_no_written_language_is_put_right(tag: str, right: str | None) -> None:
    assert right_tag(tag) == right


@pytest.mark.parametrize("tag", ["tlh", "x", "", "no-such-tag-at-all"])
def test_a_language_that_nobody_knows_keeps_its_tag_and_writes_as_english_does(tag: str) -> None:
    assert language_name(tag) == tag
    assert day(date(2026, 11, 3), tag) in {"3 November 2026", "November 3, 2026"}


def test_english_is_british() -> None:
    assert locale_of("en").territory == "GB"


def test_a_name_begins_with_a_capital() -> None:
    assert [language_name(tag) for tag in ("nn", "sv", "se")] == [
        "Norsk nynorsk",
        "Svenska",
        "Davvisámegiella",
    ]
