"""The release rule: what is counted, what of it may be shown, and why that is safe."""

from kit.release.figures import ENDS, ENDS_FLOOR, Bound, Figures, Score
from kit.release.rule import (
    Unit,
    UnitId,
    pool_up,
    release,
    release_leaf,
)
from kit.release.tally import Tally, tally

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
