"""What of an agreement goes into a document, a workbook, a table and a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kit.catalogues import day, strings
from kit.documents import (
    Block,
    Cell,
    Document,
    Event,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Table,
)
from kit.measures import Kept, Measure, SentUp, Status, roles_only
from kit.storage import Decision
from kit.web.measures.measure_words import HELPED, STATUS

_WIDTHS: Final = (4.6, 2.4, 2.2, 2.8)
_WIDTHS_OF_RISKS: Final = (4, 5, 3)


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement, and how it is told."""

    kept: Kept
    language: str
    today: date
    initials: bool = False
    """Whether initials and names go along; otherwise only roles do."""
    decision: Decision | None = None
    """What was decided on how long it is kept."""

    def who(self, text: str) -> str:
        """Return who sees to something, or took part in it."""
        return text if self.initials else roles_only(text)

    def day(self, value: date | None) -> str:
        """Return a day in words; an empty text for none."""
        return day(value, self.language) if value else ""

    @property
    def title(self) -> str:
        """What it is called by: where it comes from, or its day."""
        origin, _ = self.kept.agreement.origin, strings(self.language).gettext
        agreed = _("Agreed on {date}").format(date=self.day(self.kept.agreement.agreed))
        return origin.workshop or origin.exercise or origin.area or agreed


def document(told: Told) -> Document:
    """Return what is kept on paper and handed to a case system."""
    _ = strings(told.language).gettext
    title = _("What we agreed on: {title}").format(title=told.title)
    return Document(title, told.language, told.today, tuple(_blocks(told)), told.kept.unit_name)


def sheets(told: Told) -> tuple[Sheet, ...]:
    """Return a sheet about the whole, and one with the measures."""
    _ = strings(told.language).gettext
    pairs = (*_facts(told), *_words(told), *_follow_up(told))
    lines = (*(f"{name}: {text}" for name, text in pairs if text), *_kept_how_long(told))
    heads, *rows = measures_table(told)
    about = Sheet(_("About"), [(line,) for line in (told.title, *lines)])
    return (about, Sheet(_("Measures"), rows, [str(head) for head in heads]))


def measures_table(told: Told) -> list[tuple[Cell, ...]]:
    """Return the measures as rows of a table, the heads first."""
    _ = strings(told.language).gettext
    heads = (
        *(_("Measure"), _("Responsible"), _("Date"), _("Status"), _("Why it was dropped")),
        *(_("Sent up to"), _("Answer by"), _("Answer"), _("Did it help?")),
        *(_("Working environment"), _("Risk"), _("Who took part")),
    )
    return [heads, *(_row(each, told) for each in told.kept.agreement.measures)]


def events(told: Told, address: str) -> tuple[Event, ...]:
    """Return the day on which the team looks at it again, and those of its measures.

    :param address: of the leader's page; it lets nobody in by itself.
    """
    _ = strings(told.language).gettext
    agreement = told.kept.agreement
    found = []
    if agreement.next:
        summary = _("We look again at: {title}").format(title=told.title)
        listed = "\n".join(f"- {each.text}" for each in agreement.open_measures)
        found.append(
            Event(f"{agreement.id}-next", summary, agreement.next, None, 60, listed, address)
        )
    for each in agreement.open_measures:
        if each.due:
            who = told.who(each.responsible)
            found.append(Event(each.id, each.text, each.due, None, 60, who, address))
    return tuple(found)


def _blocks(told: Told) -> Iterator[Block]:
    _ = strings(told.language).gettext
    agreement = told.kept.agreement
    yield Facts([pair for pair in (*_facts(told), *_words(told)) if pair[1]])
    if agreement.measures:
        yield Heading(_("Measures"))
        heads = (_("Measure"), _("Responsible"), _("Date"), _("Status"))
        rows = [_short_row(each, told) for each in agreement.measures]
        yield Table(heads, rows, _WIDTHS, _("What we do, who sees to it, and how far it has come"))
    yield from _risks(told)
    follow_up = [pair for pair in _follow_up(told) if pair[1]]
    if follow_up:
        yield from (Heading(_("When you look at it again")), Facts(follow_up))
    yield from (Paragraph(each, small=True) for each in _kept_how_long(told))


