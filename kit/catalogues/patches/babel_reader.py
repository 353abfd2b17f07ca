"""Babel's reader of ``.po`` files, made strict: what translators break by hand is told, all of it.

Babel drops signs where quotation marks are missing, gives a text the translation of the one before
it where a line is gone, and ends at the first slip; its ``abort_invalid`` sees little of that.
Smallest case: ``msgid "Hi"`` with ``msgstr Hei`` below it is read as ``e``.

It overrides methods that Babel keeps for itself, which are the same in Babel 2.15 to 2.19;
``pyproject.toml`` allows no 3. Reading costs nothing more; what it keeps is in
``tests/unit/catalogues/test_files.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from kit.errors import closest

_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>")
_ROUND: Final = ("\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb")
_SHORTEST: Final = 2
_KEYWORDS: Final = ("msgid", "msgid_plural", "msgctxt", "msgstr")
_PLURAL: Final = re.compile(r"msgstr\[\d\]")
_PLURALS: Final = re.compile(r"\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=([^;]+)")
_LINE: Final = re.compile(r"(msg\w*(?:\[\w*\])?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong in a line of a catalogue, counted from 1, and what to do."""

    line: int
    what: str
    hint: str | None = None


class CatalogueError(PoFileError):
    """A catalogue that cannot be read, with everything that is wrong in it."""

    def __init__(self, catalogue: Catalog, slips: list[Slip]) -> None:
        super().__init__(slips[0].what, catalogue, "", slips[0].line - 1)
        self.slips = tuple(slips)


class CarefulCatalog(Catalog):
    """A catalogue that loses no translation to a second entry of the same text."""

    told_language = ""
    """What its header says that it is in; the folder decides."""

    def _take_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        """Take from the header how plurals are made, if it makes sense, and nothing else.

        The rest is known, and a coding or a date that is wrong would spoil the texts.
        """
        for name, value in headers:
            if name.lower() == "language":
                self.told_language = value.strip()
            elif name.lower() == "plural-forms" and (match := _PLURALS.match(value)):
                number, expression = int(match[1]), match[2].strip()
                if number and _is_plural(expression):
                    self._num_plurals, self._plural_expr = number, expression  # type: ignore[assignment]  # set late in Babel

    mime_headers = property(Catalog._get_mime_headers, _take_headers)  # noqa: SLF001 - Babel's way

    def __setitem__(self, msgid: str, message: Message) -> None:  # type: ignore[override]
        """Add an entry; of two, what is translated counts.

        :raises PoFileError: if there are two translations.
        """
        first = self.get(msgid, message.context) if msgid else None
        if first is not None and message.string and first.string:
            if message.string != first.string:
                raise PoFileError(
                    f"a text has two translations, the other one in line {first.lineno}",
                    *(self, msgid, (message.lineno or 1) - 1),
                )
            message.flags &= first.flags
            first.flags &= message.flags
        elif first is not None and message.string:
            first.string, first.flags = message.string, set(message.flags)
        elif first is not None:
            message.flags = set(first.flags)
        super().__setitem__(msgid, message)


class CarefulParser(PoFileParser):
    """Reads on behind a slip, and keeps each in ``slips``."""

    def __init__(self, catalogue: Catalog) -> None:
        super().__init__(catalogue)
        self.slips: list[Slip] = []
        self._torn = False

    def found(self) -> list[Slip]:
        """Return what is wrong; in a file without a single entry that it is no catalogue."""
        if not self.slips or self.counter or self._torn:
            return self.slips
        what = "this is no file of translations"
        hint = "take back the last change; a translation editor saves such files, as Poedit does"
        return [Slip(self.slips[0].line, what, hint)]

    def _add_message(self) -> None:
        try:
            super()._add_message()
        except PoFileError as error:
            self._slip(error.lineno or 0, str(error.args[0]), "keep one of the two")
            self._reset_message_state()

    def _process_keyword_line(self, lineno: int, line: str, obsolete: bool = False) -> None:  # noqa: FBT001, FBT002 - Babel's
        keyword, _, text = line.partition(" ")
        if keyword in _KEYWORDS and _is_sound(text) and not keyword.startswith("msgstr"):
            super()._process_keyword_line(lineno, line, obsolete)
            return
        found = _LINE.match(line)
        if line.startswith(_CONFLICT):
            if not self._torn:
                what = "two versions of the file stand in it, which nobody has brought together"
                hint = "keep one of them, and delete the lines with '<<<', '===' and '>>>'"
                self._slip(lineno, what, hint)
            self._torn = True
        elif found is None:
            hint = "begin it with '#' if it is a remark, with a quotation mark if a text goes on"
            self._slip(lineno, "the line is no part of an entry", hint)
        else:
            self._entry(lineno, self._keyword(lineno, found[1]), found[2], obsolete=obsolete)

    def _keyword(self, lineno: int, word: str) -> str:
        """Return a keyword, or that which is meant by a misspelt one."""
        if word in _KEYWORDS or _PLURAL.fullmatch(word):
            return word
        meant = closest(word, _KEYWORDS) or "msgstr"
        self._slip(lineno, f"'{word}' is no word of an entry", f"did you mean '{meant}'?")
        return meant

    def _entry(self, lineno: int, keyword: str, text: str, *, obsolete: bool) -> None:
        if keyword.startswith("msgstr") and not self.messages:
            self._slip(lineno, "no text stands above the translation", "write its 'msgid' there")
        elif keyword == "msgstr" and self.translations:
            self._slip(lineno, "a text has two translations", "keep one of the two")
        else:
            if not _is_sound(text):
                self._look(lineno, text)
            super()._process_keyword_line(lineno, f"{keyword} {text}", obsolete)

    def _process_string_continuation_line(self, line: str, lineno: int) -> None:
        if not _is_sound(line):
            self._look(lineno, line)
        super()._process_string_continuation_line(line, lineno)

    def _look(self, lineno: int, text: str) -> None:
        """Note a text that does not stand in quotation marks."""
        if text.startswith(_ROUND):
            what, hint = (
                "round quotation marks, as from Word, are none here",
                'write straight ones, "',
            )
        elif text.startswith('"'):
            what, hint = "a quotation mark opens here and is never closed", "write one at the end"
        else:
            what, hint = "the text has no quotation marks", 'write " before and after it'
        self._slip(lineno, what, hint)

    def _invalid_pofile(self, _line: str, lineno: int, said: str) -> None:
        if said.startswith("missing msgstr"):
            said, hint = "a text has no 'msgstr'", "write 'msgstr \"\"' below it"
        elif said.startswith("Got line"):
            said, hint = (
                "a text without 'msgid' or 'msgstr' before it",
                "write the word that is gone",
            )
        else:
            said, hint = said[:1].lower() + said[1:], ""
        self._slip(lineno, said, hint)

    def _slip(self, lineno: int, what: str, hint: str) -> None:
        # Half of each version stands there: what is wrong behind that is no slip of its own.
        if not self._torn:
            self.slips.append(Slip(lineno + 1, what, hint or None))


@lru_cache(maxsize=64)
def _is_plural(expression: str) -> bool:
    """Return whether gettext understands how a language makes plurals."""
    try:
        c2py(expression)
    except ValueError:
        return False
    return True


def _is_sound(text: str) -> bool:
    r"""Return whether a text begins and ends with a quotation mark that is not its own (``\"``)."""
    if len(text) < _SHORTEST or text[0] != '"' or text[-1] != '"':
        return False
    return text[-2] != "\\" or (len(text) - 1 - len(text[:-1].rstrip("\\"))) % 2 == 0
