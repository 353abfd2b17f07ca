"""Words, sentences and LIX, against what one would count by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.checks.writing.readability import lix, sentences

SMALL = "abcdefghijklmnopqrstuvwxyzæøåäö"


@st.composite
def plain_sentences(draw: st.DrawFn) -> list[list[str]]:
    """Draw sentences of plain words, each of which begins with a capital letter."""
    words = st.text(SMALL, min_size=2, max_size=12)
    drawn = draw(st.lists(st.lists(words, min_size=1, max_size=9), min_size=1, max_size=6))
    return [[f"Q{sentence[0]}", *sentence[1:]] for sentence in drawn]


@given(plain_sentences(), st.data())
def test_lix_is_words_a_sentence_plus_long_words_a_hundred(
    drawn: list[list[str]], data: st.DataObject
) -> None:
    ends = [
        data.draw(st.sampled_from([". ", "! ", "? ", ": ", "… ", ".\n", "\n\n"])) for _ in drawn
    ]
    text = "".join(" ".join(words) + end for words, end in zip(drawn, ends, strict=True))
    words = [word for sentence in drawn for word in sentence]
    long_words = [word for word in words if len(word) > 6]
    expected = round(len(words) / len(drawn) + 100 * len(long_words) / len(words))
    assert lix(sentences(text)) == expected


@given(st.text(max_size=200))
def test_sentences_share_the_words_of_any_text_among_them(text: str) -> None:
    found = list(sentences(text))
    assert all(0 <= s.long_words <= s.words and s.words > 0 for s in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert (lix(found) is None) == (not any(c.isalnum() for c in text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi spør. Vi svarer.", [2, 2]),
        ("Vi spør, f.eks. om mat. Vi svarer.", [5, 2]),
        ("Møtet er 2. juni kl. 12 hos K. Hansen. Kom!", [9, 1]),
        ("Ta med dette: Papir. Penn.", [3, 1, 1]),
        ("Ta med dette: papir og penn.", [6]),
        ("«Går det bra?» spør hun. «Ja!» Da går vi.", [5, 1, 3]),
        ("En time. 12 personer kom.", [2, 3]),
        ("Vi tar ca. 12. Det er nok nr. Ja.", [4, 4, 1]),
        ("Uten tegn\n\nMen to avsnitt", [2, 3]),
        ("Vi tenker … og så svarer vi", [6]),
        ("ro – og/eller uro", [4]),
        ("Tove-Marie har 3,5 timer", [4]),
        ("…", []),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, words: list[int]) -> None:
    assert [sentence.words for sentence in sentences(text)] == words


def test_only_letters_make_a_word_long() -> None:
    assert [s.long_words for s in sentences("1234567 a-b-c-d lenkene lenker 12.12.2026")] == [1]


def test_a_text_of_known_lix() -> None:
    # 2 sentences, 14 words, 3 of them with more than 6 letters.
    text = "Medarbeiderne snakker sammen om dagen som gikk. Etterpå velger de en ting å øve."
    assert lix(sentences(text)) == round(14 / 2 + 100 * 3 / 14)
