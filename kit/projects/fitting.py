"""Fit a kind's example to a book: its owner, the next review, and a scale that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kit.model import Scale
from kit.source import Key, Scalar, read_bytes, with_value


def fitted(text: str, *, owner: str, review_by: date, scales: Sequence[Scale], path: str) -> str:
    """Return the example with a book's own values in place; its comments stay.

    An example that is not readable YAML, or lacks a key, is returned as far as it goes.
    """
    text = _with(text, ("owner",), owner, path)
    text = _with(text, ("review_by",), review_by.isoformat(), path)
    data = _data(text, path)
    if "scale" in data and scales:
        scale = next((entry for entry in scales if entry.id == data["scale"]), scales[0])
        text = _with(text, ("scale",), scale.id, path)
        for key, value in _bands(data, scale):
            text = _with(text, key, value, path)
    return text


def _bands(data: dict[str, Any], scale: Scale) -> Iterator[tuple[Key, Scalar]]:
    """Yield where each dimension's feedback begins: its bands share the scale in equal parts."""
    for position, dimension in enumerate(data.get("dimensions") or ()):
        bands = dimension.get("feedback") or () if isinstance(dimension, dict) else ()
        width = (scale.maximum - scale.minimum) / len(bands) if bands else 0
        starts = [round(scale.minimum + width * number, 1) for number in range(len(bands))]
        if any(not scale.minimum <= band.get("from", 0) <= scale.maximum for band in bands) or (
            bands and bands[0].get("from") != scale.minimum
        ):
            for number, start in enumerate(starts):
                key = ("dimensions", position, "feedback", number, "from")
                yield key, int(start) if start == int(start) else start


def _with(text: str, key: Key, value: Scalar, path: str) -> str:
    document = read_bytes(text.encode(), path).document
    if document is None:
        return text
    try:
        return with_value(document, key, value)
    except KeyError:
        return text


def _data(text: str, path: str) -> dict[str, Any]:
    document = read_bytes(text.encode(), path).document
    return document.data if document else {}
