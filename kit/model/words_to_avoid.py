"""The words that a book's texts do without, as its owner lists them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.model.base import Authored, Maintained, Name
from kit.model.platform import Language


class WordToAvoid(Authored):
    """A word or a phrase, why it is avoided, and what to write instead."""

    forms: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Every form that is looked for: ``[iverksette, iverksetter, iverksatt]``."""
    language: Language | None = None
    """The language that it is avoided in; none means the platform's own."""
    reason: Name
    instead: Name
    """What to write instead."""


class WordsToAvoid(Maintained):
    """Everything that ``book/words-to-avoid.yml`` can say."""

    words: tuple[WordToAvoid, ...]
