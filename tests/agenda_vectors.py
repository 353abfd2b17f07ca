"""The table of cases that both implementations of the agenda must agree on.

Written by hand first, where a person can see what is right; then drawn at random, as the Python
implementation answers them. ``python -m tests.agenda_vectors`` writes the drawn ones anew.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from kit.agenda import (
    Agenda,
    Choice,
    Planned,
    Step,
    StepOf,
    Variant,
    clock_time,
    clock_times,
    group_sizes,
    minute_of,
    scheduled,
    standing,
    variant_for,
)
from kit.model import Method

FILE: Final = Path(__file__).parent / "data" / "agenda-vectors.json"
_NEW: Final = 40
_DRAWN: Final = ' "drawn": '


def agenda_of(data: Mapping[str, Any]) -> Agenda:
    """Return an agenda from the table."""
    return Agenda(
        tuple(Step(**each | {"method": Method(each["method"])}) for each in data["steps"]),
        tuple(
            Variant(each["id"], each["fits"], tuple(StepOf(**step) for step in each["steps"]))
            for each in data["variants"]
        ),
    )


def answer(agenda: Agenda, case: Mapping[str, Any]) -> Any:
    """Return what the Python implementation says to one case."""
    return ASKS[case["ask"]](agenda, case["given"])


def _planned(agenda: Agenda, given: Mapping[str, Any]) -> list[Planned]:
    return Choice.read(given["fragment"], agenda).planned(agenda)


def _read(agenda: Agenda, given: str) -> dict[str, Any]:
    choice = Choice.read(given, agenda)
    return {
        "choice": asdict(choice) | {"without": sorted(choice.without)},
        "steps": [[each.step.id, each.minutes] for each in choice.planned(agenda)],
        "fragment": choice.fragment(agenda),
    }


def _standing(agenda: Agenda, given: Mapping[str, Any]) -> dict[str, float]:
    times = (given[name] for name in ("at", "into", "since"))
    return asdict(standing(_planned(agenda, given), *times))


ASKS: Final[Mapping[str, Callable[[Agenda, Any], Any]]] = {
    "variant": variant_for,
    "groups": lambda _, given: group_sizes(given["people"], Method(given["method"])),
    "minute": lambda _, given: minute_of(given),
    "time": lambda _, given: clock_time(given),
    "fragment": _read,
    "times": lambda agenda, given: [
        list(each) for each in clock_times(_planned(agenda, given), given["start"])
    ],
    "scheduled": lambda agenda, given: scheduled(_planned(agenda, given), given["seconds"]),
    "standing": _standing,
}


def _drawn_agenda(chance: random.Random) -> dict[str, Any]:
    count = chance.randint(1, 9)
    steps = [
        {
            "id": chance.choice(["", "part/"]) + f"step-{n}",
            "title": f"Step {n}",
            "minutes": chance.randint(1, 30),
            "method": chance.choice(list(Method)).value,
        }
        for n in range(count)
    ]
    usual = [{"step": each["id"], "minutes": each["minutes"]} for each in steps]
    others = [
        {
            "id": f"way-{n}",
            "fits": chance.choice(["time", "time", "small", "large", "remote"]),
            "steps": [
                {"step": each["id"], "minutes": chance.randint(1, 40)}
                for each in steps
                if each is steps[0] or chance.random() < 0.7
            ],
        }
        for n in range(chance.randint(0, 4))
    ]
    return {"steps": steps, "variants": [{"id": "", "fits": "time", "steps": usual}, *others]}


def _drawn_fragment(chance: random.Random, agenda: Mapping[str, Any]) -> str:
    ids = [each["id"] for each in agenda["steps"]] + ["nobody", "", "a b"]
    some = [each for each in ids if chance.random() < 0.3]
    changed = [f"{each}.{chance.choice(['0', '1', '12', '600', '601', 'x'])}" for each in some]
    parts = {
        "variant": chance.choice(["", "nobody", *(each["id"] for each in agenda["variants"])]),
        "without": "+".join(each for each in ids if chance.random() < 0.2),
        "minutes": "+".join(changed),
        "start": chance.choice(["", "08:15", "23:50", "24:00", "8:15", "00:00"]),
        "people": chance.choice(["", "1", "12", "1000", "1001", "-3", "07"]),
    }
    kept = [f"{name}={value}" for name, value in parts.items() if chance.random() < 0.8]
    chance.shuffle(kept)
    return "&".join(kept)


def _drawn_cases(chance: random.Random, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    agenda = agenda_of(data)
    fragment = _drawn_fragment(chance, data)
    method = chance.choice(list(Method)).value
    planned = Choice.read(fragment, agenda).planned(agenda)
    chosen = {"fragment": fragment}
    cases: list[dict[str, Any]] = [
        {"ask": "variant", "given": chance.randint(1, 150)},
        {"ask": "fragment", "given": fragment},
        {"ask": "groups", "given": {"people": chance.randint(1, 60), "method": method}},
        {"ask": "times", "given": chosen | {"start": chance.randrange(1440)}},
        {"ask": "scheduled", "given": chosen | {"seconds": chance.randint(0, 7000)}},
    ]
    if planned:
        at, into = chance.randrange(len(planned)), chance.randint(0, 2400)
        given = chosen | {"at": at, "into": into, "since": into + chance.randint(0, 5000)}
        cases.append({"ask": "standing", "given": given})
    return [case | {"expected": answer(agenda, case)} for case in cases]


def _drawn() -> list[dict[str, Any]]:
    chance = random.Random(12)
    agendas = [_drawn_agenda(chance) for _ in range(_NEW)]
    return [{"agenda": each, "cases": _drawn_cases(chance, each)} for each in agendas]


def main() -> None:
    """Write the drawn cases anew; those by hand stay."""
    by_hand, _, _ = FILE.read_text(encoding="utf-8").partition(_DRAWN)
    lines = ",\n".join(f"  {json.dumps(each)}" for each in _drawn())
    FILE.write_text(f"{by_hand}{_DRAWN}[\n{lines}\n ]\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
