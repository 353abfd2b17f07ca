"""Find words that point at one person in a unit, in the languages that the kit speaks."""

from __future__ import annotations

import re
from typing import Final

# Each unit has one person with this part: Bokmål and Nynorsk, Swedish, English.
_NOUNS: Final = (
    "leder|leiar|sjef|rektor|styrer|verneombud|verneombod|tillitsvalgt|tillitsvald"
    "|ledare|chef|skyddsombud|föreståndare"
    "|leader|manager|boss|supervisor|headteacher|foreman"
)
_OWN: Final = "min|mi|mitt|vår|vårt|our|my"
_NEAREST: Final = "nærmeste|nærmaste|næraste|närmaste|närmsta|immediate|line|direct"

_NOUN: Final = rf"\w*(?:{_NOUNS})"
_THE_ONE: Final = (
    r"\w*(?:leder|leiar|sjef|rektor|styrer|chef)en|\w*(?:ledare|föreståndare)n"
    r"|\w*(?:verneombud|verneombod|skyddsombud)et|den\s+tillitsval[gd]te"
    r"|the\s+(?:\w+\s+)?(?:leader|manager|boss|supervisor|headteacher|foreman)"
)
_PERSON: Final = re.compile(
    rf"\b(?:(?:{_OWN})\s+(?:\w+\s+)?{_NOUN}\b"
    rf"|{_NOUN}(?:en|n|et|a|e)?\s+(?:{_OWN})\b"
    rf"|(?:{_NEAREST})\s+{_NOUN}(?:en|n)?\b"
    rf"|(?:{_THE_ONE})\b)",
    re.IGNORECASE,
)

# What somebody is, which together with the unit's name may be enough to know who it is.
_AGE: Final = (
    r"(?:min|my)\s+(?:alder|ålder|age)|(?:alderen|åldern)\s+min"
    r"|\d{2}\s+(?:år\s+(?:gammel|gammal)|years?\s+old)|\d{2}[- ]?åring\w*"
    r"|(?:over|under|fylt|eldre\s+enn|yngre\s+enn|över|fyllt|äldre\s+än|yngre\s+än"
    r"|older\s+than|younger\s+than)\s+\d{2}\s+(?:år|years)|aged?\s+\d{2}"
)
_SEX: Final = (
    r"(?:mitt|my)\s+(?:kjønn|kön|gender|sex)|(?:kjønnet|könet)\s+mitt"
    r"|som\s+(?:kvinne|mann|kvinna)|(?:jeg|eg)\s+er\s+(?:en\s+|ein\s+|ei\s+)?(?:kvinne|mann)"
    r"|jag\s+är\s+(?:en\s+)?(?:kvinna|man)|(?:as|i\s+am)\s+a\s+(?:woman|man)"
    r"|kvinnene|mennene|kvinnorna|männen|the\s+(?:wo)?men"
    r"|(?:kvinneleg|kvinnelig|mannleg|mannlig|kvinnlig|manlig)[ea]|(?:fe)?male"
)
_POSITION: Final = (
    r"(?:min|mi|my)\s+(?:stilling|befattning|tittel|titel|position|job\s+title)"
    r"|(?:stillinga|stillingen|befattningen|tittelen|titeln)\s+mi(?:n)?"
    r"|(?:som|as\s+an?|as\s+the)\s+(?:\w*(?:leder|leiar|chef|manager|leader)|vikar|lærling"
    r"|lärling|nyansatt|nytilsett|nyanställd|tillitsvalgt|tillitsvald|verneombud|verneombod"
    r"|skyddsombud|temp|apprentice|newcomer)"
    r"|den\s+(?:eneste|einaste|enda|nyeste|nyaste|eldste|äldsta|yngste|yngsta)\s+(?:av|blan[td]|i|på)"
    r"|the\s+(?:only|newest|oldest|youngest)\s+(?:one|person|of\s+us|among)"
)
_DETAIL: Final = re.compile(rf"\b(?:{_AGE}|{_SEX}|{_POSITION})\b", re.IGNORECASE)


def identifiable_person(text: str) -> str | None:
    """Return the words that point at one person, or none.

    >>> identifiable_person("Min nærmeste leder spør oss om råd")
    'Min nærmeste leder'
    >>> identifiable_person("Våre ledere spør oss om råd") is None
    True
    """
    found = _PERSON.search(text)
    return found.group() if found else None


def personal_detail(text: str) -> str | None:
    """Return the words that tell somebody's age, sex or position, or none.

    Who agrees that "as a woman, I am heard" is known in a unit with one woman.

    >>> personal_detail("Vi som er over 60 år, blir hørt")
    'over 60 år'
    """
    found = _DETAIL.search(text)
    return found.group() if found else None
