"""Gettext: the kit's own strings in four languages, and the translations that authors make."""

from kit.catalogues.compiled import compile_file, compile_folder, sphinx_locale_dir
from kit.catalogues.files import broken_catalogue, read_catalogue, write_catalogue
from kit.catalogues.locales import day, language_name, locale_of, right_tag
from kit.catalogues.own import LANGUAGES, Strings, msgid, strings
from kit.catalogues.texts import TEXTS_DOMAIN, Texts, read_texts

__all__ = [
    "LANGUAGES",
    "TEXTS_DOMAIN",
    "Strings",
    "Texts",
    "broken_catalogue",
    "compile_file",
    "compile_folder",
    "day",
    "language_name",
    "locale_of",
    "msgid",
    "read_catalogue",
    "read_texts",
    "right_tag",
    "sphinx_locale_dir",
    "strings",
    "write_catalogue",
]
