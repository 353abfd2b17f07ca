"""What teams agreed on, kept apart from all answers: in a database of its own, and in files."""

from kit.measures.agreement import (
    LENGTHS,
    MOST_MEASURES,
    Agreement,
    Helped,
    Measure,
    Origin,
    SentUp,
    Status,
)
from kit.measures.counting import count_again, counts
from kit.measures.counts import days_of_units, shared_agreements, totals_by_unit
from kit.measures.due import Due, due, months_between
from kit.measures.faults import Fault, Found, faults, looks_like_a_name, questions
from kit.measures.file import Unreadable, UnreadableFileError, read_file, write_file
from kit.measures.follow_ups import note_held
from kit.measures.handing_over import Orphan, hand_over, orphans
from kit.measures.keeping import (
    ChangedError,
    FaultyError,
    Kept,
    agreement_of,
    agreements_of,
    all_agreements,
    delete,
    keep,
)
from kit.measures.overview import LEAST_UNITS, Below, Counted, OfUnit, Totals, overview, totals
from kit.measures.passing_on import PassedOn, all_passed_on, drop_passed_on, pass_on, passed_on_by
from kit.measures.retention import count_expired, decide, decisions, delete_expired
from kit.measures.roles import roles_only
from kit.measures.sent_up import Asked, answer, asked_of

__all__ = [
    "LEAST_UNITS",
    "LENGTHS",
    "MOST_MEASURES",
    "Agreement",
    "Asked",
    "Below",
    "ChangedError",
    "Counted",
    "Due",
    "Fault",
    "FaultyError",
    "Found",
    "Helped",
    "Kept",
    "Measure",
    "OfUnit",
    "Origin",
    "Orphan",
    "PassedOn",
    "SentUp",
    "Status",
    "Totals",
    "Unreadable",
    "UnreadableFileError",
    "agreement_of",
    "agreements_of",
    "all_agreements",
    "all_passed_on",
    "answer",
    "asked_of",
    "count_again",
    "count_expired",
    "counts",
    "days_of_units",
    "decide",
    "decisions",
    "delete",
    "delete_expired",
    "drop_passed_on",
    "due",
    "faults",
    "hand_over",
    "keep",
    "looks_like_a_name",
    "months_between",
    "note_held",
    "orphans",
    "overview",
    "pass_on",
    "passed_on_by",
    "questions",
    "read_file",
    "roles_only",
    "shared_agreements",
    "totals",
    "totals_by_unit",
    "write_file",
]
