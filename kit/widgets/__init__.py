"""What a group's notebook shows and how it counts, notes and saves.

pandas and Matplotlib are imported when a table or a figure is asked for, so that the first cell
of a notebook is quick.
"""

from kit.widgets.agreement import Agreement, Measure, Note, VoteCount
from kit.widgets.assets import Asset, KitWidget
from kit.widgets.countdown import Countdown
from kit.widgets.files import load, save
from kit.widgets.layout import Tool
from kit.widgets.measures import Measures
from kit.widgets.notes import Notes
from kit.widgets.profile import Score, profile
from kit.widgets.run_sheet import Option, RunSheet, Step, Variant, VariantStep, Vote
from kit.widgets.self_assessment import SelfAssessment
from kit.widgets.variants import Variants
from kit.widgets.votes import Votes
from kit.widgets.workshop import Workshop

__all__ = [
    "Agreement",
    "Asset",
    "Countdown",
    "KitWidget",
    "Measure",
    "Measures",
    "Note",
    "Notes",
    "Option",
    "RunSheet",
    "Score",
    "SelfAssessment",
    "Step",
    "Tool",
    "Variant",
    "VariantStep",
    "Variants",
    "Vote",
    "VoteCount",
    "Votes",
    "Workshop",
    "load",
    "profile",
    "save",
]
