"""Start a book or a plugin's package, add an exercise, and bring translations up to date."""

from kit.projects.add import Added, add_exercise
from kit.projects.new import new_project
from kit.projects.package import Part, distribution_of, new_package
from kit.projects.report import FileReport, Report
from kit.projects.translate import ProseMessages, translate
from kit.projects.writing import Written

__all__ = [
    "Added",
    "FileReport",
    "Part",
    "ProseMessages",
    "Report",
    "Written",
    "add_exercise",
    "distribution_of",
    "new_package",
    "new_project",
    "translate",
]
