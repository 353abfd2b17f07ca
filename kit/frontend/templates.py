"""The Jinja environment: where templates are found and what they can call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from babel.numbers import format_decimal
from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.loaders import split_template_path
from jinja2.runtime import Context as Variables
from markupsafe import Markup, escape

from kit.catalogues import day, locale_of
from kit.frontend.labels import label
from kit.frontend.signs import drawing_svg, sign_name, sign_svg
from kit.model import Untranslated, Words, blocks_of_prose, plain_words
from kit.plugins import Kind

SOURCE_LANGUAGE_CLASS: Final = "kit-source-language"
"""The CSS class of what is shown in the source language for lack of a translation."""

_OWN: Final = files("kit.frontend")


def environment(kinds: Iterable[Kind] = ()) -> Environment:
    """Return an environment that finds the kit's templates, then those that kinds bring.

    Everything is escaped. Each rendering is given ``_``, ``ngettext``, ``language`` and
    ``platform``. Filters: ``paragraphs`` (plain text to ``<p>``), ``label`` (the words for a
    method, kind or rhythm), ``number`` and ``day`` (in the reader's way of writing),
    ``breakable`` (an address), ``zip``, ``plain`` (a text for an attribute). Functions:
    ``sign_name``, ``sign_svg`` and ``drawing_svg``.

    A text without a translation comes out with the language that it is in.
    """
    folders = [kind.assets / "templates" for kind in kinds if kind.assets is not None]
    env = Environment(
        loader=ChoiceLoader([_loader(folder) for folder in (_OWN / "templates", *folders)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_with_language,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["paragraphs"] = paragraphs
    env.filters["prose"] = prose
    env.filters["plain_words"] = plain_words
    env.filters["label"] = _label
    env.filters["number"] = _number
    env.filters["day"] = _day
    env.filters["breakable"] = breakable
    env.filters["plain"] = str
    env.filters["zip"] = zip
    env.globals["sign_svg"] = sign_svg
    env.globals["drawing_svg"] = drawing_svg
    env.globals["sign_name"] = sign_name
    return env


def paragraphs(text: str) -> Markup:
    r"""Return plain text as paragraphs; blank lines part them.

    >>> print(paragraphs("One & one.\n\nTwo."))
    <p>One &amp; one.</p>
    <p>Two.</p>
    """
    parts = [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")]
    mark = _language_mark(text)
    return Markup("\n").join(Markup("<p{}>{}</p>").format(mark, part) for part in parts if part)


def prose(text: str) -> Markup:
    r"""Return a text of a platform with its paragraphs, lists and links.

    >>> print(prose("See [the plan](book/plan.pdf):\n- one\n- two"))
    <p>See <a href="kit:file/book/plan.pdf">the plan</a>:</p>
    <ul><li>one</li><li>two</li></ul>
    """
    mark = _language_mark(text)
    html = []
    for block in blocks_of_prose(text):
        entries = [Markup().join(map(_words, entry)) for entry in block.entries]
        if block.is_list:
            listed = Markup().join(Markup("<li>{}</li>").format(entry) for entry in entries)
            html.append(Markup("<ul{}>{}</ul>").format(mark, listed))
        else:
            html += [Markup("<p{}>{}</p>").format(mark, entry) for entry in entries]
    return Markup("\n").join(html)


def _words(words: Words) -> Markup:
    if words.address is None:
        return escape(words.text)
    web = words.address.startswith(("http:", "https:", "mailto:"))
    address = words.address if web else f"kit:file/{words.address}"
    return Markup('<a href="{}">{}</a>').format(address, words.text)


def breakable(address: str) -> Markup:
    """Return an address that goes on in the next line between its names, and not within one.

    >>> print(breakable("book.example.org/collect"))
    book<wbr>.example<wbr>.org<wbr>/collect
    """
    return Markup("<wbr>").join(re.split(r"(?=[./:])", address))


def _with_language(value: object) -> object:
    """Return what a template is about to say, marked if it has no translation."""
    if not isinstance(value, Untranslated):
        return value
    return Markup("<span{}>{}</span>").format(_language_mark(value), str(value))


def _language_mark(text: str) -> Markup:
    if not isinstance(text, Untranslated):
        return Markup()
    return Markup(' class="{}" lang="{}"').format(SOURCE_LANGUAGE_CLASS, text.language)


def _loader(folder: Traversable) -> FunctionLoader:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = folder.joinpath(*split_template_path(name))
        if not path.is_file():
            return None
        return path.read_text(encoding="utf-8"), str(path), lambda: True

    return FunctionLoader(load)


@pass_context
def _label(variables: Variables, value: object) -> str:
    return label(value, variables["_"])


@pass_context
def _number(variables: Variables, value: float, pattern: str | None = None) -> str:
    return format_decimal(value, format=pattern, locale=locale_of(str(variables["language"])))


@pass_context
def _day(variables: Variables, value: date) -> str:
    return day(value, str(variables["language"]))
