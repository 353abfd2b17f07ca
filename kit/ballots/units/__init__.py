"""The organisation's units, and the files that HR saves them in."""
