"""The organisation of the ballots, on both databases, for whose units links are issued."""

from tests.unit.ballots.conftest import sqlite, town

__all__ = ["sqlite", "town"]
