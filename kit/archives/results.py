"""Every survey that has ended, with what it was for, and every figure that was released."""

from __future__ import annotations

from collections.abc import Iterator

from kit.archives.basis import basis_words
from kit.archives.package import Archive, Column, Contents, Part, packed, table
from kit.ballots import RoundHead, list_rounds, result_decisions
from kit.catalogues import strings
from kit.reports import as_csv, as_json, read_report, report_page
from kit.storage import Store

_ENDED = ("closed", "withdrawn")


def archive_of_results(store: Store, language: str, within: str | None = None) -> Archive:
    """Return all results as a file for the archive; only what was released, and no answer.

    :param within: a unit: those at and below it; all of them unless told otherwise.
    """
    _ = strings(language).gettext
    heads = [each for each in list_rounds(store, within) if each.state in _ENDED]
    heads.sort(key=lambda each: (each.opened_on, each.id))
    ends = [each.released_on or each.opened_on for each in heads]
    contents = Contents(
        "results",
        _("Results of surveys"),
        _(
            "Teams answered statements about how they work, anonymously. Each survey was opened for"
            " a stated purpose. Kept is what was released when it closed: figures over at least as"
            " many people as the survey says. Answers of single people do not exist any more; they"
            " were deleted at closing."
        ),
        (_surveys(heads, language), *_reports(store, heads, language, within)),
        min((each.opened_on for each in heads), default=None),
        max(ends, default=None),
        tuple(sorted({(unit.id, unit.name) for head in heads for unit in head.units})),
        basis_words(result_decisions(store), language),
    )
    return packed(contents, store.today(), language)


def _surveys(heads: list[RoundHead], language: str) -> Part:
    _ = strings(language).gettext
    columns = (
        Column("survey", _("the survey's id, as in the names of the other files")),
        Column("exercise", _("the exercise of the book, by its id")),
        Column("title", _("the exercise's title when the survey was opened")),
        Column("unit", _("the unit that it was opened for, with all below it")),
        Column("purpose", _("what the answers were for, as everybody read it before answering")),
        Column("discussed_on", _("the day on which it was discussed with representatives")),
        Column("opened_on", _("the day it was opened")),
        Column("released_on", _("the day of the result; empty if it ended without one")),
        Column("state", _("closed, or withdrawn: ended without a result")),
        Column("least", _("behind every figure are at least so many answers")),
        Column("codes", _("room: one code for all; slips: one for each person")),
    )
    rows = (
        (
            *(each.id, each.exercise_id, each.wording(language).title, each.root, each.purpose),
            *(each.discussed_on, each.opened_on, each.released_on, each.state, each.k, each.code),
        )
        for each in heads
    )
    meaning = _("One line for each survey that has ended.")
    return Part("surveys.csv", table(columns, rows), meaning, columns)


def _reports(
    store: Store, heads: list[RoundHead], language: str, within: str | None
) -> Iterator[Part]:
    _ = strings(language).gettext
    for head in heads:
        spoken = language if language in head.exercise.wording else head.exercise.language
        report = read_report(store, head.id, within, language=spoken)
        if report is None or head.released_on is None:
            continue
        made = (
            ("html", report_page(report).encode(), _("the report as a page, to be read")),
            ("csv", as_csv(report), _("its figures; the first line says what each column is")),
            ("json", as_json(report).encode(), _("all that the report holds, for a machine")),
        )
        for ending, data, meaning in made:
            yield Part(f"results/{head.id}.{ending}", data, f"{report.round.title}: {meaning}")
