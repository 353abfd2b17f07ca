"""The links under an exercise: to its own page, and to the files that exporters made of it.

They are put in after the exercise has been rendered: what is kept of a form stays right when a
file of it gets another size.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from babel.units import format_unit
from jinja2 import Template
from markupsafe import Markup

from kit.catalogues import locale_of, strings
from kit.frontend.templates import environment
from kit.plugins import Export

LINKS_HERE: Final = Markup("<!--kit-links-->")
"""Stands in a rendered exercise for its links. What an author writes is escaped, and never this."""
_KILO: Final = 1000


def link_exports(
    html: str, exercise_id: str, exports: Sequence[Export], language: str, *, light: bool = False
) -> str:
    """Return a rendered exercise, or a page with one, with its links put in, as ``kit:`` links.

    :param light: whether the page shows nothing else, and so needs no link to itself.
    """
    links = _template().render(
        _=strings(language).gettext,
        exercise_id=exercise_id,
        exports=[(export, file_size(len(export.data), language)) for export in exports],
        light=light,
    )
    return html.replace(LINKS_HERE, links.strip())


@lru_cache(maxsize=1024)
def file_size(count: int, language: str) -> str:
    """Return a number of bytes in the reader's way of writing, as computers show files.

    >>> file_size(11_800, "en").split(), file_size(1_449_000, "nb").split()
    (['12', 'kB'], ['1,4', 'MB'])
    """
    number: float = max(1, round(count / _KILO))
    unit = "digital-kilobyte"
    if number >= _KILO:
        number, unit = round(count / _KILO**2, 1), "digital-megabyte"
    words = format_unit(number, unit, "short", locale=locale_of(language))
    return words.replace(" ", "\xa0")


@lru_cache(maxsize=1)
def _template() -> Template:
    return environment().get_template("links.html")
