"""What plugins say: the kit's own strings, and those in the ``locale/`` folder of their assets."""

from __future__ import annotations

from kit.catalogues import Strings, strings
from kit.plugins.exporter import Exporter
from kit.plugins.kind import Kind


def texts_of(language: str, *plugins: Kind | Exporter) -> Strings:
    """Return the strings of the kit in a language, and of the plugins that bring some."""
    folders = [plugin.assets / "locale" for plugin in plugins if plugin.assets is not None]
    return strings(language, *(folder for folder in folders if folder.is_dir()))
