"""Exercises that a text names in quotation marks, as links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from kit.model import Exercise

_QUOTED: Final = re.compile(r"(«|“|”|„|&#34;)(.{2,150}?)(»|”|“|&#34;)")


def link_mentions(html: str, exercises: Mapping[str, Exercise]) -> Markup:
    """Return escaped HTML in which each exercise's title in quotation marks is a ``kit:`` link.

    A title that two exercises have leads nowhere. Where nothing is quoted, nothing is looked up:
    what a text is made from stays small.
    """
    if not _QUOTED.search(html):
        return Markup(html)  # noqa: S704 - it was escaped by whoever made it
    found: dict[str, str] = {}
    for exercise_id, exercise in exercises.items():
        title = str(escape(str(exercise.title)))
        found[title] = "" if title in found else exercise_id

    def link(match: re.Match[str]) -> str:
        before, words, after = match.groups()
        exercise_id = found.get(words)
        return (
            f'{before}<a href="kit:exercise/{exercise_id}">{words}</a>{after}'
            if exercise_id
            else match[0]
        )

    return Markup(_QUOTED.sub(link, html))  # noqa: S704 - titles are escaped, ids are plain
