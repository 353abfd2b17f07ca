"""What a leader or somebody of HR may see and do; every route asks here.

A leader: the own unit, with the people placed directly at it, and beside it the published figures
of the unit above. HR: the own unit and everything below it. What one may not see does not exist
(404), so that nobody learns of other rounds by trying addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.ballots import (
    RoundHead,
    RoundResults,
    RoundUnit,
    SessionStatus,
    UnitSpec,
    UnitTree,
    ancestors,
    list_rounds,
    load_units,
    results_of,
    round_status,
)
from kit.storage import Store
from kit.web.access import Visitor
from kit.web.frame.problems import Refusal


@dataclass(frozen=True, slots=True)
class Seen:
    """A round as far as somebody may see it."""

    head: RoundHead
    sessions: tuple[SessionStatus, ...]
    """The leaves that one may follow and close."""
    whole: bool
    """Whether one may close and withdraw the whole round."""

    @property
    def alone(self) -> bool:
        """Whether the round is one session."""
        return len(self.sessions) == 1 and self.sessions[0].unit.id == self.head.root

    def session(self, unit: str) -> SessionStatus:
        """Return a leaf that one may close.

        :raises Refusal: if there is none.
        """
        found = next((each for each in self.sessions if each.unit.id == unit), None)
        if found is None:
            raise Refusal("not-found")
        return found

    def led(self, who: Visitor, unit: str) -> SessionStatus:
        """Return a leaf whose meeting is somebody's own: not that of a unit below HR's.

        :raises Refusal: if there is none.
        """
        found = self.session(unit)
        if not leads(who, found.unit):
            raise Refusal("not-found")
        return found

    def require_whole(self) -> None:
        """Refuse somebody who may not end the whole round, as if there were nothing.

        :raises Refusal: if so.
        """
        if not self.whole:
            raise Refusal("not-found")


def as_hr(who: Visitor) -> Visitor:
    """Return who reads as far as a representative does: HR of the same unit.

    Only what reads is asked in that role; whatever acts asks for a leader or HR, and refuses.
    """
    return replace(who, role="hr")


def as_leader_of(who: Visitor, unit: RoundUnit) -> Visitor:
    """Return who is shown what the leader of a unit is."""
    return replace(who, role="leader", unit=(unit.parent or "") if unit.own else unit.id)


def actor(who: Visitor) -> str:
    """Return how the audit names somebody: never by a secret."""
    return f"{who.role} {who.unit} link {who.link_id}"


def own_units(store: Store, who: Visitor) -> tuple[UnitSpec, ...]:
    """Return the units for which somebody may open a round, parents first.

    A leader's is a leaf: a round for units below is HR's.
    """
    tree = load_units(store)
    found = tree.find(who.unit) if tree else None
    if found is None or (who.role != "hr" and found.children):
        return ()
    return tuple(found.walk())


def leads_none_below(store: Store, who: Visitor) -> bool:
    """Return whether somebody may open rounds: HR, and leaders of units without units below."""
    tree = load_units(store)
    found = tree.find(who.unit) if tree else None
    return who.role == "hr" or found is None or not found.children


def units_of_hr(store: Store, who: Visitor) -> tuple[UnitSpec, ...]:
    """Return the units of somebody of HR, parents first.

    :raises Refusal: for anybody else.
    """
    found = own_units(store, who) if who.role == "hr" else ()
    if not found:
        raise Refusal("not-found")
    return found


def is_for_all(store: Store, who: Visitor) -> bool:
    """Return whether somebody of HR is responsible for the whole organisation."""
    tree = load_units(store)
    return who.role == "hr" and tree is not None and tree.root.id == who.unit


def names_above(store: Store, unit: str) -> list[str]:
    """Return the names of the units above one, the nearest first."""
    tree = load_units(store)
    ids = reversed(ancestors(tree, unit)) if tree else ()
    found = (tree.find(each) for each in ids) if tree else ()
    return [each.name for each in found if each]


def indented(units: tuple[UnitSpec, ...]) -> Iterator[tuple[str, str, int]]:
    """Yield id, name and depth of units that stand parents first."""
    depth = {units[0].id: 0} if units else {}
    for unit in units:
        depth |= {child.id: depth[unit.id] + 1 for child in unit.children}
        yield unit.id, unit.name, depth[unit.id]


def may_see(who: Visitor, unit: RoundUnit) -> bool:
    """Return whether a unit at or below somebody's own is theirs, too.

    All of them are HR's; a leader's are those that they lead.
    """
    return who.role == "hr" or leads(who, unit)


def leads(who: Visitor, unit: RoundUnit) -> bool:
    """Return whether a unit is somebody's own, or the people placed directly at it."""
    return unit.id == who.unit or (unit.own and unit.parent == who.unit)


def seen_rounds(store: Store, who: Visitor) -> list[RoundHead]:
    """Return the rounds that somebody may see, newest first."""
    if who.role != "hr":
        return list_rounds(store, who.unit)
    tree = load_units(store)
    return [
        head
        for head in list_rounds(store)
        if _may_end(tree, who, head) or any(each.id == who.unit for each in head.units)
    ]


def seen_round(store: Store, who: Visitor, round_id: str) -> Seen:
    """Return a round as far as somebody may see it.

    :raises Refusal: if there is no such round for them.
    """
    status = round_status(store, round_id)
    whole = status is not None and _may_end(load_units(store), who, status.head)
    if status is not None and not whole:
        status = round_status(store, round_id, who.unit)
    if status is None:
        raise Refusal("not-found")
    sessions = (s for s in status.sessions if whole or may_see(who, s.unit))
    return Seen(status.head, tuple(sessions), whole)


def seen_results(store: Store, who: Visitor, round_id: str, unit: str | None) -> RoundResults:
    """Return the figures of a unit that somebody may see; for HR with those below it.

    A leader sees, beside those of the whole own unit, those of the people placed directly at it.

    :param unit: none for the round's root, or the own unit if that is all one may see; before it
        has figures, for those of the people placed directly at it.
    :raises Refusal: if there is no such round or unit for them.
    """
    seen = seen_round(store, who, round_id)
    allowed = [each.id for each in seen.head.units if may_see(who, each)]
    top = unit or (seen.head.root if seen.whole else who.unit)
    found = results_of(store, round_id, top) if top in allowed else None
    if found is None:
        raise Refusal("not-found")
    if who.role == "hr":
        return found
    if unit is None and top not in found.figures:
        directly = next((id_ for id_ in allowed if id_ in found.figures), None)
        if directly is not None:
            return seen_results(store, who, round_id, directly)
    own = {name: figures for name, figures in found.figures.items() if name == top}
    drawn = {name: told for name, told in found.drawn.items() if name == top}
    head = replace(found.head, units=found.head.units[:1])
    return replace(found, head=head, figures=own, drawn=drawn)


def _may_end(tree: UnitTree | None, who: Visitor, head: RoundHead) -> bool:
    """Whether somebody may end a round: a leader's own session, HR's everything below."""
    if who.role != "hr":
        return head.root == who.unit and len(head.units) == 1
    if tree is None:
        return head.root == who.unit
    found = tree.find(who.unit)
    # A unit that a round was about may be gone since; who is responsible for all still sees it.
    everything = tree.root.id == who.unit
    return everything or (found is not None and any(u.id == head.root for u in found.walk()))
