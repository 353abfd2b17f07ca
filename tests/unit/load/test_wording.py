"""What a schema finds is told in an author's words, with what to write instead."""

from typing import Any

import pytest

from kit.load.wording import Words, as_id, say


def told(kind: str, value: object, subject: str = "'minutes'", **context: object) -> Words:
    error: Any = {"type": kind, "input": value, "ctx": context, "msg": "Its own words."}
    return say(error, subject)


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        ("int_type", "10 min", "write 10 without 'min'"),
        ("int_parsing", "10", "write 10 without quotes"),
        ("int_type", "1.5", None),
        ("int_type", "ten", None),
        ("string_type", 12, "put the value in quotes"),
        ("bool_type", "yes", "write true or false, without quotes"),
        ("tuple_type", "a", "begin each entry on a line of its own with '- '"),
        ("model_type", "a", None),
    ],
)
def test_a_value_of_the_wrong_type_says_what_to_write(
    kind: str, value: object, hint: str | None
) -> None:
    words = told(kind, value)
    assert words.code == "wrong-type"
    assert words.message.startswith("'minutes' should be ")
    assert words.hint == hint


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("1.6.2027", "wrong-value", "write 2027-06-01"),
        ("1. 6. 2027", "wrong-value", "write 2027-06-01"),
        ("2027-6-1", "wrong-value", "write 2027-06-01"),
        ("31.6.2027", "wrong-value", None),
        ("06/01/2027", "wrong-value", "write year-month-day, as in 2027-06-01"),
        ("soon", "wrong-value", "write year-month-day, as in 2027-06-01"),
    ],
)
def test_a_day_is_only_guessed_where_its_order_is_the_same_everywhere(
    written: str, code: str, hint: str | None
) -> None:
    words = told("date_from_datetime_parsing", written, "'review_by'")
    assert (words.code, words.hint) == (code, hint)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Å lære av feil", "a-laere-av-feil"),
        ("Øve/Spørre først", "ove/sporre-forst"),
        ("  ask_first! ", "ask-first"),
        ("2 ways", None),
        ("???", None),
        ("a/b/c", None),
    ],
)
def test_an_id_is_made_of_what_an_author_wrote_where_one_can_be(
    text: str, made: str | None
) -> None:
    assert as_id(text) == made


def test_bounds_and_lengths_are_told_with_their_numbers() -> None:
    assert told("less_than_equal", 99, le=60).message == "'minutes' is 99, at most 60 is possible"
    assert "more than 0.5" in told("greater_than", 0, gt=0.5).message
    short = told("too_short", [1], min_length=3, actual_length=1)
    assert short.message == "'minutes' has 1 entry, it needs at least 3"
    long = told("string_too_long", " " + "x" * 70, max_length=60)
    assert (long.code, long.message) == (
        "text-too-long",
        "'minutes' has 70 characters, at most 60 fit",
    )


def test_a_choice_names_the_one_that_is_meant_and_all_others() -> None:
    words = told("literal_error", "adoptd", expected="'draft', 'adopted' or 'in-force'")
    assert words.hint == "did you mean 'adopted'? allowed: draft, adopted, in-force"


def test_an_address_that_is_none_says_what_could_stand_there() -> None:
    words = told("string_pattern_mismatch", "www.a", "'link'", pattern="^https?://.*")
    assert words.hint == "write https://..., mailto:... or the path of a file in the book"


def test_what_nobody_has_words_for_is_told_as_it_is_without_its_capital_and_full_stop() -> None:
    assert told("strange", 1).message == "'minutes': its own words"
