"""What is done to other people's code in a build: one file each, named after whose code and what.

Each says why, where that is told upstream or shown smallest, for which versions it holds, and what
it brings; elsewhere :func:`holds` leaves it out. ``tests/unit/sphinxext/patches`` fails when it is
no longer needed.
"""
