"""Bring a catalogue up to date with the texts of a book, and lose no translation on the way."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from babel.messages.catalog import Catalog, Message

_CLOSE: Final = 0.6
"""How alike two wordings must be, from 0 to 1, for one to be the other rewritten."""
_BEFORE: Final = "before: "
"""Shows a translator what the text was when it was translated."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of the book: ``context`` is its key, or none in prose."""

    msgid: str
    location: str
    context: str | None = None
    formerly: tuple[str, ...] = ()
    """The contexts that it had before its file got another name."""

    @property
    def contexts(self) -> tuple[str | None, ...]:
        """Every context under which its translation may stand, today's first."""
        return (self.context, *self.formerly)


def merge(old: Catalog, texts: Iterable[SourceText]) -> Catalog:
    """Return a catalogue with exactly these texts, in this order, and what is known of them.

    A text with the same wording keeps its translation, and so does one that changed in its
    spaces only. One with another wording keeps the old translation as a draft (*fuzzy*), which
    no reader sees: found by its context, in prose by likeness. Translations of texts that are
    gone stay in the file as obsolete and come back with their text.
    """
    wanted = list(dict.fromkeys(texts))
    known = [m for m in (*old, *old.obsolete.values()) if isinstance(m.id, str) and m.id]
    new = Catalog(locale=old.locale or old.locale_identifier, fuzzy=False)
    pairs = _paired(known, wanted)
    for text in wanted:
        _add(new, text, pairs.get(text))
    used = {id(message) for message in pairs.values()}
    for message in known:
        if message.string and id(message) not in used:
            kept = message.clone()
            kept.locations = []
            new.obsolete[(str(message.id), message.context or "")] = kept
    return new


def _paired(known: list[Message], wanted: list[SourceText]) -> dict[SourceText, Message]:
    """Find what each text was before: the surest ways first, no message for two texts."""
    pairs: dict[SourceText, Message] = {}
    free = {id(message): message for message in known}
    keys: tuple[Callable[[str | None, str], Hashable], ...] = (
        lambda context, msgid: (context, msgid),
        lambda context, msgid: (context, _spaced(msgid)),
        lambda context, _: context,
    )
    for key in keys:
        by_key = {key(m.context, str(m.id)): m for m in reversed(list(free.values()))}
        by_key.pop(None, None)
        for text in (text for text in wanted if text not in pairs):
            ways = (key(context, text.msgid) for context in text.contexts)
            found = next((way for way in ways if way in by_key), None)
            if found is not None:
                pairs[text] = free.pop(id(by_key.pop(found)))
    prose = [text for text in wanted if text not in pairs and text.context is None]
    _pair_alike(pairs, prose, [m for m in free.values() if m.string and not m.context])
    return pairs


def _pair_alike(
    pairs: dict[SourceText, Message], texts: Sequence[SourceText], messages: Sequence[Message]
) -> None:
    left = {str(message.id): message for message in messages}
    for text in texts:
        for close in difflib.get_close_matches(text.msgid, left, n=1, cutoff=_CLOSE):
            pairs[text] = left.pop(close)


def _add(new: Catalog, text: SourceText, before: Message | None) -> None:
    message = Message(text.msgid, context=text.context, locations=[(text.location, 0)])
    if before is not None and before.string:
        message.string = before.string
        message.user_comments = [line for line in before.user_comments if not line.startswith("|")]
        message.flags = set(before.flags) - {"fuzzy"}
        origin = _translated_from(before)
        if origin != _spaced(text.msgid):
            message.flags.add("fuzzy")
            message.auto_comments = [f"{_BEFORE}{origin}"] if origin else []
    new[text.msgid] = message


def _translated_from(message: Message) -> str:
    """Return the wording that the translation was made from; none for a translator's own draft."""
    if not message.fuzzy:
        return _spaced(message.id)
    notes = [line for line in message.auto_comments if line.startswith(_BEFORE)]
    return notes[0].removeprefix(_BEFORE) if notes else ""


def _spaced(text: object) -> str:
    """Return the text with every run of spaces and line breaks as one space."""
    return " ".join(str(text).split())
