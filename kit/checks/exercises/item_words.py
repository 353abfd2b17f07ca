"""Words that make a statement hard to rate, and words that say which time it is about, by language.

The rules are those of the field, for instance Don A. Dillman, Jolene D. Smyth and Leah Melani
Christian: *Internet, Phone, Mail, and Mixed-Mode Surveys* (Wiley, 4th ed. 2014), chapter 4: one
idea a statement, no absolutes, no negation, the words of the scale and not of another one, one
period that is said once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What to look for in the items of one language."""

    joining: re.Pattern[str]
    """Words between two ideas."""
    paired: re.Pattern[str]
    """Phrases whose joining word stands between no ideas."""
    absolute: re.Pattern[str]
    """Words that allow no exception."""
    frequency: re.Pattern[str]
    """Words that say how often."""
    condition: re.Pattern[str]
    """Words that begin a condition."""
    negation: re.Pattern[str]
    """Words that turn a statement round."""
    period: re.Pattern[str]
    """Words that say which time is meant."""


AGREEING: Final = re.compile(
    r"\b(?:u|o)?(?:enig|einig|oenig|usamd|samd|stemmer|stämmer|instämmer|passar|passer)\b"
    r"|håller\s+med|\b(?:dis)?agree|\btrue\b|\bappl(?:y|ies)\b",
    re.IGNORECASE,
)
"""What the categories of a scale say that asks how much one agrees."""