def _facts(told: Told) -> tuple[tuple[str, str], ...]:
    _ = strings(told.language).gettext
    agreement = told.kept.agreement
    origin = agreement.origin
    return (
        (_("Unit"), told.kept.unit_name),
        (_("Agreed on"), told.day(agreement.agreed)),
        (_("Focus area"), origin.area),
        (_("Exercise"), origin.exercise),
        (_("Workshop"), origin.workshop),
    )


def _words(told: Told) -> tuple[tuple[str, str], ...]:
    _ = strings(told.language).gettext
    agreement = told.kept.agreement
    return (
        (_("To keep"), agreement.keep),
        (_("To improve"), agreement.improve),
        (_("In one word"), agreement.word),
    )


def _follow_up(told: Told) -> tuple[tuple[str, str], ...]:
    _ = strings(told.language).gettext
    agreement = told.kept.agreement
    held = ", ".join(told.day(each) for each in agreement.held)
    return ((_("Next time"), told.day(agreement.next)), (_("Looked at again"), held))


def _kept_how_long(told: Told) -> Iterator[str]:
    """Yield what the archive needs to know: which version it is, and until when it is kept."""
    texts, decision = strings(told.language), told.decision
    _ = texts.gettext
    yield _("This is a record of the municipality, which anybody may ask to see.")
    if decision is None:
        yield _("Nothing of it is deleted by itself: no archival decision has been entered.")
    else:
        words = {"reference": decision.reference, "date": told.day(decision.decided)}
        if decision.months is None:
            said = _("By the decision “{reference}” of {date} it is never deleted by itself.")
            yield said.format(**words)
        else:
            said = texts.ngettext(
                "By the decision “%(reference)s” of %(date)s it is deleted %(n)d month after its"
                " last change.",
                "By the decision “%(reference)s” of %(date)s it is deleted %(n)d months after its"
                " last change.",
                decision.months,
            )
            yield said % {**words, "n": decision.months}
    yield _("Version {n} of {id}, taken out on {date}.").format(
        n=told.kept.revision, id=told.kept.agreement.id, date=told.day(told.today)
    )


def _short_row(measure: Measure, told: Told) -> tuple[str, ...]:
    return (
        measure.text,
        told.who(measure.responsible),
        told.day(measure.due),
        "\n".join(_how_far(measure, told)),
    )


def _how_far(measure: Measure, told: Told) -> Iterator[str]:
    _ = strings(told.language).gettext
    yield _(STATUS[measure.status])
    if measure.status is Status.DROPPED and measure.reason:
        yield measure.reason
    sent = measure.sent_up
    if sent is not None and measure.status is Status.SENT_UP:
        yield _("to {name}").format(name=sent.name)
        if sent.due is not None and sent.answered is None:
            yield _("answer by {date}").format(date=told.day(sent.due))
    if sent is not None and sent.answer:
        yield _("Answer: {text}").format(text=sent.answer)
    if measure.helped is not None:
        yield _("Did it help? {answer}").format(answer=_(HELPED[measure.helped]))


def _risks(told: Told) -> Iterator[Block]:
    _ = strings(told.language).gettext
    concerned = [each for each in told.kept.agreement.measures if each.working_environment]
    if concerned:
        yield Heading(_("Working environment"))
        heads = (_("Measure"), _("Risk"), _("Who took part"))
        rows = [(each.text, each.risk, told.who(each.took_part)) for each in concerned]
        yield Table(heads, rows, _WIDTHS_OF_RISKS, _("Risks, and who took part in judging them"))


def _row(measure: Measure, told: Told) -> tuple[Cell, ...]:
    _ = strings(told.language).gettext
    sent = measure.sent_up or SentUp()
    return (
        *(measure.text, told.who(measure.responsible), measure.due, _(STATUS[measure.status])),
        *(measure.reason, sent.name, sent.due, sent.answer),
        _(HELPED[measure.helped]) if measure.helped else "",
        _("Yes") if measure.working_environment else "",
        *(measure.risk, told.who(measure.took_part)),
    )
