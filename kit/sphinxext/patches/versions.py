"""For which versions of somebody else's code a patch holds."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from packaging.specifiers import SpecifierSet
from packaging.version import Version


@cache
def holds(package: str, versions: str) -> bool:
    """Return whether the installed version of a package is one that a patch was tried with.

    >>> holds("sphinx", ">=1"), holds("sphinx", "<1")
    (True, False)
    """
    return SpecifierSet(versions).contains(Version(version(package)), prereleases=True)
