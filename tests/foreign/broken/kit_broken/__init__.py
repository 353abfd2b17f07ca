"""Fails while it is imported, as a plugin does whose own requirement is missing."""

raise ImportError("no module named 'a_requirement'")
