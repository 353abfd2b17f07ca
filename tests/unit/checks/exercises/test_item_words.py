"""What makes a statement hard to rate is found in each language, and nothing beside it."""

import re
from dataclasses import fields

import pytest

from kit.checks.exercises.item_words import AGREEING, LANGUAGES, ItemWords, words_of


def _found(sort: str, language: str, text: str) -> bool:
    words = words_of(language)
    assert words is not None
    pattern: re.Pattern[str] = getattr(words, sort)
    return pattern.search(text) is not None


@pytest.mark.parametrize(
    ("language", "sort", "text"),
    [
        ("nb", "absolute", "Hos oss spør alle."),
        ("nn", "absolute", "Hos oss spør ingen."),
        ("sv", "absolute", "Hos oss frågar alla."),
        ("en", "absolute", "Everyone asks."),
        ("nb", "frequency", "Vi pleier å spørre."),
        ("nn", "frequency", "Vi pleier å spørje."),
        ("sv", "frequency", "Vi brukar fråga."),
        ("en", "frequency", "We usually ask."),
        ("nb", "condition", "Vi spør hvis noe er uklart."),
        ("nn", "condition", "Vi spør viss noko er uklart."),
        ("sv", "condition", "Vi frågar ifall något är oklart."),
        ("en", "condition", "We ask if something is unclear."),
        ("nb", "negation", "Vi spør IKKE."),
        ("nn", "negation", "Vi spør ikkje."),
        ("sv", "negation", "Vi frågar inte."),
        ("en", "negation", "We don’t ask."),
        ("nb", "period", "Den siste måneden har vi spurt."),
        ("nn", "period", "Den siste månaden har vi spurt."),
        ("sv", "period", "Den senaste månaden har vi frågat."),
        ("en", "period", "In the past month we asked."),
    ],
)
def test_a_word_that_makes_it_hard_is_found(language: str, sort: str, text: str) -> None:
    assert _found(sort, language, text)


@pytest.mark.parametrize(
    ("language", "sort", "text"),
    [
        ("nb", "absolute", "Vi har en alliert i ledelsen."),
        ("nb", "frequency", "Vi er til daglig i førsteetasjen."),
        ("nb", "condition", "Vi når målene våre, og det er som før."),
        ("nn", "condition", "Vi når måla våre."),
        ("sv", "frequency", "Vi brukar jorden."),
        ("sv", "condition", "Vi når upp till kraven."),
        ("en", "absolute", "We are at all meetings."),
        ("en", "joining", "We understand each other."),
    ],
)
def test_what_only_looks_like_one_is_left_alone(language: str, sort: str, text: str) -> None:
    assert not _found(sort, language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Samarbeidet mellom dag og natt er godt."),
        ("nn", "Samarbeidet mellom dag og natt er godt."),
        ("sv", "Samarbetet mellan dag och natt är gott."),
        ("en", "The work between day and night is good."),
    ],
)
def test_two_that_belong_together_are_no_two_ideas(language: str, text: str) -> None:
    words = words_of(language)
    assert words is not None
    assert words.joining.search(text)
    assert not words.joining.search(words.paired.sub("", text))


def test_a_region_has_the_words_of_its_language_and_a_foreign_language_none() -> None:
    assert words_of("en-GB") == words_of("en")
    assert words_of("no") == words_of("nb")
    assert words_of("de") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_of_every_sort(language: str) -> None:
    assert LANGUAGES[language].keys() == {field.name for field in fields(ItemWords)}


@pytest.mark.parametrize(
    ("label", "agrees"),
    [("Helt enig", True), ("Stämmer inte", True), ("Disagree", True), ("Ofte", False)],
)
def test_a_scale_of_agreement_is_told_from_one_of_frequency(label: str, *, agrees: bool) -> None:
    assert bool(AGREEING.search(label)) is agrees
