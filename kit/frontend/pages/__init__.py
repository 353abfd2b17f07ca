"""Whole pages: of one exercise, of a workshop, of slips and of letters."""
