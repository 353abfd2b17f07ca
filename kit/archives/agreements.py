"""Everything that teams agreed on, whoever may read it in the service."""

from __future__ import annotations

from collections.abc import Iterator

from kit.archives.basis import basis_words
from kit.archives.package import Archive, Column, Contents, Part, packed, table
from kit.catalogues import strings
from kit.measures import Kept, all_agreements, all_passed_on, decisions, write_file
from kit.storage import Store


def archive_of_agreements(store: Store, language: str, creator: str = "") -> Archive:
    """Return all agreements as a file for the archive; what is in it is not for HR's eyes.

    :param store: the database of measures.
    :param creator: what the whole organisation is called.
    """
    _ = strings(language).gettext
    kept = all_agreements(store)
    contents = Contents(
        "measures",
        _("What teams agree on"),
        _(
            "After a workshop a team wrote down one thing to keep, one to improve, and at most a"
            " few measures, with who is responsible as a role. Nothing in it leads to an answer of"
            " anybody."
        ),
        (_measures(kept, language), _passed_on(store, language), *_files(kept, language)),
        min((each.agreement.agreed for each in kept), default=None),
        max((each.agreement.agreed for each in kept), default=None),
        tuple(sorted({(each.unit, each.unit_name) for each in kept})),
        basis_words(decisions(store), language, _("counted from the last change of an agreement")),
        creator,
        (
            _("The state is that of the day on which this file was made."),
            _("No link to a survey is kept: where an agreement comes from is copied text."),
        ),
    )
    return packed(contents, store.today(), language)


def _measures(kept: tuple[Kept, ...], language: str) -> Part:
    _ = strings(language).gettext
    columns = (
        Column("agreement", _("the agreement's id, as in the names of the other files")),
        Column("unit", _("the unit, by its id")),
        Column("unit_name", _("the unit's name that day")),
        Column("agreed", _("the day on which it was agreed")),
        Column("next", _("the day on which the team looks at it again")),
        Column("keep", _("one thing to keep")),
        Column("improve", _("one thing to improve")),
        Column("measure", _("what is done; empty in an agreement without measures")),
        Column("responsible", _("who is responsible, as a role")),
        Column("due", _("until when")),
        Column(
            "status",
            _("agreed, under-way, done, dropped, or sent-up: asked of the level above"),
        ),
        Column("reason", _("why it was dropped")),
        Column("helped", _("whether it helped, as the team said later: yes, partly or no")),
    )
    return table("agreed-measures.csv", columns, _rows(kept), _("One line for each measure."))


def _rows(kept: tuple[Kept, ...]) -> Iterator[tuple[object, ...]]:
    for each in kept:
        told = each.agreement
        start = (
            told.id,
            each.unit,
            each.unit_name,
            told.agreed,
            told.next,
            told.keep,
            told.improve,
        )
        for one in told.measures:
            helped = one.helped and one.helped.value
            yield (*start, one.text, one.responsible, one.due, one.status.value, one.reason, helped)
        if not told.measures:
            yield (*start, *[None] * 6)


def _passed_on(store: Store, language: str) -> Part:
    _ = strings(language).gettext
    columns = (
        Column("unit", _("the unit, by its id")),
        Column("unit_name", _("the unit's name that day")),
        Column("written", _("the day on which it was written")),
        Column("workshop", _("the workshop's title that day")),
        Column("text", _("what one sitting passed on to the next")),
    )
    rows = (
        (unit, name, each.written, each.workshop, each.text)
        for unit, name, each in all_passed_on(store)
    )
    meaning = _("What a team that meets in several sittings passed on from one to the next.")
    return table("passed-on.csv", columns, rows, meaning)


def _files(kept: tuple[Kept, ...], language: str) -> Iterator[Part]:
    _ = strings(language).gettext
    for each in kept:
        meaning = _("the whole agreement of {unit}, for a machine; the kit opens it again")
        name = f"agreements/{each.agreement.id}.json"
        yield Part(name, write_file(each.agreement), meaning.format(unit=each.unit_name))
