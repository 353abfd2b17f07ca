"""One plain word for each thing: the table of docs/words.md, held against what readers see."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.catalogues import LANGUAGES
from kit.catalogues.extract import LOCALE
from kit.catalogues.files import read_catalogue

ROOT = Path(__file__).parents[3]
PLACEHOLDERS = re.compile(r"\{\w+\}|%\(\w+\)[ds]")
EXACT = ("For one exercise in one round, ", "While a session is open, ", "A round is one survey. ")
"""The guarantee, and what explains its words."""


def rows() -> list[list[str]]:
    lines = (ROOT / "docs/words.md").read_text(encoding="utf-8").splitlines()
    table = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return table[1:]


def old_words() -> list[re.Pattern[str]]:
    """Return each word that readers should not meet; one that ends in … begins other words."""
    found = [word for row in rows() for word in re.findall("`([^`]+)`", row[-1])]
    return [
        re.compile(
            r"(?<!\w)" + re.escape(word.rstrip("…")) + ("" if "…" in word else r"(?!\w)"),
            re.IGNORECASE,
        )
        for word in found
    ]


def texts(language: str) -> Iterator[str]:
    for message in read_catalogue(LOCALE / language / "LC_MESSAGES" / "kit.po", language):
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        name = message.id[0] if isinstance(message.id, tuple) else str(message.id)
        if name and not name.startswith(EXACT):
            yield from (str(one) for one in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_word_is_in_no_catalogue(language: str) -> None:
    found = [
        f"{word.pattern}: {text}"
        for text in texts(language)
        for word in old_words()
        if word.search(PLACEHOLDERS.sub("", text))
    ]
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_word_is_in_no_page_that_a_new_project_gets(language: str) -> None:
    about_answers = ROOT / "kit/projects/pages" / language / "how-to"
    for page in ("leader.md.j2", "hr.md.j2", "employee.md.j2"):
        text = (about_answers / page).read_text(encoding="utf-8")
        assert not [word.pattern for word in old_words() if word.search(text)], page


@pytest.mark.parametrize("language", LANGUAGES)
def test_employee_leader_and_hr_read_in_a_new_project_who_may_see_the_figures(
    language: str,
) -> None:
    pages = ROOT / "kit/projects/pages" / language / "how-to"
    words = {"nb": "tallene", "nn": "tala", "sv": "siffrorna", "en": "the figures"}[language]
    for page in ("employee.md.j2", "leader.md.j2", "hr.md.j2"):
        text = (pages / page).read_text(encoding="utf-8")
        about = text.partition("{kit-collecting}")[2].partition("```")[0]
        assert words in about, page


@pytest.mark.parametrize("column", range(1, 5), ids=["nb", "nn", "sv", "en"])
def test_the_words_of_the_table_are_those_that_readers_see(column: int) -> None:
    language = ("nb", "nn", "sv", "en")[column - 1]
    said = " ".join(texts(language)).lower()
    stems = {row[0]: row[column].lower()[:-1] for row in rows() if " " not in row[column]}
    assert stems["round"]
    assert [word for word in stems.values() if word not in said] == []
