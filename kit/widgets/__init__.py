"""What a group's notebook shows and how it counts, notes and saves; knows Jupyter, no book.

pandas and Matplotlib are imported when a table or a figure is asked for, so that the first cell
of a notebook is quick.
"""

from kit.widgets.agreement import Agreement, Measure, Note, VoteCount
from kit.widgets.countdown import Countdown
from kit.widgets.files import load, save
from kit.widgets.measures import Measures
from kit.widgets.notes import Notes
from kit.widgets.profile import Score, profile
from kit.widgets.self_assessment import SelfAssessment
from kit.widgets.votes import Votes
from kit.widgets.workshop import Workshop

__all__ = [
    "Agreement",
    "Countdown",
    "Measure",
    "Measures",
    "Note",
    "Notes",
    "Score",
    "SelfAssessment",
    "VoteCount",
    "Votes",
    "Workshop",
    "load",
    "profile",
    "save",
]
