"""What can be wrong in an author's files, and how it is said."""

from kit.errors.codes import CODES
from kit.errors.faults import fault_at
from kit.errors.problem import AuthorError, Place, Problem, Severity, UsageError
from kit.errors.quoting import closest, described, quoted, suggestion
from kit.errors.weights import ACCEPTED, ADVICE, weigh

__all__ = [
    "ACCEPTED",
    "ADVICE",
    "CODES",
    "AuthorError",
    "Place",
    "Problem",
    "Severity",
    "UsageError",
    "closest",
    "described",
    "fault_at",
    "quoted",
    "suggestion",
    "weigh",
]
