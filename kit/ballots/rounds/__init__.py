"""Rounds as they stand: their sessions, slips, links and results, and which units rest."""
