"""On which archival decisions something is kept, in words."""

from __future__ import annotations

from collections.abc import Iterable

from kit.catalogues import day, strings
from kit.storage import Decision


def basis_words(made: Iterable[Decision], language: str) -> tuple[str, ...]:
    """Return a sentence for each decision, in their order."""
    texts = strings(language)
    _ = texts.gettext
    found = []
    for each in made:
        after = (
            texts.ngettext("after %(n)d month", "after %(n)d months", each.months)
            % {"n": each.months}
            if each.months
            else _("never")
        )
        told = _("{reference}, of {date}: deleted {after}; entered on {entered}")
        found.append(
            told.format(
                reference=each.reference,
                date=day(each.decided, language),
                after=after,
                entered=day(each.entered, language),
            )
        )
    return tuple(found)
