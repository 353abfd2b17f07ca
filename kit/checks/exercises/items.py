"""Statements that a reader cannot rate well, as far as their words show it.

A machine sees words, not meanings: whether a statement can be known, is about one thing, or points
at a person in disguise, its author has to ask. What it finds is advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from kit.checks.exercises.exercises import key_of
from kit.checks.exercises.item_words import AGREEING, ItemWords, words_of
from kit.errors import Place, Problem, Severity
from kit.load import Book, Entry
from kit.model import Exercise, Item

_ABOUT: Final = {
    "joining": (
        "may join two ideas, and one answer is for both",
        "ask one thing, or make two statements of it",
    ),
    "absolute": (
        "allows no exception, so that few can agree",
        "say what is so as a whole, without it",
    ),
    "frequency": (
        "says how often, and the scale asks how much one agrees",
        "leave it out; who disagrees with it would mean 'not often'",
    ),
    "condition": (
        "adds a condition, with which the answer is often obvious",
        "say what is done, without the condition",
    ),
    "negation": (
        "turns the statement round, and disagreeing with that is hard to read",
        "say the opposite, with 'reversed: true' if it speaks against the dimension",
    ),
}
"""What each sort of word does to a statement, and what to do about it."""


class _Text(NamedTuple):
    """An item in one language, and how to find where it stands."""

    text: str
    place: Callable[[], Place]


def check_items(book: Book, entry: Entry[Exercise]) -> Iterator[Problem]:
    """Yield what the words of an exercise's items show, in each language of the book."""
    items = [item for item in getattr(entry.value, "items", ()) if isinstance(item, Item)]
    if not items:
        return
    agreeing = _asks_to_agree(book, entry.value)
    for language, texts in _texts(book, entry, items):
        words = words_of(language)
        if words is not None:
            for said in texts:
                yield from _check_wording(said, words, agreeing=agreeing)
                yield from _check_period(said, words)
    yield from _check_introduction(entry, words_of(book.language))


def _check_introduction(entry: Entry[Exercise], words: ItemWords | None) -> Iterator[Problem]:
    """Yield the introduction, or the items if there is none, where no period is named."""
    if words is None or not hasattr(entry.value, "introduction"):
        return  # A kind of somebody else may have no place for it.
    introduction = entry.value.introduction or ""
    if words.period.search(introduction):
        return
    yield _advice(
        entry.place(("introduction",) if introduction else ("items",), "key"),
        "item-period",
        "nothing says which time the statements are about",
        "let 'introduction' say it, such as 'Think of the past three months'",
    )


def _texts(
    book: Book, entry: Entry[Exercise], items: list[Item]
) -> Iterator[tuple[str, list[_Text]]]:
    """Yield the items as they are written, then as they are translated."""
    yield (
        book.language,
        [_Text(item.text, partial(_place_in_file, entry, item.id)) for item in items],
    )
    for language in book.languages[1:]:
        catalogue = book.translated(language).catalogue
        found = []
        for item in items:
            contexts = entry.contexts(f"items.{item.id}.text")
            text = catalogue.lookup(contexts, item.text)
            if text is not None:
                found.append(_Text(text, partial(catalogue.place, contexts, item.text)))
        yield language, found


def _place_in_file(entry: Entry[Exercise], item_id: str) -> Place:
    return entry.place((*key_of(entry, "items", item_id)[:-1], "text"))


def _asks_to_agree(book: Book, exercise: Exercise) -> bool:
    name = getattr(exercise, "scale", None)
    scales = book.platform.value.scales if book.platform else ()
    return any(
        AGREEING.search(category.label)
        for scale in scales
        if scale.id == name
        for category in scale.categories
    )


def _check_wording(said: _Text, words: ItemWords, *, agreeing: bool) -> Iterator[Problem]:
    for sort, (what, hint) in _ABOUT.items():
        if sort == "frequency" and not agreeing:
            continue
        pattern = getattr(words, sort)
        text = words.paired.sub("", said.text) if sort == "joining" else said.text
        found = pattern.search(text)
        if found:
            yield _advice(said.place(), "item-wording", f"'{found.group()}' {what}", hint)


def _check_period(said: _Text, words: ItemWords) -> Iterator[Problem]:
    found = words.period.search(said.text)
    if found:
        yield _advice(
            said.place(),
            "item-period",
            f"'{found.group()}' is a period of this statement alone",
            "leave it out, and name one period for all of them in 'introduction'",
        )


def _advice(place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(place, code, message, hint, Severity.WARNING)
