"""The form in which an agreement is written: what stands in its fields, and what that says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from kit.measures import (
    LENGTHS,
    MOST_MEASURES,
    Agreement,
    Helped,
    Measure,
    Origin,
    SentUp,
    Status,
)
from kit.measures.faults import Fault, Found
from kit.storage.identifiers import new_id
from kit.web.frame.fields import day_in

_ORIGIN: Final = ("area", "exercise", "workshop")
_WHOLE: Final = ("keep", "improve", "word", "agreed", "next", "shared", *_ORIGIN)
_OF_MEASURE: Final = (
    *("id", "text", "responsible", "due", "status", "reason", "environment", "risk"),
    *("took_part", "to", "to_name", "answer_due", "helped"),
)
"""``to_name`` is whom a file says was asked, which knows no units; ``to`` says whether it stays."""
AS_NAMED: Final = "="
"""What ``to`` is as long as ``to_name`` says it; no unit is called so."""
_YES: Final = "yes"
_MORE: Final = ("reason", "environment", "risk", "took_part", "to", "answer_due")


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields; of a measure nobody has written in all are empty."""

    whole: Mapping[str, str]
    measures: tuple[Mapping[str, str], ...]
    id: str = ""
    revision: int = 0
    names_meant: bool = False
    """Whether somebody has said that what looks like a full name may stand there."""


@dataclass(frozen=True, slots=True)
class Read:
    """What fields say."""

    agreement: Agreement | None
    """None if there is not even an agreement with faults."""
    found: tuple[Found, ...] = ()
    """Days that are none."""
    places: Mapping[int, int] = field(default_factory=dict)
    """The row of the form by the place of a measure: rows that nobody has written in are left."""


def fields_from(form: Mapping[str, str]) -> Fields:
    """Return the fields as a browser sends them; what it does not send is empty."""
    rows = min(_number(form.get("rows", "0")), MOST_MEASURES + 1)
    return Fields(
        {name: _text(form, name) for name in _WHOLE},
        tuple({name: _text(form, f"m{n}-{name}") for name in _OF_MEASURE} for n in range(rows)),
        _text(form, "id"),
        _number(form.get("revision", "0")),
        form.get("names_meant") == _YES,
    )


def fields_of(agreement: Agreement, revision: int = 0) -> Fields:
    """Return the fields that say an agreement."""
    origin = {name: getattr(agreement.origin, name) for name in _ORIGIN}
    whole = {
        **{name: getattr(agreement, name) for name in ("keep", "improve", "word")},
        **origin,
        "agreed": agreement.agreed.isoformat(),
        "next": _day(agreement.next),
        "shared": _YES if agreement.shared else "",
    }
    return Fields(whole, tuple(map(_row, agreement.measures)), agreement.id, revision)


def empty(today: date, **origin: str) -> Fields:
    """Return the fields of an agreement that nobody has begun, with room for one measure."""
    given = dict.fromkeys(_WHOLE, "") | {"agreed": today.isoformat()} | origin
    # Sent twice, it is one agreement: what it is called is known before it is written.
    return Fields(given, (_nothing(),), new_id())


def with_one_more(fields: Fields) -> Fields:
    """Return the same with room for one more measure, as far as there may be more."""
    rows = (*fields.measures, _nothing())[:MOST_MEASURES]
    return Fields(fields.whole, rows, fields.id, fields.revision, fields.names_meant)


def opens_more(row: Mapping[str, str]) -> bool:
    """Return whether a measure says more than text, responsible, day and status."""
    said = row["helped"] and row["status"] != Status.DONE
    return bool(said) or any(row[name] for name in _MORE)


def read(fields: Fields, language: str, levels: Mapping[str, str]) -> Read:
    """Return what fields say.

    :param language: in which it is written.
    :param levels: names of the units to which something can be sent up, by id.
    """
    found: list[Found] = []
    agreed = _read_day(fields.whole["agreed"], found, "agreed")
    written = [(n, row) for n, row in enumerate(fields.measures) if _is_written(row)]
    following = _read_day(fields.whole["next"], found, "next")
    if agreed is None and not any(each.field == "agreed" for each in found):
        found.append(Found("agreed", fault=Fault.NO_DAY))
    try:
        measures = [_measure(row, levels, found, at) for at, (_, row) in enumerate(written)]
        made = Agreement.model_validate(
            {
                **({"id": fields.id} if fields.id else {}),
                **{name: fields.whole[name] for name in ("keep", "improve", "word")},
                "agreed": agreed or date.min,
                "language": language,
                "origin": Origin(**{name: fields.whole[name] for name in _ORIGIN}),
                "measures": tuple(measures),
                "next": following,
                "shared": fields.whole["shared"] == _YES,
            }
        )
    except ValidationError:
        return Read(None)
    return Read(made, tuple(found), {at: n for at, (n, _) in enumerate(written)})


def _is_written(row: Mapping[str, str]) -> bool:
    return any(row[name] for name in _OF_MEASURE if name not in {"id", "status", "to_name"})


def _measure(
    row: Mapping[str, str], levels: Mapping[str, str], found: list[Found], at: int
) -> Measure:
    status = Status(row["status"]) if row["status"] in {*Status} else Status.AGREED
    asked = None
    if status is Status.SENT_UP or row["to"]:
        to = row["to"] if row["to"] in levels else ""
        name = row["to_name"] if row["to"] == AS_NAMED else levels.get(to, "")
        due = _read_day(row["answer_due"], found, "answer_due", at)
        asked = SentUp(to=to, name=name, due=due)
    return Measure(
        **({"id": row["id"]} if row["id"] else {}),
        **{name: row[name] for name in ("text", "responsible", "reason", "risk", "took_part")},
        due=_read_day(row["due"], found, "due", at),
        status=status,
        working_environment=row["environment"] == _YES,
        sent_up=asked,
        helped=Helped(row["helped"]) if row["helped"] in {*Helped} else None,
    )


def _row(measure: Measure) -> dict[str, str]:
    sent = measure.sent_up or SentUp()
    return {
        **{name: getattr(measure, name) for name in ("id", "text", "responsible", "reason")},
        **{name: getattr(measure, name) for name in ("risk", "took_part")},
        "due": _day(measure.due),
        "status": measure.status.value,
        "environment": _YES if measure.working_environment else "",
        "to": sent.to or (AS_NAMED if sent.name else ""),
        "to_name": "" if sent.to else sent.name,
        "answer_due": _day(sent.due),
        "helped": measure.helped.value if measure.helped else "",
    }


def _nothing() -> dict[str, str]:
    return dict.fromkeys(_OF_MEASURE, "") | {"id": new_id()}


def _read_day(text: str, found: list[Found], name: str, at: int | None = None) -> date | None:
    read_ = day_in(text)
    if text and read_ is None:
        found.append(Found(name, at, Fault.NO_DAY))
    return read_


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _text(form: Mapping[str, str], name: str) -> str:
    """Return a field without what a browser adds; longer than any may be it is cut, and refused."""
    text = form.get(name, "")
    longest = LENGTHS.get(name.rpartition("-")[2].removeprefix("to_"), max(LENGTHS.values()))
    return text.replace("\r\n", "\n").strip()[: longest + 1]


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004
