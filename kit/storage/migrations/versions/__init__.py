"""Versions of the tables that storage itself owns, one module each."""
