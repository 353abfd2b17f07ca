"""What extensions leave behind in the process: taken away again, for the next book is another one.

Sphinx takes back directives, roles and nodes of docutils. These it does not: highlighters of code,
languages of the search, and the book's own modules and folders to import from, where the next book
may have another extension of the same name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sphinx import highlighting, search

_TABLES: Final[tuple[dict[str, Any], ...]] = (
    highlighting.lexers,
    highlighting.lexer_classes,
    search.languages,
)


@contextmanager
def belongings(root: Path) -> Iterator[None]:
    """Put back afterwards what the extensions of the book in ``root`` change for every book."""
    tables, paths, modules = [{**table} for table in _TABLES], [*sys.path], {*sys.modules}
    try:
        yield
    finally:
        for table, before in zip(_TABLES, tables, strict=True):
            table.clear()
            table.update(before)
        sys.path[:] = paths
        for name in {*sys.modules} - modules:
            if _is_own(sys.modules[name], root):
                del sys.modules[name]


def _is_own(module: object, root: Path) -> bool:
    """Return whether a module is a file of the book; what is installed there stays loaded."""
    path = Path(str(getattr(module, "__file__", None) or "/"))
    return path.is_relative_to(root) and not {"site-packages", "kit"} & {
        *path.relative_to(root).parts
    }
