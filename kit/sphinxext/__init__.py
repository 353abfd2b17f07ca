"""The book with Sphinx: directives, domain, light pages, our theme, and the build itself."""

from kit.sphinxext.build import build_book
from kit.sphinxext.extension import setup
from kit.sphinxext.lasting import LastingBuild
from kit.sphinxext.prose import ProseMessage, prose_messages
from kit.sphinxext.result import BuildResult

__all__ = [
    "BuildResult",
    "LastingBuild",
    "ProseMessage",
    "build_book",
    "prose_messages",
    "setup",
]
