"""The addresses behind ``kit:`` links: places in the book, light pages, files to download."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from kit.frontend import resolve_links
from kit.model import light_address, measures_address, screen_address, workshop_address
from kit.sphinxext.loaded import loaded

Shown = tuple[str, str]
"""A page and an anchor on it; the anchor may be empty."""

_LINK: Final = re.compile(r'href="kit:([^"]*)"')


def resolved_html(builder: Builder, html: str) -> str:
    """Return ``html`` with the addresses of its ``kit:`` links, as seen from the current page."""
    if "kit:" not in html:
        return html
    current = getattr(builder, "current_docname", "")
    return resolve_links(html, resolver(builder, builder.get_target_uri(current)))


def resolver(builder: Builder, origin: str) -> Callable[[str], str | None]:
    """Return a function from the target of a ``kit:`` link to its address.

    :param origin: the address of the page with the link, from the top of the language's folder.
    """

    def resolve(target: str) -> str | None:
        address = absolute(builder, target)
        return None if address is None else relative(origin, address)

    return resolve


def relative(origin: str, address: str) -> str:
    """Return an address as seen from a page, with its anchor (which Sphinx's own would lose).

    >>> relative("book/roles.html", "book/areas/dare.html#text")
    'areas/dare.html#text'
    >>> relative("book/roles.html", "book/roles.html#leader")
    '#leader'
    """
    page, mark, anchor = address.partition("#")
    if page == origin:
        return f"#{anchor}"
    return f"{relative_uri(origin, page)}{mark}{anchor}"


def absolute(builder: Builder, target: str) -> str | None:
    """Return the address behind ``kit:<target>`` from the top of the language's folder, or none."""
    what, _, rest = target.partition("/")
    if what == "agreed":
        return f"{measures_address()}#{rest}" if has_own_measures(builder.env) else None
    if what == "light":
        return light_address(rest) if rest in loaded(builder).text.exercises else None
    if what == "screen":
        return screen_address(rest) if rest in loaded(builder).text.exercises else None
    if what == "export":
        return _export_address(builder, rest)
    if what == "file":
        return file_address(rest) if Path(builder.srcdir, rest).is_file() else None
    return place_address(builder, what, rest)


def has_own_measures(env: BuildEnvironment) -> bool:
    """Whether the page of an agreement is ours: a page of the author's of that name goes before."""
    return measures_address().removesuffix(".html") not in env.found_docs


def file_address(path: str) -> str:
    """Return the address of a copy of a file of the book, such as a film."""
    return f"_files/{path}"


def export_address(exercise_id: str, suffix: str) -> str:
    """Return the fixed address of a file made from an exercise."""
    return f"exercises/{exercise_id}{suffix}"


def place_address(builder: Builder, what: str, name: str) -> str | None:
    """Return where a thing is to be read: a workshop on its own page, all else where pages show it.

    An exercise that no page shows has its light page.
    """
    if what == "workshop":
        name, mark, chosen = name.partition("#")
        known = name in loaded(builder).text.workshops
        return f"{workshop_address(name)}{mark}{chosen}" if known else None
    address = shown_address(builder, what, name)
    if address is None and what == "exercise" and name in loaded(builder).text.exercises:
        return light_address(name)
    return address


def shown_address(builder: Builder, what: str, name: str) -> str | None:
    """Return the address of the place at which pages show a thing; none if no page does."""
    place = shown_at(builder.env, what, name)
    if place is None:
        return None
    docname, anchor = place
    address = builder.get_target_uri(docname)
    return f"{address}#{anchor}" if anchor else address


def shown_at(env: BuildEnvironment, what: str, name: str) -> Shown | None:
    """Return where pages show a thing: the first place in the order of the contents."""
    places: list[Shown] = env.domaindata["kit"]["places"].get(f"{what}/{name}", [])
    order = loaded(env).order
    return min(places, key=lambda place: (order.get(place[0], len(order)), place), default=None)


def _export_address(builder: Builder, name: str) -> str | None:
    exercise_id, dot, rest = name.partition(".")
    exports = loaded(builder).exports.get(exercise_id, ())
    if any(export.suffix == dot + rest for export in exports):
        return export_address(exercise_id, dot + rest)
    return None


def targets_of(html: str) -> set[str]:
    """Return what the ``kit:`` links in ``html`` lead to.

    >>> targets_of('<a href="kit:role/leader">')
    {'role/leader'}
    """
    return set(_LINK.findall(html))
