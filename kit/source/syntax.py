"""A YAML parser's complaint in an author's words."""

from __future__ import annotations

from typing import Final

import yaml

from kit.errors import Place, Problem
from kit.source.lookalikes import seen

_INDENTATION: Final = "check its indentation, and quotes that end too early above it"
_QUOTE: Final = "put the value in quotes"

# The parser's words (libyaml's and PyYAML's own differ a little), what to say, what to do.
_FAULTS: Final[tuple[tuple[str, str, str | None], ...]] = (
    (
        "mapping values are not allowed",
        "a ':' stands where no key can stand",
        "put a value that contains ': ' in quotes, or check the indentation of the line",
    ),
    (
        "could not find expected ':'",
        "a key without ':'",
        "write 'key: value', or indent the line as part of the text above it",
    ),
    ("did not find expected key", "the line does not fit the lines above it", _INDENTATION),
    ("expected <block end>", "the line does not fit the lines above it", _INDENTATION),
    (
        "did not find expected '-' indicator",
        "the line does not fit the list above it",
        "begin it with '- ', or check its indentation",
    ),
    ("sequence entries are not allowed", "a list cannot begin here", "put '- ' on a new line"),
    ("unknown escape", "a backslash before a letter that has no meaning", "write '\\\\' for one"),
    (
        "quoted scalar",
        "a quotation mark opens here and is never closed",
        "write the same mark at the end of the text, or remove this one",
    ),
    (
        "expected ',' or ']'",
        "a list that begins with '[' is not closed",
        "separate with ',', end with ']'",
    ),
    (
        "expected ',' or '}'",
        "keys that begin with '{' are not closed",
        "separate with ',', end with '}'",
    ),
    ("control characters", "an invisible control character", "remove it"),
    ("special characters", "an invisible control character", "remove it"),
    ("tab", "a tab stands where only spaces may stand", "use spaces"),
    ("unexpected end of stream", "the file ends in the middle of a value", None),
    ("cannot start any token", "a value begins with a sign of YAML's own", _QUOTE),
    ("node content", "a value is missing, or begins with a sign of YAML's own", _QUOTE),
    ("while scanning an alias", "'*' begins a word", _QUOTE),
    ("while scanning an anchor", "'&' begins a word", _QUOTE),
    ("while scanning a directive", "'%' begins a line", _QUOTE),
    ("while scanning a block scalar", "after '|' or '>' the text begins on a new line", None),
)

# What is opened and never closed is shown where it opens, not at the end of the file.
_OPENED: Final = ("found unexpected end of stream", "expected ',' or")


def explain(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """Return the problem that a parser's error means."""
    said = " ".join(
        str(part)
        for part in (getattr(error, "problem", None), getattr(error, "context", None), error)
        if part
    )
    opening = any(words in said for words in _OPENED)
    mark = getattr(error, "context_mark" if opening else "problem_mark", None)
    if mark is None:
        place = _place_of_offset(text, getattr(error, "position", 0), path)
    else:
        place = Place(path, mark.line + 1, mark.column + 1)
    found = seen(text, place.line, glued="expected ':'" in said)
    if found is not None:
        return Problem(Place(path, found.line, found.column), "yaml-syntax", found.what, found.hint)
    for words, message, hint in _FAULTS:
        if words in said:
            return Problem(place, "yaml-syntax", message, hint)
    return Problem(place, "yaml-syntax", "the file cannot be read from here on")


def _place_of_offset(text: str, offset: object, path: str) -> Place:
    before = text[:offset] if isinstance(offset, int) else ""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
