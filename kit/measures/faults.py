"""What cannot be kept as it was written, and what is asked about: all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from pydantic import BaseModel

from kit.measures.agreement import LENGTHS, MOST_MEASURES, Agreement, Measure, Status


class Fault(StrEnum):
    """What is wrong with a field."""

    EMPTY = "empty"
    """An agreement in which nothing is written, or a measure without a text."""
    TOO_LONG = "too-long"
    UNSEEN = "unseen"
    """It has a character that nobody can see."""
    TOO_MANY = "too-many"
    NO_REASON = "no-reason"
    """Dropped, and nobody says why."""
    NOBODY_ASKED = "nobody-asked"
    """Sent up, and to nobody."""
    NO_ANSWER_DAY = "no-answer-day"
    NO_RISK = "no-risk"
    """It concerns the working environment, and the risk is not told."""
    NOBODY_TOOK_PART = "nobody-took-part"
    NOT_DONE = "not-done"
    """It is said whether it helped, and it is not done."""
    TWICE = "twice"
    """Two measures have one id."""
    NO_DAY = "no-day"
    """Not a day."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, or a question, and where."""

    field: str
    """As in the model: ``keep``, or ``due``."""
    measure: int | None = None
    """The place of the measure, from 0; none for a field of the whole."""
    fault: Fault | None = None
    """None for a question: whether this is somebody's full name."""


_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BETWEEN: Final = re.compile(r"[,;/()&+\n]")
_INITIAL: Final = re.compile(r"\w\.?")
_NAMED: Final = ("responsible", "took_part")


def faults(agreement: Agreement) -> tuple[Found, ...]:
    """Return everything because of which an agreement cannot be kept; none if it can.

    A text over several lines may have line breaks; no text may have a character that nobody sees,
    or that turns the direction of what follows.
    """
    return tuple(_faults(agreement))


def questions(agreement: Agreement) -> tuple[Found, ...]:
    """Return the fields in which a full name may stand, where a role or initials are enough."""
    found = []
    for place, measure in enumerate(agreement.measures):
        found += [
            Found(field, place) for field in _NAMED if looks_like_a_name(getattr(measure, field))
        ]
    return tuple(found)


def text_faults(name: str, text: str, measure: int | None = None) -> Iterator[Found]:
    """Yield what is wrong with one text, whatever it says.

    :param name: of its field, which has a length in :data:`kit.measures.agreement.LENGTHS`.
    """
    if len(text) > LENGTHS[name]:
        yield Found(name, measure, Fault.TOO_LONG)
    if _UNSEEN.search(text):
        yield Found(name, measure, Fault.UNSEEN)


def looks_like_a_name(text: str) -> bool:
    """Return whether a text may be somebody's first and last name.

    >>> looks_like_a_name("Kari Nordmann"), looks_like_a_name("team leader, KN")
    (True, False)
    """
    for part in _BETWEEN.split(text):
        words = [word for word in part.split() if not _INITIAL.fullmatch(word)]
        if any(_begins_as_names_do(a) and _begins_as_names_do(b) for a, b in pairwise(words)):
            return True
    return False


def _begins_as_names_do(word: str) -> bool:
    """Whether a word does; `HR` and `KN` do not."""
    return word[0].isupper() and not word.isupper()


def _faults(agreement: Agreement) -> Iterator[Found]:
    written = (agreement.keep, agreement.improve, agreement.word)
    if not any(text.strip() for text in written) and not agreement.measures:
        yield Found("keep", fault=Fault.EMPTY)
    yield from _of_texts(agreement)
    yield from _of_texts(agreement.origin)
    if len(agreement.measures) > MOST_MEASURES:
        yield Found("measures", fault=Fault.TOO_MANY)
    known: set[str] = set()
    for place, measure in enumerate(agreement.measures):
        if measure.id in known:
            yield Found("id", place, Fault.TWICE)
        known.add(measure.id)
        yield from _of_texts(measure, place)
        if measure.sent_up is not None:
            yield from _of_texts(measure.sent_up, place)
        yield from (Found(field, place, fault) for field, fault in _of_measure(measure))


def _of_measure(measure: Measure) -> Iterator[tuple[str, Fault]]:
    if not measure.text.strip():
        yield "text", Fault.EMPTY
    if measure.status is Status.DROPPED and not measure.reason.strip():
        yield "reason", Fault.NO_REASON
    if measure.status is Status.SENT_UP:
        sent = measure.sent_up
        if sent is None or not (sent.to or sent.name.strip()):
            yield "to", Fault.NOBODY_ASKED
        if sent is None or sent.due is None:
            yield "answer_due", Fault.NO_ANSWER_DAY
    if measure.working_environment:
        if not measure.risk.strip():
            yield "risk", Fault.NO_RISK
        if not measure.took_part.strip():
            yield "took_part", Fault.NOBODY_TOOK_PART
    if measure.helped is not None and measure.status is not Status.DONE:
        yield "helped", Fault.NOT_DONE


def _of_texts(part: BaseModel, place: int | None = None) -> Iterator[Found]:
    for name in LENGTHS:
        text = getattr(part, name, None)
        if isinstance(text, str):
            yield from text_faults(name, text, place)
