"""Read a report from what a round has released."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kit.reports.names import unit_name
from kit.reports.report import (
    Category,
    DimensionAsked,
    Earlier,
    ItemAsked,
    ObjectionShown,
    Report,
    RoundShown,
    Score,
    UnitShown,
)

if TYPE_CHECKING:
    from kit.ballots import Collectable, Objection, RoundHead, RoundResults, RoundUnit
    from kit.release import Figures
    from kit.storage import Store


def read_report(
    store: Store, round_id: str, unit: str | None = None, *, language: str = ""
) -> Report | None:
    """Return the report on a unit, or none if there is no such round, or the unit is not in it.

    :param unit: whom it is about; the whole round unless told otherwise.
    :param language: what the report is written in; that of the exercise unless told otherwise.
    """
    from kit.ballots import objections, results_of  # noqa: PLC0415

    found = results_of(store, round_id, unit)
    if found is None:
        return None
    head = found.head
    language = language or head.exercise.language
    own, *below = _units(found, language)
    objected = objections(store, [head.id]).get(head.id, ())
    earlier, changed = _earlier(store, head, own.id, language)
    return Report(
        language=language,
        round=_round(head, objected, language),
        unit=own,
        parent=_parent(found),
        below=tuple(below),
        earlier=earlier,
        raised=_raised(head.units),
        changed=changed,
    )


def comparable(current: Collectable, others: Iterable[Collectable]) -> frozenset[str]:
    """Return the fingerprints of the same questions as ``current``.

    ``same_as`` says that only spelling was corrected, and may be said of several versions in turn.
    """
    known = [current, *others]
    found = {current.fingerprint}
    before: set[str] = set()
    while found != before:
        before = set(found)
        for exercise in known:
            family = {exercise.fingerprint, *exercise.same_as}
            if family & found:
                found |= family
    return frozenset(found)


def _earlier(
    store: Store, head: RoundHead, unit: str, language: str
) -> tuple[tuple[Earlier, ...], tuple[date, ...]]:
    """Return the earlier rounds on the same questions, and the dates of those on others."""
    from kit.ballots import earlier_rounds  # noqa: PLC0415

    until = head.released_on or date.max
    before = [
        (released, found)
        for found in earlier_rounds(store, head.exercise_id, unit)
        if (released := found.head.released_on) and released <= until and found.head.id != head.id
    ]
    before.sort(key=lambda pair: (pair[0], pair[1].head.id))
    same = comparable(head.exercise, (found.head.exercise for _, found in before))
    return (
        tuple(
            Earlier(round=found.head.id, released_on=released, unit=_units(found, language)[0])
            for released, found in before
            if found.head.fingerprint in same
        ),
        tuple(released for released, found in before if found.head.fingerprint not in same),
    )


def _units(found: RoundResults, language: str) -> list[UnitShown]:
    """Return the units that the results are about, parents first."""
    depths: dict[str, int] = {}
    above_lost = _above_lost(found)
    shown = []
    for unit in found.head.units:
        depths[unit.id] = depths.get(unit.parent or "", -1) + 1
        figures = found.figures.get(unit.id)
        made = _shown(unit.id, unit_name(unit, language), figures, depths[unit.id])
        if drawn := found.drawn.get(unit.id):
            made = made.model_copy(update={"slips": drawn.slips, "people": drawn.people})
        if figures is None and unit.id in above_lost:
            made = made.model_copy(update={"lost": True})
        shown.append(made)
    return shown


def _above_lost(found: RoundResults) -> frozenset[str]:
    """Return the leaves that lost their key, and every unit above one."""
    parents = {unit.id: unit.parent for unit in found.head.units}
    seen: set[str] = set()
    for leaf in found.lost:
        unit: str | None = leaf
        while unit in parents:
            seen.add(unit)
            unit = parents[unit]
    return frozenset(seen)


def _raised(units: Iterable[RoundUnit]) -> tuple[int, int] | None:
    """Return the registered and the raised head count of units, or none if none was raised."""
    leaves = [each for each in units if each.leaf]
    if all(each.registered is None for each in leaves):
        return None
    people = [each.people or 0 for each in leaves]
    known = (each.registered for each in leaves)
    before = [now if was is None else was for was, now in zip(known, people, strict=True)]
    return sum(before), sum(people)


def _parent(found: RoundResults) -> UnitShown | None:
    if found.parent is None:
        return None
    return _shown(found.parent.unit, found.parent_name or found.parent.unit, found.parent)


def _shown(unit: str, name: str, figures: Figures | None, depth: int = 0) -> UnitShown:
    if figures is None:
        return UnitShown(id=unit, name=name, depth=depth)
    return UnitShown(
        id=unit,
        name=name,
        depth=depth,
        included=figures.included,
        complete=figures.complete,
        lost=figures.lost,
        scores={
            dimension: Score(respondents=s.respondents, mean=s.mean, bound=s.bound)
            for dimension, s in figures.dimensions.items()
        },
        items={item: tuple(counts) for item, counts in figures.items.items()},
    )


def _round(head: RoundHead, objected: tuple[Objection, ...], language: str) -> RoundShown:
    words, shape = head.wording(language), head.exercise.shape
    return RoundShown(
        id=head.id,
        exercise=head.exercise_id,
        title=words.title,
        purpose=head.purpose,
        k=head.k,
        code=head.code,
        opened_on=head.opened_on,
        released_on=head.released_on,
        ended=head.state in {"closed", "withdrawn"},
        discussed_on=head.discussed_on,
        objections=tuple(
            ObjectionShown(unit=e.name, said_on=e.said_on, taken_back_on=e.taken_back_on)
            for e in objected
        ),
        categories=tuple(
            Category(id=category.id, label=words.categories[category.id], value=category.value)
            for category in shape.scale.categories
        ),
        dont_know=words.dont_know,
        dimensions=tuple(
            DimensionAsked(id=d.id, name=words.dimensions[d.id]) for d in shape.dimensions
        ),
        items=tuple(
            ItemAsked(
                id=item.id,
                text=words.items[item.id],
                dimension=item.dimension,
                reversed=item.id in head.exercise.reversed,
            )
            for item in shape.items
        ),
    )
