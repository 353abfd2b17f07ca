"""What pydantic found, in an author's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic_core import ErrorDetails

from kit.errors import closest, described, quoted
from kit.model import ID_PATTERN

_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")


@dataclass(frozen=True, slots=True)
class Words:
    """A problem without its place."""

    code: str
    message: str
    hint: str | None = None


def say(error: ErrorDetails, subject: str) -> Words:
    """Return what to tell the author about one error of a value called ``subject``."""
    kind = error["type"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    speaker = _SPEAKERS.get(kind)
    if speaker:
        return speaker(subject, error["input"], context)
    if kind.startswith("date"):
        return _date(subject, error["input"])
    for group, wanted in _TYPES.items():
        if kind.startswith(group):
            return _wrong_type(subject, error["input"], wanted)
    text = str(context.get("error", error["msg"]))
    return Words("wrong-value", f"{subject}: {text[:1].lower()}{text[1:].rstrip('.')}")


def as_id(text: str) -> str | None:
    """Return the id that an author may have meant: small letters, digits, hyphens.

    >>> as_id("Å lære av feil")
    'a-laere-av-feil'
    """
    folded = text.lower().replace("æ", "ae").replace("ø", "o").replace("ð", "d").replace("þ", "th")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    parts = [re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in plain.split("/")]
    made = "/".join(parts)
    return made if re.fullmatch(f"{ID_PATTERN}(/{ID_PATTERN})?", made) else None


def _wrong_type(subject: str, value: object, wanted: str) -> Words:
    hint = None
    if wanted == "a text" and isinstance(value, (bool, int, float)):
        hint = "put the value in quotes"
    elif wanted == "a list":
        hint = "begin each entry on a line of its own with '- '"
    elif wanted == "a whole number" and isinstance(value, str):
        number = re.fullmatch(r"(\d+)\s*([^\d\s.,][^\d.,]*)?", value)
        if number:
            hint = f"write {number[1]} without {quoted(number[2]) if number[2] else 'quotes'}"
    elif wanted == "true or false" and isinstance(value, str):
        hint = "write true or false, without quotes"
    return Words("wrong-type", f"{subject} should be {wanted}, not {described(value)}", hint)


def _date(subject: str, value: object) -> Words:
    message = f"{subject} should be a date, not {described(value)}"
    hint = "write year-month-day, as in 2027-06-01"
    match = _DAY.fullmatch(str(value).strip(" '\"’‘“”"))
    if match:
        # Only the order of days and months with full stops is the same everywhere.
        day, month, year = match.group(3, 2, 1) if match[1] else match.group(4, 5, 6)
        try:
            hint = f"write {date(int(year), int(month), int(day))}"
        except ValueError:
            return Words("wrong-value", f"there is no day {quoted(value)}")
    return Words("wrong-value", message, hint)


def _too_short(subject: str, _value: object, _context: Mapping[str, Any]) -> Words:
    return empty(subject)


def empty(subject: str) -> Words:
    """Return what to say of a key that has nothing."""
    return Words("empty-text", f"{subject} is empty", "write something, or remove the key")


def _too_long(subject: str, value: object, context: Mapping[str, Any]) -> Words:
    length, limit = len(str(value).strip()), context["max_length"]
    return Words(
        "text-too-long", f"{subject} has {length} characters, at most {limit} fit", "shorten it"
    )


def _pattern(subject: str, value: object, context: Mapping[str, Any]) -> Words:
    pattern = str(context.get("pattern", ""))
    if ID_PATTERN in pattern:
        made = as_id(str(value))
        form = "<focus-area>/<name>" if "/" in pattern else "with small letters, digits and hyphens"
        fits = made is not None and ("/" in made) == ("/" in pattern)
        return Words(
            "invalid-id",
            f"{quoted(value)} cannot be an id",
            f"write '{made}'" if fits else f"an id is written {form}",
        )
    if "https?" in pattern:
        return Words(
            "wrong-value",
            f"{quoted(value)} is not an address",
            "write https://..., mailto:... or the path of a file in the book",
        )
    return Words("wrong-value", f"{quoted(value)} is not a possible value of {subject}")


def _choice(subject: str, value: object, context: Mapping[str, Any]) -> Words:
    allowed = re.findall(r"'([^']*)'", str(context["expected"]))
    hint: str | None
    if subject == "'source'":
        hint = "write 'kit', or 'document:' and 'place:'"
    else:
        match = closest(value, allowed)
        listed = f"allowed: {', '.join(allowed) or context['expected']}"
        hint = f"did you mean '{match}'? {listed}" if match else listed
    return Words("wrong-value", f"{quoted(value)} is not a possible value of {subject}", hint)


_Speaker = Callable[[str, object, Mapping[str, Any]], Words]


def _bound(word: str, key: str) -> _Speaker:
    def speak(subject: str, value: object, context: Mapping[str, Any]) -> Words:
        limit = context[key]
        shown = f"{limit:g}" if isinstance(limit, float) else limit
        return Words("wrong-value", f"{subject} is {value}, {word} {shown} is possible")

    return speak


def _few(subject: str, _value: object, context: Mapping[str, Any]) -> Words:
    needed, given = context["min_length"], context["actual_length"]
    has = "is empty" if not given else f"has {given} {'entry' if given == 1 else 'entries'}"
    return Words("wrong-value", f"{subject} {has}, it needs at least {needed}")


def _many(subject: str, _value: object, context: Mapping[str, Any]) -> Words:
    given, limit = context["actual_length"], context["max_length"]
    return Words("wrong-value", f"{subject} has {given} entries, at most {limit} fit")


_SPEAKERS: Final[Mapping[str, _Speaker]] = {
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "enum": _choice,
    "greater_than_equal": _bound("at least", "ge"),
    "less_than_equal": _bound("at most", "le"),
    "greater_than": _bound("more than", "gt"),
    "less_than": _bound("less than", "lt"),
    "too_short": _few,
    "too_long": _many,
}

_TYPES: Final[Mapping[str, str]] = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "model": "keys with values",
    "dict": "keys with values",
}
