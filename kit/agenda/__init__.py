"""A workshop or a group exercise in time: which steps, when, in groups of how many."""

from kit.agenda.agenda import Agenda, Planned, Step, StepOf, Variant, agenda_data
from kit.agenda.choice import Choice, variant_for
from kit.agenda.clock import Standing, clock_time, clock_times, minute_of, scheduled, standing
from kit.agenda.groups import group_sizes
from kit.agenda.programme import exercise_agenda, workshop_agenda

__all__ = [
    "Agenda",
    "Choice",
    "Planned",
    "Standing",
    "Step",
    "StepOf",
    "Variant",
    "agenda_data",
    "clock_time",
    "clock_times",
    "exercise_agenda",
    "group_sizes",
    "minute_of",
    "scheduled",
    "standing",
    "variant_for",
    "workshop_agenda",
]
