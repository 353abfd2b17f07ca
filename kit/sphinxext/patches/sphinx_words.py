"""Sphinx's own words: ours come before them, and after those of the book.

``kit build`` has ours in ``locale_dirs``, ``jupyter-book build`` has not. A catalogue that is added
with ``add_message_catalog`` only fills gaps, and Sphinx's newer ones have English in them: in
Bokmål, "Fig. %s" is translated as "Fig. %s" (``sphinx/locale/nb_NO``).

Costs nothing; what it keeps is in ``tests/e2e/test_restructured_blocks.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import init, translators

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "under 'jupyter-book build', some words of Sphinx are English"


def put_before_sphinx(app: Sphinx, config: Config, catalogues: str) -> None:
    """Let an application take its words from ``catalogues`` before it takes them from Sphinx."""
    if not holds("sphinx", SPHINX):
        app.add_message_catalog("sphinx", catalogues)
        return
    of_book = [app.srcdir / folder for folder in config.locale_dirs]
    translators.pop(("general", "sphinx"), None)
    folders = [*of_book, catalogues, None, Path(sphinx.__file__).parent / "locale"]
    app.translator, _ = init(folders, config.language)
