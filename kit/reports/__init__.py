"""What a round shows, as pages, figures, tables and files: only what was released.

What costs most is imported when it is asked for: pandas for a table, Matplotlib for a figure,
openpyxl for a workbook, and the database, with all that counts, for what a round has released. A
book's build makes a result to practise on, and needs none of them.
"""

from kit.reports.cells import results_cells
from kit.reports.names import unit_name
from kit.reports.notebook import RoundReport, read_round
from kit.reports.page import report_body, report_page, report_styles
from kit.reports.practice import practice_report
from kit.reports.reading import read_report
from kit.reports.report import Report
from kit.reports.sentences import drawn_words, objection_words
from kit.reports.spreadsheet import as_csv, as_xlsx
from kit.reports.terminal import as_text
from kit.reports.wall import wall_result
from kit.reports.writing import FORMATS, Format, as_json, media_type, write_report

__all__ = [
    "FORMATS",
    "Format",
    "Report",
    "RoundReport",
    "as_csv",
    "as_json",
    "as_text",
    "as_xlsx",
    "drawn_words",
    "media_type",
    "objection_words",
    "practice_report",
    "read_report",
    "read_round",
    "report_body",
    "report_page",
    "report_styles",
    "results_cells",
    "unit_name",
    "wall_result",
    "write_report",
]
