"""What is left out of a build since nobody has tried it with the installed Sphinx or MyST."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from types import ModuleType
from typing import Final

from kit.patches import myst_page_sections
from kit.patches.versions import holds
from kit.sphinxext.patches import (
    myst_documents,
    sphinx_numbering,
    sphinx_pages_to_write,
    sphinx_parallel_tasks,
    sphinx_process_state,
    sphinx_search_index,
    sphinx_translated_paragraphs,
    sphinx_watched_settings,
    sphinx_words,
)

PATCHES: Final[tuple[ModuleType, ...]] = (
    sphinx_parallel_tasks,
    sphinx_numbering,
    sphinx_translated_paragraphs,
    myst_documents,
    sphinx_search_index,
    sphinx_words,
    sphinx_process_state,
    myst_page_sections,
    sphinx_pages_to_write,
    sphinx_watched_settings,
)
"""Each says in ``SPHINX`` and ``MYST`` for which versions it holds, and in ``LOST`` what is
missing elsewhere; what is worst comes first."""
_PACKAGES: Final = (
    ("sphinx", "Sphinx", "SPHINX"),
    ("myst-parser", "MyST-Parser", "MYST"),
)


def switched_off() -> Iterator[str]:
    """Yield a note for each package that patches are left out for, with what is missing then."""
    for package, name, versions in _PACKAGES:
        ranges = [(patch, getattr(patch, versions, None)) for patch in PATCHES]
        lost = [patch.LOST for patch, given in ranges if given and not holds(package, given)]
        if lost:
            missing = "; ".join(dict.fromkeys(lost))
            yield f"workshop-kit was never tried with {name} {version(package)}: {missing}"
