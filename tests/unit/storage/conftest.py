"""The organisation of the ballots, whose tables the store is tried with."""

from tests.unit.ballots.conftest import sqlite, town

__all__ = ["sqlite", "town"]
