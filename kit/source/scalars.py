"""What a scalar means: YAML 1.2 core, in which ``no`` and ``on`` are words and a date is a text."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

import yaml

from kit.source.nodes import ScalarNode

Scalar = str | int | float | bool | None

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
# Longer numbers are texts: no number of Python's can hold them.
_INT: Final = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,3000}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: Final = {
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_BASES: Final = {"0o": 8, "0x": 16}

STANDARD: Final = "tag:yaml.org,2002:"

_OLDER: Final = yaml.resolver.Resolver()
"""What a word means in YAML 1.1, which most other readers of a file go by."""


def value_of(node: ScalarNode) -> Scalar:
    """Return the value that the author wrote; quotes or ``!!str`` make any word a text."""
    if node.tag in {"!", f"{STANDARD}str"} or (node.style and node.tag is None):
        return node.text
    return plain_value(node.text)


def plain_value(text: str) -> Scalar:
    """Return what an unquoted word means.

    >>> [plain_value(word) for word in ("no", "true", "12", "1.5", "2027-06-01", "~")]
    ['no', True, 12, 1.5, '2027-06-01', None]
    """
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT.fullmatch(text):
        base = _BASES.get(text[:2])
        return int(text[2:], base) if base else int(text)
    if _FLOAT.fullmatch(text) and isfinite(float(text)):
        return float(text)
    return _SPECIAL.get(text, text)


def is_date_elsewhere(text: str) -> bool:
    """Return whether readers of YAML 1.1 take an unquoted word for a date, or for a time.

    >>> [is_date_elsewhere(word) for word in ("2027-06-01", "2027-06-01T08:00:00Z", "2027", "June")]
    [True, True, False, False]
    """
    tag: str = _OLDER.resolve(yaml.ScalarNode, text, (True, False))
    return tag == f"{STANDARD}timestamp"
