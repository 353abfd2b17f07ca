"""The exporter, written with nothing but the kit's public interface."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Any, Final

from kit.model import Exercise
from kit.plugins import Context, Export, Exporter, Kind


class AgendaExporter:
    """The plugin."""

    api: Final = 1
    name: Final = "agenda"
    assets: Final[Traversable] = files("our_agenda")

    def export(self, kind: Kind, exercise: Exercise, context: Context) -> Export | None:
        """Return the agenda: when each step begins, from the start, and how long it takes."""
        _ = context.gettext
        table = StringIO()
        rows = csv.writer(table, delimiter=";", lineterminator="\r\n")
        rows.writerow([_("Begins after"), _("Minutes"), exercise.title])
        rows.writerows(_steps(exercise))
        return Export(
            suffix=".csv",
            media_type="text/csv",
            # With the mark by which a spreadsheet knows UTF-8.
            data=table.getvalue().encode("utf-8-sig"),
            label=_("Download as an agenda"),
        )


def _steps(exercise: Any) -> Iterator[tuple[str, int, str]]:
    """Yield the steps of a group exercise; of any other, the exercise as one step."""
    begins = 0
    for step in getattr(exercise, "steps", None) or [exercise]:
        yield f"{begins // 60}:{begins % 60:02}", step.minutes, step.title
        begins += step.minutes


exporter: Final[Exporter] = AgendaExporter()
