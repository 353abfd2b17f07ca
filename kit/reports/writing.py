"""Write a report in a format that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from kit.reports.captions import figure_names
from kit.reports.page import report_page
from kit.reports.report import Report
from kit.reports.spreadsheet import as_csv, as_xlsx

Format = Literal["html", "csv", "xlsx", "json", "svg", "png"]


def as_json(report: Report) -> str:
    """Return everything that the report holds, so that :meth:`Report.model_validate_json` reads it.

    Numbers and dates are written for machines, whatever the language.
    """
    return report.model_dump_json(indent=2) + "\n"


def write_report(report: Report, wanted: Format, figure: str = "") -> bytes:
    """Return the report as the bytes of a file, the same every time.

    :param figure: for ``svg`` and ``png``: ``profile``, ``answers`` or ``history``; the first
        that there is unless told otherwise.
    :raises LookupError: if there is no such figure, since too little may be shown.
    """
    if wanted in _WHOLE:
        return _WHOLE[wanted](report)
    names = [name for name in figure_names(report) if figure in ("", name)]
    if not names:
        raise LookupError(figure)
    from kit.reports.figures import figure_png, figure_svg  # noqa: PLC0415 - Matplotlib is slow to import

    if wanted == "svg":
        return figure_svg(report, names[0]).encode()
    return figure_png(report, names[0])


def media_type(wanted: Format) -> str:
    """Return what to call the format over HTTP."""
    return FORMATS[wanted]


_WHOLE: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "html": lambda report: report_page(report).encode(),
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": lambda report: as_json(report).encode(),
}

FORMATS: Final[Mapping[Format, str]] = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""The media type of each format."""