_NB: Final = {
    "joining": r"og|eller|samt|men|verken",
    "paired": r"mellom\s+[^,]+?\s+og|hver\s+og\s+en|til\s+og\s+med|av\s+og\s+til"
    r"|mer\s+eller\s+mindre|(?:en|ei|et)\s+eller\s+ann(?:en|a|et)|om\s+og\s+om\s+igjen"
    r"|rett\s+og\s+slett",
    "absolute": r"alltid|aldri|alle|ingen|ingenting|samtlige|bestandig|hver\s+(?:gang|eneste)"
    r"|hver\s+og\s+en|enhver|ethvert|intet|hvem\s+som\s+helst|absolutt|fullstendig",
    "frequency": r"ofte|oftere|oftest|sjelden|sjeldent|sjeldnere|noen\s+ganger|av\s+og\s+til"
    r"|som\s+regel|vanligvis|i\s?blant|(?<!for\s)hver\s+(?:dag|uke|måned)|hender\s+det\s+at|det\s+hender\s+at"
    r"|(?:jeg|vi|folk|det)\s+pleier\s+å|pleier\s+(?:jeg|vi|folk|det)\s+å"
    r"|stadig|jevnlig|regelmessig|stort\s+sett|for\s+det\s+meste|til\s+tider|(?<!til\s)daglig"
    r"|ukentlig|månedlig",
    "condition": r"når(?!\s+(?:fram|frem|opp|ut|mål\w*)\b)|hvis|dersom|(?<!fra\s)(?<!som\s)før"
    r"|så\s+lenge|etter\s+at|i\s+tilfelle|(?<=,\s)selv\s+om|med\s+en\s+gang\s+(?:jeg|vi|noen|det)"
    r"|så\s+snart|med\s+mindre",
    "negation": r"ikke",
    "period": r"(?:siste|forrige|denne|dette|disse|en\s+vanlig|siden)\s+(?:\w+\s+){0,2}?(?:døgn"
    r"|dag|uke|uka"
    r"|måned|kvartal|halvår|år|vakt|sommer|høst|vinter|våren)\w*|halve\s+året|akkurat\s+nå"
    r"|nå\s+for\s+ti(?:da|den)|siste\s+ti(?:da|den)|i\s+(?:det\s+siste|dag|år|fjor)",
}
_NN: Final = {
    "joining": r"og|eller|samt|men|verken",
    "paired": r"mellom\s+[^,]+?\s+og|kvar\s+og\s+ein|til\s+og\s+med|av\s+og\s+til"
    r"|meir\s+eller\s+mindre|(?:ein|ei|eit)\s+eller\s+ann(?:an|a|a[nt]?)|om\s+og\s+om\s+igjen"
    r"|rett\s+og\s+slett",
    "absolute": r"alltid|aldri|alle|ingen|inga|inkje|ingenting|samtlege|kvar\s+(?:gong|einaste)"
    r"|kvar\s+og\s+ein|einkvar|kven\s+som\s+helst|absolutt|fullstendig",
    "frequency": r"ofte|oftare|oftast|sjeldan|sjeldnare|stundom|nokre\s+gonger|av\s+og\s+til"
    r"|som\s+regel|vanlegvis|i\s?blant"
    r"|(?<!for\s)kvar\s+(?:dag|veke|månad)|hender\s+det\s+at|det\s+hender\s+at"
    r"|(?:eg|vi|folk|det)\s+pleier\s+å|pleier\s+(?:eg|vi|folk|det)\s+å"
    r"|stadig"
    r"|jamleg|regelmessig|stort\s+sett|for\s+det\s+meste|til\s+tider|(?<!til\s)dagleg"
    r"|månadleg",
    "condition": r"når(?!\s+(?:fram|opp|ut|mål\w*)\b)|viss|dersom|(?<!frå\s)(?<!som\s)før"
    r"|så\s+lenge|etter\s+at|i\s+tilfelle|(?<=,\s)sjølv\s+om|med\s+ein\s+gong\s+(?:eg|vi|nokon|det)"
    r"|så\s+snart|med\s+mindre",
    "negation": r"ikkje",
    "period": r"(?:siste|førre|denne|dette|desse|(?:ein|ei|eit)\s+vanleg"
    r"|sidan)\s+(?:\w+\s+){0,2}?(?:døgn|dag"
    r"|vek[ea]|månad|kvartal|halvår|år|vakt|sommar|haust|vinter|våren)\w*|halve\s+året|akkurat\s+no"
    r"|no\s+for\s+tida|siste\s+tida|i\s+(?:det\s+siste|dag|år|fjor)",
}
_SV: Final = {
    "joining": r"och|eller|samt|men|varken",
    "paired": r"mellan\s+[^,]+?\s+och|var\s+och\s+en|till\s+och\s+med|då\s+och\s+då"
    r"|mer\s+eller\s+mindre|(?:en|ett)\s+eller\s+ann(?:an|at)|om\s+och\s+om\s+igen"
    r"|helt\s+och\s+hållet",
    "absolute": r"alltid|aldrig|alla|ingen|inga|inget|ingenting|samtliga|varje\s+gång|varenda"
    r"|var\s+och\s+en|envar|vem\s+som\s+helst|absolut|fullständigt",
    "frequency": r"ofta|oftare|oftast|i\s+regel|sällan|ibland|då\s+och\s+då|vanligtvis"
    r"|för\s+det\s+mesta|regelbundet|ständigt"
    r"|(?:händer\s+det|det\s+händer)\s+att|(?:jag|vi|folk|det)\s+brukar(?!\s+jord)"
    r"|brukar\s+(?:jag|vi|folk|det)"
    r"|stundtals|emellanåt|(?<!till\s)dagligen|varje\s+(?:dag|vecka|månad)",
    "condition": r"när(?!\s+(?:fram|upp|ut|mål\w*)\b)|ifall|innan|så\s+länge|så\s+(?:snart|fort)"
    r"|efter\s+att|såvida",
    "negation": r"inte|icke|ej",
    "period": r"(?:senaste|förra|denna|detta|den\s+här|det\s+här|de\s+här|en\s+vanlig"
    r"|ett\s+vanligt|sedan)"
    r"\s+(?:\w+\s+){0,2}?(?:dygn|dag|veck|månad|kvartal|halvår|år|pass|termin|sommar|höst|vinter|våren)\w*|just\s+nu"
    r"|senaste\s+tiden|på\s+sistone|nuförtiden|i\s*(?:dag|år|fjol)",
}
_EN: Final = {
    "joining": r"and|or|but|neither",
    "paired": r"between\s+[^,]+?\s+and|again\s+and\s+again|now\s+and\s+then|back\s+and\s+forth"
    r"|more\s+or\s+less|once\s+and\s+for\s+all|health\s+and\s+safety",
    "absolute": r"always|never|(?<!at\s)all|every(?:one|body|thing)?|no(?:body|\s+one|ne|thing)"
    r"|each\s+time|absolutely|completely|entirely",
    "frequency": r"often|rarely|seldom|sometimes|usually|frequently|regularly|mostly|generally"
    r"|occasionally|normally|typically|hardly\s+ever|it\s+happens\s+that"
    r"|constantly|as\s+a\s+rule|most\s+of\s+the\s+time|now\s+and\s+then|daily|weekly|monthly",
    "condition": r"when|whenever|if|before|unless|as\s+long\s+as|as\s+soon\s+as"
    r"|once\s+(?:I|we|they|somebody|someone|it)|even\s+though|although|in\s+case|provided\s+that"
    r"|after\s+(?:I|we|they|somebody|someone|something)",
    "negation": r"not|cannot|(?:are|is|was|were|do|does|did|have|has|ca|could|wo|would"
    r"|should|must)n[’']t",
    "period": r"(?:past|last|previous|this|these|since|an?\s+(?:ordinary|normal|typical|usual))"
    r"\s+(?:\w+\s+){0,2}?(?:day|week|month|quarter|year|shift|term|summer|autumn|winter)\w*|right\s+now"
    r"|at\s+present|today|lately|recently|nowadays",
}

LANGUAGES: Final = {"nb": _NB, "no": _NB, "nn": _NN, "sv": _SV, "en": _EN}
"""What is looked for, by language."""


@cache
def words_of(language: str) -> ItemWords | None:
    """Return what is looked for in a language, such as ``nb`` or ``en-GB``; nothing in others."""
    found = LANGUAGES.get(language.partition("-")[0])
    if found is None:
        return None
    return ItemWords(
        **{sort: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for sort, words in found.items()}
    )
