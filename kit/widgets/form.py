"""Rebuild an exercise's form from the definition that a notebook carries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kit.catalogues import strings
from kit.frontend import (
    mark_english,
    module_strings,
    render_form,
    resolve_links,
    sending_module,
    sends,
    widget_source,
)
from kit.model import Platform
from kit.plugins import Context, Kind, discover

_STATE: Final = re.compile(r'<script type="application/json".*?</script>\s*', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Form:
    """What the module of an exercise's kind is given, and the module."""

    exercise: Mapping[str, Any]
    strings: Mapping[str, str]
    html: str
    source: str
    sends: Mapping[str, Any]
    """Where answers go and what they consist of; empty without a collector."""
    sending: str
    """The part that sends answers; empty without a collector."""


def read_form(definition: Mapping[str, Any], collector: str = "") -> Form:
    """Return the form of an exercise.

    :param definition: ``exercise`` and ``platform`` as in an author's files, ``exercise_id``
        and ``language``.
    :param collector: where answers can be sent; then they are no business of the notebook's.
    :raises KeyError: if no installed plugin offers the exercise's kind.
    :raises pydantic.ValidationError: if the definition was changed into something else.
    """
    kind: Kind = discover().of("kit.kinds")[definition["exercise"]["kind"]]
    exercise = kind.model.model_validate(definition["exercise"])
    language = definition["language"]
    context = Context(
        exercise_id=definition["exercise_id"],
        platform=Platform.model_validate(definition["platform"]),
        language=language,
        gettext=strings(language).gettext,
        collector=collector,
    )
    sent = sends(kind, exercise, context)
    return Form(
        exercise=kind.state(exercise, context),
        strings=module_strings(kind, context.gettext),
        html=mark_english(_alone(render_form(kind, exercise, context)), language),
        source=widget_source(kind),
        sends={**sent, "fingerprint": definition["fingerprint"]} if sent else {},
        sending=sending_module(context.gettext) if sent else "",
    )


def _alone(html: str) -> str:
    """Return a form without links into the book and without data: the model has the data."""
    return _STATE.sub("", resolve_links(html, lambda _target: None))
