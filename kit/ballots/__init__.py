"""Sealed ballots: received, kept, counted once, released by a rule that holds."""
