"""What the part that sends answers has to know of an exercise, whatever its kind."""

from __future__ import annotations

from typing import Any

from kit.frontend.scripts.strings import WAYS_TO_SENDING
from kit.model import Exercise
from kit.plugins import Context, Kind, fingerprint_of


def sends(kind: Kind, exercise: Exercise, context: Context) -> dict[str, Any]:
    """Return where answers go, to which wording, and what they consist of; JSON-ready.

    The kind's module is not handed it. The fingerprint is that of the wording in the book's own
    language; the words are in the page's.

    :returns: nothing if the book has no collector, or the exercise collects nothing.
    """
    shape = kind.response(exercise, context.platform) if context.collector else None
    if shape is None:
        return {}
    return {
        "kind": kind.name,
        "id": context.exercise_id,
        "collector": context.collector,
        "fingerprint": fingerprint_of(kind, exercise, context),
        "categories": [{"id": each.id, "label": each.label} for each in shape.scale.categories],
        "dont_know": shape.scale.dont_know,
        "items": [{"id": item.id, "text": item.text} for item in shape.items],
        "words": {key: context.gettext(text) for key, text in WAYS_TO_SENDING.items()},
    }
