"""Whatever is refused is told in words that help, in every language, and repeats nothing sent."""

import string

import pytest
from pydantic import ValidationError

from kit.catalogues import languages
from kit.web.frame.problems import KINDS, Problem, Refusal, problem


@pytest.mark.parametrize("code", KINDS)
def test_a_refusal_says_what_is_and_what_to_do_in_every_language(code: str) -> None:
    told = {language: problem(code, language) for language in languages()}
    assert all(each.code == code and each.message and each.hint for each in told.values())
    assert len({each.message for each in told.values()}) >= 3, "translated"
    assert len({each.hint for each in told.values()}) >= 3, "translated"


@pytest.mark.parametrize("code", KINDS)
def test_a_refusal_is_a_failure_for_machines_too(code: str) -> None:
    assert 400 <= KINDS[code].status < 600


def test_no_refusal_has_a_gap_for_what_somebody_sent() -> None:
    texts = [text for kind in KINDS.values() for text in (kind.message, kind.hint)]
    assert [
        field for text in texts for _, field, *_ in string.Formatter().parse(text) if field
    ] == []


def test_a_refusal_for_machines_has_its_three_parts_and_no_other() -> None:
    told = problem("closed", "en")
    assert set(told.model_dump()) == {"code", "message", "hint"}
    with pytest.raises(ValidationError):
        Problem(code="closed", message="m", hint="h", sent="010203")  # type: ignore[call-arg]


def test_what_was_sent_is_not_in_the_words_of_a_refusal_in_a_log() -> None:
    assert str(Refusal("unknown-code", sent="K7PM")) == "unknown-code"
