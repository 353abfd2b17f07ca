"""What a conversation must hold true beyond its schema.

That ids differ is checked for every kind in ``kit.checks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kit.errors import Severity
from kit.kinds.conversation_model import Conversation
from kit.plugins import Finding

# Bokmål, Nynorsk, Swedish and English. Services have such words in their names (health centre,
# family counselling), so a word stands alone or with an ending of its own.
_HEALTH: Final = (
    r"hels[ea](?:n|a|tilstand(?:en)?|plager?|opplysninger|problemer?|problem)?"
    r"|sykdom(?:mer|men)?|sjukdom(?:ar|men)?|sykefravær(?:et)?|sjukefråvær(?:et)?|diagnoser?"
    r"|diagnosar|(?:syk|sjuk)emeld(?:t|ing|inga|ingen)|hälsa(?:n)?|hälsotillstånd(?:et)?"
    r"|sjukfrånvaro(?:n)?|sjukskriv(?:en|ning|ningen)|gravid(?:itet)?"
    r"|health|illness(?:es)?|sickness|sick\s+leave|diagnos[ie]s|pregnan(?:t|cy)"
)
_FAMILY: Final = (
    r"famili(?:en?|a)|familj(?:en)?|barna?\s+(?:dine|dykkar)|dina\s+barn|samlivs?(?:et)?"
    r"|ektefelle(?:n)?|sambo(?:er|ar)(?:en)?|sivilstand|sivilstatus|civilstånd"
    r"|famil(?:y|ies)|spouse|marital|your\s+children"
)
_UNION: Final = (
    r"(?:fag|fack)foreninge?n?(?:s?medlemskap)?|fagforeininga?|fackförening(?:en)?"
    r"|(?:fag|fack)organiser(?:t|te|ing)|fackligt?|fagligt?\s+medlemskap"
    r"|(?:trade\s+)?union\s+member(?:ship)?|trade\s+unions?"
)
_SENSITIVE: Final = re.compile(rf"\b(?:{_HEALTH}|{_FAMILY}|{_UNION})\b", re.IGNORECASE)


def sensitive_matter(text: str) -> str | None:
    """Return the words that ask about health, family or union matters, or none.

    >>> sensitive_matter("Sykdom og fravær")
    'Sykdom'
    >>> sensitive_matter("Samarbeid med helsestasjonen") is None
    True
    """
    found = _SENSITIVE.search(text)
    return found.group() if found else None


def check_conversation(exercise: Conversation) -> Iterator[Finding]:
    """Yield the findings of one conversation."""
    total = sum(step.minutes for step in exercise.together)
    if total != exercise.minutes:
        yield Finding(
            ("minutes",),
            "minutes-do-not-add-up",
            f"the steps take {total} minutes together, not {exercise.minutes}",
            f"write 'minutes: {total}', or change the steps; what comes before is not counted",
        )
    for position, side in enumerate(exercise.sides):
        if not side.prepare:
            yield Finding(
                ("sides", position, "id"),
                "nothing-to-prepare",
                f"side '{side.id}' prepares nothing",
                "give it at least one question below 'prepare'",
            )
    for key, text in _written(exercise):
        found = sensitive_matter(text)
        if found is not None:
            yield Finding(
                key,
                "sensitive-field",
                f"'{found}' asks for something that does not belong in such a document",
                "ask about the work, not about health, family or union matters",
                severity=Severity.WARNING,
            )


def _written(exercise: Conversation) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what asks somebody to write, with its place."""
    for side, each in enumerate(exercise.sides):
        for position, prompt in enumerate(each.prepare):
            key = ("sides", side, "prepare", position)
            yield (*key, "text"), prompt.text
            if prompt.hint:
                yield (*key, "hint"), prompt.hint
    for position, field in enumerate(exercise.document.fields):
        yield ("document", "fields", position, "label"), field.label
        if field.hint:
            yield ("document", "fields", position, "hint"), field.hint
