"""Gettext: the kit's own strings in four languages, and the translations that authors make."""

from kit.catalogues.brought import (
    DOMAINS,
    LANGUAGE_GROUP,
    LANGUAGES,
    WORDS,
    LanguagePack,
    book_languages,
    bring,
    digest_of,
    folders_of,
    is_own,
    languages,
    require_language,
    unfit,
    untold,
    untold_texts,
)
from kit.catalogues.compiled import compile_file, compile_folder, sphinx_locale_dir
from kit.catalogues.files import broken_catalogue, read_catalogue, write_catalogue
from kit.catalogues.locales import day, language_name, locale_of, right_tag
from kit.catalogues.own import Strings, msgid, strings
from kit.catalogues.texts import TEXTS_DOMAIN, Texts, read_texts

__all__ = [
    "DOMAINS",
    "LANGUAGES",
    "LANGUAGE_GROUP",
    "TEXTS_DOMAIN",
    "WORDS",
    "LanguagePack",
    "Strings",
    "Texts",
    "book_languages",
    "bring",
    "broken_catalogue",
    "compile_file",
    "compile_folder",
    "day",
    "digest_of",
    "folders_of",
    "is_own",
    "language_name",
    "languages",
    "locale_of",
    "msgid",
    "read_catalogue",
    "read_texts",
    "require_language",
    "right_tag",
    "sphinx_locale_dir",
    "strings",
    "unfit",
    "untold",
    "untold_texts",
    "write_catalogue",
]
