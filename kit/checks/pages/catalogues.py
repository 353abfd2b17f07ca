"""What is wrong with files of translations that can be read, or are the kit's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.pofile import PoFileError

from kit.catalogues import DOMAINS, WORDS, Texts, broken_catalogue, right_tag, unfit
from kit.errors import Place, Problem, Severity

_TAG: Final = re.compile(r"[a-z]{2,3}(?=[-_@.]|$)", re.IGNORECASE)
_NORWEGIAN: Final = {"no": ("nb", "nn")}


def check_told(language: str, catalogues: Iterable[Texts]) -> Iterator[Problem]:
    """Yield the first catalogue that says that it is in another language than its folder."""
    strange = [one for one in catalogues if _is_other(one.told_language, language)]
    if strange:
        more = f", and so say {len(strange) - 1} more" if strange[1:] else ""
        yield Problem(
            Place(strange[0].name),
            "broken-catalogue",
            f"the file says that it is in '{strange[0].told_language}'{more};"
            f" what lies in this folder is shown to readers of '{language}'",
            f"move it to the right folder, or write '{language}' after 'Language:' in it",
            Severity.WARNING,
        )


def check_kit_words(folder: Path, language: str) -> Iterator[Problem]:
    """Yield what is wrong with a book's own translations of what the kit says."""
    for domain in DOMAINS:
        path = folder / "LC_MESSAGES" / f"{domain}.po"
        if not path.is_file():
            continue
        name = f"locale/{language}/LC_MESSAGES/{domain}.po"
        try:
            found = unfit(path.read_bytes(), language)
        except (PoFileError, ValueError) as error:
            yield from broken_catalogue(name, error)
            continue
        for line, why in found if name.endswith(WORDS) else ():
            yield Problem(
                Place(name, line),
                "broken-catalogue",
                f"the translation is not used: {why}",
                "what stands between signs such as '{' and '}' has to stay as it is",
                Severity.WARNING,
            )


def _is_other(told: str, language: str) -> bool:
    match = _TAG.match(told)
    if match is None:
        return False
    tag = match.group().lower()
    meant = _NORWEGIAN.get(tag, (right_tag(tag) or tag,))
    return language.partition("-")[0] not in meant
