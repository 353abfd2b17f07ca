"""The book with Sphinx: directives, domain, light pages, our theme, and the build itself.

Sphinx takes half a second to import. This package does not import it: a build does, when other
processes are at work already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.sphinxext.build.book import build_book
from kit.sphinxext.build.result import BuildResult

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["BuildResult", "build_book", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire everything to Sphinx, which calls this for an extension of this name."""
    from kit.sphinxext.extension import wire  # noqa: PLC0415

    return wire(app)
