"""The release rule: what is counted, what of it may be shown, and why that is safe."""

from kit.ballots.release.figures import ENDS, ENDS_FLOOR, Bound, Figures, Score
from kit.ballots.release.rule import (
    Unit,
    UnitId,
    pool_up,
    release,
    release_leaf,
)
from kit.ballots.release.tally import Tally, tally

__all__ = [
    "ENDS",
    "ENDS_FLOOR",
    "Bound",
    "Figures",
    "Score",
    "Tally",
    "Unit",
    "UnitId",
    "pool_up",
    "release",
    "release_leaf",
    "tally",
]
