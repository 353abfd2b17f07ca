"""How strangers and built-ins add kinds, platforms, exporters and languages."""

from kit.catalogues import LanguagePack
from kit.plugins.discovery import GROUPS, BrokenPlugin, Discovery, Found, discover
from kit.plugins.embed import markdown_line, markdown_text, python_comment, python_literal
from kit.plugins.exporter import Export, Exporter, export_faults
from kit.plugins.failure import FAILURES, reason
from kit.plugins.kind import (
    Cell,
    Context,
    Finding,
    Kind,
    OnItsOwnPage,
    OnScreen,
    Scheduled,
    Slide,
    agenda_of,
    fingerprint_of,
    screen_of,
)
from kit.plugins.pack import Pack
from kit.plugins.texts import texts_of

__all__ = [
    "FAILURES",
    "GROUPS",
    "BrokenPlugin",
    "Cell",
    "Context",
    "Discovery",
    "Export",
    "Exporter",
    "Finding",
    "Found",
    "Kind",
    "LanguagePack",
    "OnItsOwnPage",
    "OnScreen",
    "Pack",
    "Scheduled",
    "Slide",
    "agenda_of",
    "discover",
    "export_faults",
    "fingerprint_of",
    "markdown_line",
    "markdown_text",
    "python_comment",
    "python_literal",
    "reason",
    "screen_of",
    "texts_of",
]
