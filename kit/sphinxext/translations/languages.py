"""What Sphinx must be told of languages that it does not know well."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translation, init, translators

from kit.catalogues import DOMAINS, bring, sphinx_locale_dir

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
    _put_before_sphinx(app, config, catalogues)
    for domain in DOMAINS[1:]:
        app.add_message_catalog(domain, catalogues)
    for name, domain in _WORDS.items():
        if name in config:
            config[name] = get_translation(domain)(config[name])


def _put_before_sphinx(app: Sphinx, config: Config, catalogues: str) -> None:
    """Let our words for Sphinx's own count before Sphinx's, and after those of the book.

    ``kit build`` has them in ``locale_dirs``, ``jupyter-book build`` has not. A catalogue that is
    added would only fill gaps, and Sphinx's newer ones have English in them: "Fig. %s" in Bokmål.
    """
    of_book = [app.srcdir / folder for folder in config.locale_dirs]
    translators.pop(("general", "sphinx"), None)
    folders = [*of_book, catalogues, None, Path(sphinx.__file__).parent / "locale"]
    app.translator, _ = init(folders, config.language)
