"""Dilemma: a hard choice, and what speaks for each way."""

from our_dilemma.dilemma import kind

__all__ = ["kind"]
