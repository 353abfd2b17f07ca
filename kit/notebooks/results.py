"""The results of a round as a notebook."""

from __future__ import annotations

from kit.notebooks.notebook import notebook_bytes
from kit.reports import Report, results_cells


def results_notebook(report: Report) -> bytes:
    """Return a notebook that holds the released figures and runs without the database."""
    about = {"exercise": report.round.exercise, "language": report.language}
    title = f"{report.round.title} – {report.unit.name}"
    return notebook_bytes(results_cells(report), title, about)
