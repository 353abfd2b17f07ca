"""For which versions of somebody else's code a patch holds."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from packaging.specifiers import SpecifierSet
from packaging.version import Version


@cache
def holds(package: str, versions: str) -> bool:
    """Return whether the installed version of a package is one that a patch was tried with.

    >>> holds("click", ">=1"), holds("click", "<1"), holds("not-installed", ">=1")
    (True, False, False)
    """
    try:
        return SpecifierSet(versions).contains(Version(version(package)), prereleases=True)
    except PackageNotFoundError:
        return False
