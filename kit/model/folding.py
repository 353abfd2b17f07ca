"""Write a text as it reads: what a reader cannot tell apart becomes the same letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LIKE_LATIN: Final = {
    # Greek and Cyrillic; capitals apart, since some look like a Latin letter only as capitals.
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "abezhikmnoptyx",  # noqa: RUF001 - they are meant
    "АВЕЅІЈКМНОРСТУХҺԌ": "abesijkmhopctyxhg",
    "αβγεηικνορστυχωϲϳ": "abyenikvopotuxwcj",
    "авгеѕіјкмнорпстухһԁԛԝӏ": "abresijkmhopnctyxhdqwl",
    # Armenian, phonetic and Turkish.
    "օսհոցɑɛɡıɩʋ": "ouhngaegiiv",
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ": "abcdefghijklmnoprstuvwyz",
    # Signs that are written for letters; two numbers stay two numbers.
    "013457@$€": "oieastase",
    # Letters that Unicode does not take apart.
    "øđðłæœþ": "oddlaot",
}
_LETTERS: Final = {
    ord(odd): plain
    for alphabet, latin in _LIKE_LATIN.items()
    for odd, plain in zip(alphabet, latin, strict=True)
}
_UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Fillers and the empty Braille cell: letters and signs to Unicode, blank to a reader."""
_BACKWARDS: Final = re.compile("\u202e([^\u202c-\u202e]*)")
"""What is written from its end and shown from its beginning: only what is shown counts."""
_WORD: Final = re.compile(r"[^\W_]+")


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, marks, punctuation and anything invisible.

    Letters of other alphabets that look Latin become Latin, after the idea (not the whole table)
    of the "skeleton" in Unicode Technical Standard 39. Two texts that fold to the same words
    look the same at a glance; the folded words themselves are not for readers.

    >>> folded_words("Hos oss: er det LOV å spørre?")
    ('hos', 'oss', 'er', 'det', 'lov', 'a', 'sporre')
    """
    shown = _BACKWARDS.sub(lambda found: found[1][::-1], text)
    taken_apart = unicodedata.normalize("NFKD", shown)
    seen = "".join(each for each in taken_apart if not _invisible(each))
    plain = seen.translate(_LETTERS).casefold().translate(_LETTERS)
    return tuple(_WORD.findall(plain))


def _invisible(character: str) -> bool:
    """Return whether a character takes no room, or is a mark on the letter before it."""
    return character in _UNSEEN or unicodedata.category(character) in {"Mn", "Me", "Cf"}
