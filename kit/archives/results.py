"""Every survey that has ended, with what it was for, and every figure that was released."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kit.archives.basis import basis_words
from kit.archives.package import Archive, Column, Contents, Part, packed, table
from kit.ballots import RoundHead, list_rounds, load_units, result_decisions
from kit.catalogues import strings
from kit.reports import as_csv, as_json, read_report, report_page, unit_name
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
            " many answers as the survey says. Single answers do not exist any more; they were"
            " deleted at closing."
        ),
        (_surveys(heads, language), *_reports(store, heads, language, within)),
        min((each.opened_on for each in heads), default=None),
        max(ends, default=None),
        tuple(
            sorted({(each.id, unit_name(each, language)) for head in heads for each in head.units})
        ),
        basis_words(result_decisions(store), language, _("counted from the day of the result")),
        tree.root.name if (tree := load_units(store)) else "",
        _explained(language),
    )
    return packed(contents, store.today(), language)


def _explained(language: str) -> tuple[str, ...]:
    _ = strings(language).gettext
    return (
        _(
            "A score is the mean of the answers to the statements of an area, on the survey's"
            " scale. Statements that say the opposite are turned first, so a high score always"
            " means more of what the area is called. “Don't know” is not counted."
        ),
        _(
            "A unit has a score only where enough have answered. One that has no line in a table of"
            " results, or an empty cell there, has too few, or could be told from the others."
        ),
        _(
            "A unit includes those below it, which have lines of their own: lines are not added up."
            " Where a room has one code, nobody checks that each person answers once."
        ),
        _("What single people chose, and who has answered, is not kept anywhere."),
    )


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
    return table("surveys.csv", columns, rows, meaning)


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
            columns = _columns(data, language) if ending == "csv" else ()
            told = f"{report.round.title}: {meaning}"
            yield Part(f"results/{head.id}.{ending}", data, told, columns)


def _columns(data: bytes, language: str) -> tuple[Column, ...]:
    """Return what the columns of a report's table mean; the last are the answers of its scale."""
    _ = strings(language).gettext
    meanings = (
        _("the survey's id, as in the names of the other files"),
        _("the exercise's title when the survey was opened"),
        _("the day of the result; empty if it ended without one"),
        _("the unit, by its id"),
        _("the unit's name that day"),
        _("how many answers the figures of the unit include"),
        _("whether all answers that were given in the unit are included"),
        _("what the statements of the line are about"),
        _("a single statement; empty in the line of the whole area"),
        _("how many answered enough of the area to be in its score"),
        _("≤ or ≥ where a mean near an end of the scale is not told exactly"),
        _("the mean"),
    )
    first = data.decode("utf-8-sig").partition("\r\n")[0]
    (names,) = csv.reader([first], delimiter=";" if ";" in first else ",")
    more = _("how many chose this; empty where single statements are not shown")
    rest = (more for _each in names[len(meanings) :])
    return tuple(map(Column, names, (*meanings, *rest)))
