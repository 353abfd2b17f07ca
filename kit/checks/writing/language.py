"""Whether a text is easy to read: its LIX, its sentences, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kit.checks.writing.readability import Sentence, lix, sentences
from kit.checks.writing.signs import signs_in
from kit.checks.writing.writings import Passage, Writing
from kit.errors import Place, Problem, Severity, quoted
from kit.load import Book
from kit.model import WordToAvoid

LIX_LIMIT: Final = 45
"""The middle of Björnsson's *medium*, 40 to 50; above 50 a text is hard."""

LIX_LANGUAGES: Final = frozenset({"nb", "nn", "sv"})
"""The LIX was made for Swedish; in English, with its shorter words, its limits say little."""

FEWEST_WORDS: Final = 80
"""In a shorter text a single name changes the LIX by several points."""

SENTENCE_WORDS: Final = 30
"""The most words of a sentence that one still reads in one go."""


@dataclass(frozen=True, slots=True)
class Avoided:
    """The words to avoid of one language, ready to be looked for."""

    pattern: re.Pattern[str]
    words: dict[str, WordToAvoid]


def avoided(book: Book, language: str) -> Avoided | None:
    """Return a book's words to avoid in a language; none if it lists none."""
    listed = book.words_to_avoid.value.words if book.words_to_avoid else ()
    words: dict[str, WordToAvoid] = {}
    for word in listed:
        if (word.language or book.language) == language:
            for form in word.forms:
                words.setdefault(_folded(form), word)
    if not words:
        return None
    # The longest first, so that a phrase is found before a word that it begins with.
    forms = sorted(words, key=lambda form: (-len(form), form))
    either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return Avoided(re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), words)


def check_writing(writing: Writing, words: Avoided | None) -> Iterator[Problem]:
    """Yield what makes one file hard to read in one language, or shows signs that mean nothing."""
    counted = [
        (passage, sentence)
        for passage in writing.passages
        if passage.running
        for sentence in sentences(passage.text)
    ]
    if writing.graded and writing.language.partition("-")[0] in LIX_LANGUAGES:
        yield from _check_lix(writing, counted)
    for passage, sentence in counted:
        if sentence.words > SENTENCE_WORDS:
            yield _warning(
                passage.place(sentence.start),
                "long-sentence",
                f"a sentence of {sentence.words} words, more than {SENTENCE_WORDS}",
                "make two of it",
            )
    for passage in writing.passages:
        if words is not None:
            yield from _check_words(passage, words)
        for sign in signs_in(passage.text) if passage.plain else ():
            if passage.shaped and sign.shape:
                continue
            place = passage.place(sign.offset)
            yield _warning(place, "markdown-in-text", sign.message, sign.hint)


def _check_lix(writing: Writing, counted: list[tuple[Passage, Sentence]]) -> Iterator[Problem]:
    if sum(sentence.words for _, sentence in counted) < FEWEST_WORDS:
        return
    score = lix(sentence for _, sentence in counted)
    if score is not None and score > LIX_LIMIT:
        passage, longest = max(counted, key=lambda pair: pair[1].words)
        line = passage.place(longest.start).line
        yield _warning(
            writing.place,
            "hard-to-read",
            f"LIX is {score}, more than {LIX_LIMIT}",
            "shorten sentences and choose shorter words; the longest sentence, of"
            f" {longest.words} words, is in line {line}",
        )


def _check_words(passage: Passage, words: Avoided) -> Iterator[Problem]:
    for found in words.pattern.finditer(passage.text):
        word = words.words[_folded(found.group())]
        yield _warning(
            passage.place(found.start()),
            "word-to-avoid",
            f"{quoted(found.group())} is a word to avoid: {_line(word.reason)}",
            f"write: {_line(word.instead)}",
        )


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _warning(place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(place, code, message, hint, Severity.WARNING)
