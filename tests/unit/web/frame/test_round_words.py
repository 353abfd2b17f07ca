"""How many have answered, and how far a round is, in words that give nobody away."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from kit.ballots import Drawn, Rest, Slips
from kit.catalogues import languages
from kit.model import REST
from kit.web.frame.round_words import (
    count_words,
    last_day_words,
    named,
    opener,
    rest_after_words,
    rest_words,
    slips_words,
    title_of,
    wall_words,
)
from tests.unit.web.conftest import make_collectable

DAY = date(2026, 11, 1)
REST_OPEN = Rest("r", make_collectable(), "north", "North", "leader north", DAY, None, None)


def session(state: str = "open", at_least: int | None = None) -> Any:
    return cast("Any", type("Session", (), {"state": state, "at_least": at_least}))


def test_below_the_threshold_no_number_is_told() -> None:
    assert count_words(session(), 5, "en") == "Fewer than 5 answers"
    assert count_words(session(at_least=10), 5, "en") == "At least 10 answers"


def test_the_wall_of_a_room_shows_no_number_at_all() -> None:
    for at_least in (None, 5, 10):
        words = wall_words(session(at_least=at_least), 5, "en")
        assert not any(map(str.isdigit, words))
    assert wall_words(session("closed"), 5, "en") == "Closed"


@pytest.mark.parametrize("state", ["open", "waiting", "closing", "closed", "withdrawn"])
def test_every_state_of_a_session_has_words_in_every_language(state: str) -> None:
    words = {count_words(session(state), 5, language) for language in languages()}
    assert len(words) >= 3


def test_slips_of_which_nothing_is_known_are_not_counted() -> None:
    assert slips_words(Slips(None, 0, "REF"), "en") == "How many slips were drawn is not known."
    assert slips_words(Slips(Drawn(0, 9), 0, "REF"), "en") == "No slips are drawn yet."
    assert "4" in slips_words(Slips(Drawn(0, 9), 4, "REF"), "en")
    assert "9" in slips_words(Slips(Drawn(5, 9), 4, "REF"), "en")


@pytest.mark.parametrize("role", ["leader", "hr", "administrator"])
def test_who_opened_a_round_has_no_name(role: str) -> None:
    assert opener(role, "en") in {"the leader there", "HR", "the administrator"}


def test_a_rest_says_where_since_when_and_until_when() -> None:
    words = rest_words(make_collectable(), REST_OPEN, "en")
    assert "open in North, opened by the leader there on 1 November 2026" in words
    words = rest_words(make_collectable(), replace(REST_OPEN, until=date(2026, 11, 20)), "en")
    assert "from 20 November 2026 in North" in words
    other = replace(REST_OPEN, exercise=make_collectable())
    assert "nearly the same" not in rest_words(make_collectable(), other, "en")


def test_a_last_day_is_only_told_if_there_is_one() -> None:
    assert last_day_words(REST_OPEN, "en") == ()
    (words,) = last_day_words(replace(REST_OPEN, closes_on=DAY), "en")
    assert "1 November 2026" in words


def test_after_a_result_the_end_of_the_rest_is_a_day() -> None:
    words = rest_after_words(["North", "South"], DAY, "en")
    assert f"For {REST.days} days" in words
    assert "15 November 2026" in words
    assert "North, South" in words


def test_details_of_an_outcome_are_written_for_people() -> None:
    found = named({"until": "2026-11-20", "by": "hr", "title.nb": "Slik drar vi"}, "nb")
    assert found["until"] == "20. november 2026"
    assert (found["by"], found["title"], found["days"]) == ("HR", "Slik drar vi", str(REST.days))


def test_an_exercise_without_a_translation_keeps_its_own_title() -> None:
    assert title_of(make_collectable(), "sv") == "How we pull"
