"""What HR's page shows over many units, and nothing else, as a document for a committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.catalogues import day, strings
from kit.documents import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from kit.measures import LEAST_UNITS, Kept
from kit.web.measures.measure_words import HELPED, STATUS


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows, in the reader's language."""

    unit: str
    """The name of the unit that is looked at, with all below it."""
    asked: Sequence[Mapping[str, str]]
    """What the platform says is followed up: name, how often, by and before whom."""
    heads: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    """Figures of units: name, and cells."""
    days: Sequence[Mapping[str, str]]
    """Of each unit when it looked again, and when it does next."""
    shared: Sequence[tuple[str, Kept]]
    """What units let others read, with the unit's name."""


def committee_document(shown: Shown, language: str, today: date) -> Document:
    """Return the document: figures, days, and wording that was shared, with no name of anybody."""
    _ = strings(language).gettext
    title = _("What came of it, over many units")
    return Document(title, language, today, tuple(_blocks(shown, language, today)), shown.unit)


def _blocks(shown: Shown, language: str, today: date) -> Iterator[Block]:
    _ = strings(language).gettext
    yield Facts(((_("Unit"), shown.unit), (_("Taken out on"), day(today, language))))
    if shown.asked:
        yield Heading(_("What the platform asks"))
        yield Bullets([asked_words(each) for each in shown.asked])
        yield Paragraph(held_words(shown.days, language))
    yield Heading(_("Figures"))
    if shown.rows:
        first, *others = shown.heads
        # Ten columns are too narrow to read on paper.
        rows = [(str(row["name"]), _in_a_line(others, row["cells"])) for row in shown.rows]
        yield Table((first, _("Figures")), rows, (2, 5), _("Figures"))
    else:
        yield Paragraph(
            _(
                "Too few units have agreed on measures yet, so there are no figures. It is counted"
                " once a day."
            )
        )
    said = _(
        "Units are counted in groups of at least {n}, and a group again only when {n} of its units"
        " have something new. So no figure, and no difference of two, also of different days, is"
        " about fewer. Units are in the order of the organisation and are never ranked."
    )
    yield Paragraph(said.format(n=LEAST_UNITS), small=True)
    if shown.days:
        yield Heading(_("When units meet about it"))
        heads = (_("Unit"), _("Looked at again"), _("Next time"))
        days = [(each["name"], each["held"] or "–", each["next"] or "–") for each in shown.days]
        yield Table(heads, days, (2, 1, 1), _("When units meet about it"))
    if shown.shared:
        yield Heading(_("What units let you read"))
        for unit, kept in shown.shared:
            yield from _wording(unit, kept, language)


def _in_a_line(heads: Sequence[str], cells: Sequence[str]) -> str:
    return " · ".join(f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True))


def asked_words(asked: Mapping[str, str]) -> str:
    """Return one thing that the platform asks, in a line."""
    parts = (asked["name"], asked["rhythm"], asked["by"], asked["to"])
    return " · ".join(part for part in parts if part)


def held_words(days: Sequence[Mapping[str, str]], language: str) -> str:
    """Return how many of the units with agreements have looked at them again."""
    held = sum(bool(each["held"]) for each in days)
    said = strings(language).gettext("{held} of {all} units have looked at it again.")
    return said.format(held=held, all=len(days))


def _wording(unit: str, kept: Kept, language: str) -> Iterator[Block]:
    """Yield what a unit shares, without who sees to it."""
    _ = strings(language).gettext
    agreement = kept.agreement
    yield Heading(f"{unit} · {day(agreement.agreed, language)}", 3)
    words = ((_("To keep"), agreement.keep), (_("To improve"), agreement.improve))
    yield Facts([pair for pair in words if pair[1]])
    told = []
    for each in agreement.measures:
        parts = [each.text, _(STATUS[each.status])]
        if each.helped:
            parts.append(_("Did it help? {answer}").format(answer=_(HELPED[each.helped])))
        told.append(" · ".join(parts))
    yield Bullets(told)
