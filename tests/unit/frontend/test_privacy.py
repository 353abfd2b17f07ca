"""The pages about answers: plain, complete, and no promise beyond what the settings allow."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kit.catalogues import LANGUAGES
from kit.checks.writing.readability import lix, sentences
from kit.frontend import render_part
from kit.load import load_book
from kit.model import ITEM_FLOOR, K_FLOOR, REST
from kit.release import ENDS_FLOOR

PARTS = ("privacy", "privacy-questions")
COLLECTORS = ("", "/", "https://answers.example.org")
GUARANTEE = (
    "For one exercise in one round, no sum or difference of the figures about answers that the "
    "system shows, exports or keeps depends on fewer than 5 ballots (10 for a single item), and "
    "nothing kept links answers to a person, a device, a time or an order. While a session is "
    "open, answers are stored only encrypted to a key that is kept outside the database and its "
    "backups and is destroyed when the answers have been aggregated."
)
BLOCKS = re.compile(r"</(?:p|li|h\d|td|th|caption)>")


def rendered(part: str, collector: str, language: str = "en", **changes: Any) -> str:
    platform = load_book(Path(__file__).parents[3]).platform
    assert platform is not None
    values: dict[str, Any] = {
        "level": 2,
        "collecting": [("learn/where-we-stand", "Where we stand")],
        "k": K_FLOOR,
        "k_items": ITEM_FLOOR,
        "rest_days": REST.days,
    }
    made = values | changes
    return render_part(part, platform.value, language=language, collector=collector, **made)


def readable(html: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", "", BLOCKS.sub("\n\n", html)))
    return re.sub(r"\n\s*\n", "\n\n", text)


def words(part: str, collector: str, language: str = "en", **changes: Any) -> str:
    return " ".join(readable(rendered(part, collector, language, **changes)).split())


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("collector", COLLECTORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_answers_is_easy_to_read(part: str, collector: str, language: str) -> None:
    hardness = lix(sentences(readable(rendered(part, collector, language))))
    assert hardness is not None
    assert hardness < 30


@pytest.mark.parametrize("part", PARTS)
def test_a_book_without_a_collector_speaks_of_this_device_only(part: str) -> None:
    text = words(part, "")
    assert "in the browser while the page is open" in text
    assert not re.search(r"\b(send|sent|code|survey)\b", text)


def test_the_guarantee_is_printed_as_it_is_given() -> None:
    text = words("privacy", "/")
    assert GUARANTEE in text


def test_what_cannot_be_promised_is_said() -> None:
    _, _, limits = words("privacy", "/").partition("What we cannot promise")
    for said in (
        "controls the server",
        "copy of the key or of the whole machine",
        "answer several times",
        "knows what all the others answered",
        "everybody answers the same",
        "joined or left between two surveys",
    ):
        assert said in limits


def test_what_is_told_of_a_single_statement_holds_for_the_ends_of_a_scale_too() -> None:
    assert ITEM_FLOOR == ENDS_FLOOR


def test_it_says_how_long_a_group_rests_after_a_result() -> None:
    assert "It takes 14 days before a group can begin a new survey" in words("privacy", "/")


def test_the_page_about_answers_says_where_they_go() -> None:
    assert "the same place as this book" in words("privacy", "/")
    assert "The answers go to answers.example.org." in words("privacy", COLLECTORS[2])


def test_it_names_the_exercises_that_can_be_sent() -> None:
    page = rendered("privacy", "/")
    assert '<a href="kit:exercise/learn/where-we-stand">Where we stand</a>' in page
    assert "No exercise in this book can be sent yet." in words("privacy", "/", collecting=[])


def test_it_says_what_everybody_with_a_code_sees_and_what_is_kept_of_codes() -> None:
    text = words("privacy", "/")
    holders = text.partition("Everybody with the code for the room, or with a slip")[2]
    assert "the figures for your group, if that was said before the first statement" in holders
    assert "or from the short code that all slips of a group have in common As long as" in text
    assert "If a group with fewer than 5 answers closes before the others" in text
