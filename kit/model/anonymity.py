"""The numbers that anonymity rests on, for all who keep them and all who tell readers of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

K_FLOOR: Final = 5
"""The fewest ballots that a figure may depend on; a round may ask for more, never for less."""

ITEM_FLOOR: Final = 10
"""The fewest ballots that the figures of a single item may depend on."""

FEWEST_ITEMS: Final = 3
"""A dimension with fewer items is nearly the answer to one of them."""

REST: Final = timedelta(days=14)
"""How long a unit rests from an exercise, and from those that ask like it, after a release."""
