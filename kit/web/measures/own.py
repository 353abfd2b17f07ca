"""What of a unit's own somebody may read: its leader all of it, its HR what the unit has shared."""

from __future__ import annotations

from kit.measures import Kept, PassedOn, agreement_of, agreements_of, passed_on_by
from kit.storage import Store
from kit.web.access import Visitor
from kit.web.frame.problems import Refusal


def own_agreements(store: Store, who: Visitor) -> tuple[Kept, ...]:
    """Return the agreements that somebody may read and change, the newest first."""
    return tuple(each for each in agreements_of(store, who.unit) if may_read(who, each))


def own_agreement(store: Store, who: Visitor, id_: str) -> Kept | None:
    """Return one that somebody may read and change, or none."""
    found = agreement_of(store, who.unit, id_)
    return found if found is not None and may_read(who, found) else None


def require_agreement(store: Store, who: Visitor, id_: str) -> Kept:
    """Return one that somebody may read and change.

    :raises Refusal: if there is none.
    """
    found = own_agreement(store, who, id_)
    if found is None:
        raise Refusal("not-found")
    return found


def own_notes(store: Store, who: Visitor) -> tuple[PassedOn, ...]:
    """Return what sittings have passed on; of that HR reads nothing."""
    return passed_on_by(store, who.unit) if who.role == "leader" else ()


def may_read(who: Visitor, kept: Kept) -> bool:
    """Return whether somebody may read an agreement of their unit."""
    return who.role == "leader" or kept.agreement.shared
