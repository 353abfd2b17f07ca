"""What Sphinx must be told of languages that it does not know well."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translation

from kit.catalogues import DOMAINS, bring, sphinx_locale_dir
from kit.sphinxext.patches.sphinx_words import put_before_sphinx

_SEARCH: Final = {"nb": "no", "nn": "no"}
"""Sphinx has one Norwegian stemmer, under the code of the macro-language."""


def search_language(language: str) -> str:
    """Return the code under which Sphinx has the stemmer for a language.

    >>> search_language("nn")
    'no'
    """
    return _SEARCH.get(language.split("-", maxsplit=1)[0], language)


_WORDS: Final = {
    "togglebutton_hint": "togglebutton",
    "togglebutton_hint_hide": "togglebutton",
    "nb_code_prompt_show": "sphinx",
    "nb_code_prompt_hide": "sphinx",
}
"""Settings that hold words for readers, and the catalogue of each; authors may set them too."""


def set_languages(app: Sphinx, config: Config) -> None:
    """Choose the search's language, and put our words for Sphinx's in place.

    docutils has no Norwegian, either; Sphinx keeps it from warning about that, and its words
    never reach a page.
    """
    language = str(config.language)
    if config.html_search_language is None:
        config.html_search_language = search_language(language)
    bring(Path(app.srcdir))
    folder = Path(app.doctreedir, "kit-locale")
    catalogues = str(sphinx_locale_dir(folder))
    put_before_sphinx(app, config, catalogues)
    for domain in DOMAINS[1:]:
        app.add_message_catalog(domain, catalogues)
    for name, domain in _WORDS.items():
        if name in config:
            config[name] = get_translation(domain)(config[name])
