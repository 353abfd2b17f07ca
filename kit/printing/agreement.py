"""What a team has agreed on as one page to hang up; from plain fields, and of no book."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from importlib.util import find_spec
from typing import Final

from jinja2 import Environment

from kit.catalogues import day, strings
from kit.frontend import environment, mark_english
from kit.printing.edition import Sheet
from kit.printing.style import Heads, plain_style

_SETTINGS: Final = ("large", "middle", "small")
_MOST_PARAGRAPHS: Final = 3
_CUT: Final = 120
"""Characters of a text where not everything fits."""
_BLANK: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class AgreedMeasure:
    """One thing that somebody does."""

    text: str
    responsible: str = ""
    """A role; initials only where everybody may see them."""
    due: date | None = None
    """None where nothing is to be done any more, too."""
    state: str = ""
    """How far it has come, in words; empty if it is only agreed."""
    sent_to: str = ""
    """Who is asked for an answer, if it was sent up."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed on at a meeting."""

    unit: str
    agreed: date
    origin: str = ""
    """Where it comes from: a workshop, an exercise or an area."""
    keep: str = ""
    improve: str = ""
    word: str = ""
    measures: tuple[AgreedMeasure, ...] = ()
    """Without those that were dropped."""
    next: date | None = None


@lru_cache(maxsize=1)
def can_print() -> bool:
    """Return whether the extra ``print`` is installed."""
    return find_spec("weasyprint") is not None


def agreement_sheet(agreed: Agreed, language: str) -> Sheet:
    """Return the page; it is set closer until it is one, and cut if it goes on after two."""
    texts = strings(language)

    def html(setting: str, shown: Callable[[str], str] = in_few_paragraphs) -> str:
        variables = {
            "_": texts.gettext,
            "ngettext": texts.ngettext,
            "language": language,
            "agreed": agreed,
            "shown": shown,
            "cut": shown is _cut,
            "about": [each for each in (agreed.origin, day(agreed.agreed, language)) if each],
            "measures": [
                (each.text, _who(each, language, texts.gettext)) for each in agreed.measures
            ],
            "setting": setting,
            "style": plain_style(Heads(agreed.unit, "", texts.gettext("Page"))),
        }
        page = _environment().get_template("print/agreement.html").render(variables)
        return mark_english(page.strip() + "\n", language)

    return Sheet(
        "agreement.pdf",
        [partial(html, each) for each in _SETTINGS],
        pages=1,
        cut=partial(html, _SETTINGS[-1], _cut),
    )


def in_few_paragraphs(text: str) -> str:
    r"""Return a text of a few paragraphs at most: what costs time and pages is their number.

    >>> in_few_paragraphs("a\n\n\n\nb\n\nc\n\nd\n\ne")
    'a\n\nb\n\nc d e'
    """
    parts = [part for part in _BLANK.split(text) if part.strip()]
    last = _MOST_PARAGRAPHS - 1
    return "\n\n".join([*parts[:last], " ".join(parts[last:])]).strip()


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CUT else f"{words[:_CUT].rstrip()}…"


def _who(measure: AgreedMeasure, language: str, gettext: Callable[[str], str]) -> str:
    _ = gettext
    by = _("by {date}").format(date=day(measure.due, language)) if measure.due else ""
    to = _("to {name}").format(name=measure.sent_to) if measure.sent_to else ""
    return " · ".join(part for part in (measure.responsible, by, measure.state, to) if part)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment()
