"""What an application leaves behind in the process: taken away, for the next book is another one.

Sphinx takes back directives, roles and nodes of docutils. These it does not: the words of its
language, highlighters of code, languages of the search, and the book's own modules and folders to
import from, where the next book may have another extension of the same name. Smallest case: two
applications in one process, the second in English, whose "Added in version" is in Norwegian.

Costs nothing; what it keeps is in ``tests/e2e/test_two_books_in_one_process.py`` and, for
extensions, in ``tests/e2e/test_broken_extensions.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sphinx import highlighting, search
from sphinx.application import builtin_extensions
from sphinx.locale import translators

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "what a book's extensions announce stays for the next book in the same process"

_TABLES: Final[tuple[dict[str, Any], ...]] = (
    highlighting.lexers,
    highlighting.lexer_classes,
    search.languages,
)


@contextmanager
def belongings(root: Path) -> Iterator[None]:
    """Put back afterwards what the extensions of the book in ``root`` change for every book."""
    if not holds("sphinx", SPHINX):
        yield
        return
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


def forget_language() -> None:
    """Undo the language that Sphinx keeps of one application for the next in the same process."""
    if not holds("sphinx", SPHINX):
        return
    translators.clear()
    # "Added in version" is translated once, when its module is imported, if a language is chosen
    # by then, and by its first application Sphinx has chosen one. Imported now, it stays open.
    for extension in builtin_extensions:
        import_module(extension)


def _is_own(module: object, root: Path) -> bool:
    """Return whether a module is a file of the book; what is installed there stays loaded."""
    path = Path(str(getattr(module, "__file__", None) or "/"))
    return path.is_relative_to(root) and not {"site-packages", "kit"} & {
        *path.relative_to(root).parts
    }
