"""Nothing that Sphinx or a theme says to a reader falls back to English."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

LOCALE = Path(str(files("kit.catalogues"))) / "locale"
DOMAINS = ("sphinx", "booktheme", "togglebutton")
TRANSLATED = ("nb", "nn", "sv")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "translate": None,
    "translation": None,
    "Documentation.gettext": None,
}

# Where Sphinx speaks to readers; the rest documents code, or speaks to authors in the terminal.
SPHINX = (
    "locale/__init__.py",
    "config.py",
    "writers/html5.py",
    "builders/html/__init__.py",
    "environment/adapters/indexentries.py",
    "directives/other.py",
    "domains/__init__.py",
    "domains/changeset.py",
    "domains/std/__init__.py",
    "ext/mathjax.py",
    "ext/todo.py",
    "ext/intersphinx/_resolve.py",
)
TO_AUTHORS = re.compile(
    r"glossary (term must|terms must|seems)|^HTML 4 is|^duplicate |^undefined "
    r"|^%s documentation$|^Support for source encodings"
)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, package
    assert spec.origin is not None, package
    return Path(spec.origin).parent


def _said_in(paths: Iterable[Path], method: str) -> Iterator[str]:
    for path in paths:
        for _, message, _, _ in extract_from_file(method, str(path), keywords=KEYWORDS):
            words = message if isinstance(message, str) else message[0]
            if words and not TO_AUTHORS.search(words):
                yield words


def _said_by_sphinx() -> set[str]:
    sphinx = _folder("sphinx")
    basic = sphinx / "themes" / "basic"
    return {
        *_said_in((sphinx / name for name in SPHINX), "python"),
        *_said_in(basic.glob("*.html"), "jinja2"),
        *_said_in((basic / "static").glob("*.js"), "javascript"),
    }


def _said_by_our_theme() -> set[str]:
    theme = _folder("kit.sphinxext") / "theme"
    return {
        *_said_in(theme.glob("*.html"), "jinja2"),
        *_said_in((theme / "static").glob("*.jinja"), "jinja2"),
    }


def _said_by_the_book_theme() -> dict[str, set[str]]:
    book, base = _folder("sphinx_book_theme"), _folder("pydata_sphinx_theme")
    return {
        "booktheme": {
            *_said_in(book.rglob("*.py"), "python"),
            *_said_in(book.rglob("*.html"), "jinja2"),
        },
        "sphinx": set(_said_in(base.rglob("*.html"), "jinja2")),
    }


def _catalogue(language: str, domain: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language)


def _translated(language: str, *domains: str) -> set[str]:
    done: set[str] = set()
    for domain in domains:
        for message in _catalogue(language, domain):
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(words) and not message.fuzzy:
                done.add(message.id if isinstance(message.id, str) else message.id[0])
    return done


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_that_sphinx_says_to_a_reader_is_translated(language: str) -> None:
    assert _said_by_sphinx() - _translated(language, "sphinx") == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_that_our_theme_says_is_translated(language: str) -> None:
    said = _said_by_our_theme()

    assert "Skip to main content" in said
    assert said - _translated(language, "sphinx") == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_that_the_book_theme_says_is_translated(language: str) -> None:
    said = _said_by_the_book_theme()

    assert said["booktheme"] - _translated(language, "booktheme", "sphinx") == set()
    assert said["sphinx"] - _translated(language, "sphinx") == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_folded_text_is_opened_and_closed_in_the_readers_language(language: str) -> None:
    said = set(_said_in(_folder("sphinx_togglebutton").glob("*.py"), "python"))

    assert said - _translated(language, "togglebutton") == set()


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", [*TRANSLATED, "en"])
def test_every_placeholder_survives_translation(language: str, domain: str) -> None:
    for message in _catalogue(language, domain):
        assert [str(error) for error in message.check()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_language_has_the_same_strings(domain: str) -> None:
    languages = (*TRANSLATED, "en")
    ids = {frozenset(message.id for message in _catalogue(lang, domain)) for lang in languages}

    assert len(ids) == 1
