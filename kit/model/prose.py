"""The longer texts of a platform: paragraphs, lists and links, and no other signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LINK: Final = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<address>(?:https?://|mailto:)[^\s()]+|[\w./-]+\.\w{2,5})\)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and where they lead to, if they do."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the entries of a list."""

    entries: tuple[tuple[Words, ...], ...]
    is_list: bool = False


def blocks_of_prose(text: str) -> tuple[Block, ...]:
    r"""Return a text's paragraphs and lists.

    >>> [(block.is_list, len(block.entries)) for block in blocks_of_prose("One:\n- a\n- b\n\nTwo.")]
    [(False, 1), (True, 2), (False, 1)]
    """
    found: list[tuple[bool, list[str]]] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        begun = len(found)
        for line in part.strip().split("\n"):
            if line.startswith("- "):
                if len(found) == begun or not found[-1][0]:
                    found.append((True, []))
                found[-1][1].append(line[2:])
            elif len(found) > begun and (not found[-1][0] or line.startswith(" ")):
                found[-1][1][-1] += f" {line}"
            elif line.strip():
                found.append((False, [line]))
    return tuple(
        Block(tuple(tuple(_words(" ".join(entry.split()))) for entry in entries), is_list)
        for is_list, entries in found
    )


def plain_words(text: str) -> str:
    """Return a text without its addresses, as one line."""
    return " ".join(_LINK.sub(r"\g<words>", text).replace("\n- ", " ").split())


def links_of_prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each link begins in a text, and its address."""
    return ((found.start(), found["address"]) for found in _LINK.finditer(text))


def _words(text: str) -> Iterator[Words]:
    end = 0
    for found in _LINK.finditer(text):
        if found.start() > end:
            yield Words(text[end : found.start()])
        yield Words(found["words"], found["address"])
        end = found.end()
    if end < len(text):
        yield Words(text[end:])
