"""English words of the kit and its theme on pages whose language is not translated as a whole."""

from __future__ import annotations

from importlib.resources import files

from sphinx.application import Sphinx
from sphinx.locale import get_translation

from kit.catalogues import is_own, read_catalogue
from kit.frontend import ENGLISH_NAME, English, english, english_script


def add_marking_script(app: Sphinx) -> None:
    """Let every page have the script that marks what others say in English, if one does."""
    if app.builder.format == "html" and marking_script(str(app.config.language)) is not None:
        # Before every script that says something.
        app.add_js_file(ENGLISH_NAME, priority=300, defer="defer")


def english_of(language: str) -> English | None:
    """Return what marks English on the pages of a language; none if there is none."""
    return None if is_own(language) else english(language, _of_the_theme())


def marking_script(language: str) -> bytes | None:
    """Return the script that marks what others say in English; none if none does."""
    found = None if is_own(language) else english_script(language, _of_the_theme())
    return None if found is None else found.encode()


def _of_the_theme() -> list[str]:
    """Return what the theme says that Sphinx finds no translation of."""
    template = files("kit.catalogues") / "locale" / "en" / "LC_MESSAGES" / "sphinx.po"
    gettext = get_translation("sphinx")
    texts = (message.id for message in read_catalogue(template, "en"))
    return [text for text in texts if isinstance(text, str) and text and gettext(text) == text]
