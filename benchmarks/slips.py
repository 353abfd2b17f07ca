"""How long a sheet of slips takes: HR waits for it, with the printer ready."""

from __future__ import annotations

import time
from typing import Final

from benchmarks.measuring import Options, Row, Spent, Table
from kit.frontend import SlipText, slip_sheet

SLIPS: Final = 1000
TARGET: Final = 3.0
"""Seconds of the processor's time for a sheet of the most slips that are drawn at once."""
_TEXT: Final = SlipText(
    title="Hvor står vi?",
    unit="Sykehjemmet ved elva, nattevakt",
    purpose="Vi velger hva vi vil jobbe med denne høsten." * 8,
    k=5,
    address="https://bok.eksempel.kommune.no/nb/exercises/collaborate/how-we-pull-together.html",
    entrance="https://bok.eksempel.kommune.no/collect",
    reference="R3F7-ABCD",
)


def measure(options: Options, table: Table) -> None:
    """Measure one sheet of a thousand slips."""
    codes = [f"{number:04}-ABCD-EFGH" for number in range(SLIPS)]
    row = Row(f"{SLIPS} slips, seconds of the processor", target=TARGET)
    slip_sheet(codes[:1], _TEXT, "nb")
    for _ in range(options.runs):
        before = time.process_time()
        slip_sheet(codes, _TEXT, "nb")
        taken = time.process_time() - before
        row.add(Spent(taken, taken))
    table.add(row)
