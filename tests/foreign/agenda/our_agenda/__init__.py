"""Agenda: an exercise with its times, as a table that a spreadsheet opens."""

from our_agenda.agenda import exporter

__all__ = ["exporter"]
