"""Pages outside the frame of a book, ours altogether: what leads on, and what says what is gone."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend import mark_english, minify_script
from kit.sphinxext.output.policy import PLAIN


def plain_page(name: str, language: str, *, policy: str = PLAIN, **variables: Any) -> bytes:
    """Return a page, whose words stand in its template in ``kit/sphinxext/templates``.

    :param variables: what that template is given beside the words of its language.
    """
    template = _environment().get_template(name)
    words = {"_": strings(language).gettext, "language": language, "policy": policy}
    return template.render(words, **variables).encode()


def plain_script(name: str) -> str:
    """Return a script of such a page, without what only people read."""
    return minify_script((files("kit.sphinxext") / "static" / name).read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    """Return what finds the templates and escapes what they are given; compiles each once."""
    env = Environment(
        loader=PackageLoader("kit.sphinxext", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["english"] = _english
    return env


def _english(html: str, language: str) -> Markup:
    """Return HTML in which words that nobody has translated say that they are English."""
    # What a template has written is escaped already.
    return Markup(mark_english(str(html), language))  # noqa: S704
