"""Start a book from a platform, add an exercise to it, and bring its translations up to date."""

from kit.projects.add import Added, add_exercise
from kit.projects.new import new_project
from kit.projects.report import FileReport, Report
from kit.projects.translate import ProseMessages, translate
from kit.projects.writing import Written

__all__ = [
    "Added",
    "FileReport",
    "ProseMessages",
    "Report",
    "Written",
    "add_exercise",
    "new_project",
    "translate",
]
