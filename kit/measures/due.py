"""What a leader is reminded of: nothing comes back by itself unless somebody brings it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kit.measures.agreement import Agreement, Measure


@dataclass(frozen=True, slots=True)
class Due:
    """What there is to do about one agreement on a day."""

    agreement: Agreement
    months: int
    """Whole months since it was agreed."""
    look_again: bool
    """Whether the day on which the team looks again has come."""
    measures: tuple[Measure, ...]
    """Those whose day has come, in the order of their days."""
    unanswered: tuple[Measure, ...]
    """Those sent up whose answer is late."""

    @property
    def is_due(self) -> bool:
        """Whether there is anything."""
        return self.look_again or bool(self.measures) or bool(self.unanswered)


def due(agreements: Iterable[Agreement], today: date) -> tuple[Due, ...]:
    """Return what is due, the oldest agreement first; those with nothing due are not there."""
    found = (_of(each, today) for each in sorted(agreements, key=lambda each: each.agreed))
    return tuple(each for each in found if each.is_due)


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days, never less than 0.

    >>> months_between(date(2026, 8, 31), date(2026, 11, 30)), months_between(
    ...     date(2026, 8, 30), date(2026, 11, 30)
    ... )
    (2, 3)
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))


def _of(agreement: Agreement, today: date) -> Due:
    open_ = [each for each in agreement.open_measures if each.due and each.due <= today]
    late = [
        each
        for each in agreement.measures
        if each.waits and each.sent_up and each.sent_up.due and each.sent_up.due <= today
    ]
    next_ = agreement.next
    return Due(
        agreement,
        months_between(agreement.agreed, today),
        next_ is not None and next_ <= today and not any(d >= next_ for d in agreement.held),
        tuple(sorted(open_, key=lambda each: each.due or today)),
        tuple(late),
    )
