"""On which archival decisions something is kept, in words."""

from __future__ import annotations

from collections.abc import Iterable

from kit.catalogues import day, strings
from kit.storage import Decision
from kit.storage.decisions import RESTORED


def basis_words(made: Iterable[Decision], language: str, counted: str) -> tuple[str, ...]:
    """Return a sentence for each decision, in their order.

    :param counted: from which day the months are.
    """
    texts = strings(language)
    _ = texts.gettext
    found = []
    for each in made:
        after = (
            texts.ngettext("after %(n)d month", "after %(n)d months", each.months)
            % {"n": each.months}
            + f", {counted}"
            if each.months
            else _("never")
        )
        told = _("{reference}, of {date}: deleted {after}; entered on {entered}")
        found.append(
            told.format(
                reference=reference_words(each, language),
                date=day(each.decided, language),
                after=after,
                entered=day(each.entered, language),
            )
        )
    return tuple(found)


def reference_words(made: Decision, language: str) -> str:
    """Return where a decision stands; what a restore has entered stands nowhere else."""
    _ = strings(language).gettext
    return _("Restored from a backup") if made.reference == RESTORED else made.reference
