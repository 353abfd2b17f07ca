"""The data that a notebook hands to its widgets."""

from collections.abc import Callable
from typing import Any

import pytest

Carried = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def sheet(carried: Carried) -> Carried:
    """Give the run-sheet: ``sheet("nb")``."""
    return lambda language="en", change=None: carried("exercise", language, change)


@pytest.fixture(scope="session")
def definition(carried: Carried) -> Carried:
    """Give the definition of the self-assessment: ``definition("nb")``."""
    return lambda language="en", change=None: carried("assessment-data", language, change)
