"""A kind's example is there in the book's language, or else in English."""

import pytest

from kit.kinds.examples import example_text


@pytest.mark.parametrize("kind", ["reflection", "group", "self-assessment", "conversation"])
def test_each_kind_of_ours_has_an_example_in_each_language_of_ours(kind: str) -> None:
    texts = {language: example_text(kind, language) for language in ("nb", "nn", "sv", "en")}
    assert len(set(texts.values())) == 4
    assert all(f"kind: {kind}" in text for text in texts.values())


def test_a_language_without_an_example_has_the_english_one() -> None:
    assert example_text("group", "da") == example_text("group", "en")
