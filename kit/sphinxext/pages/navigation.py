"""The tree of the book: its titles are rendered once, and a page only chooses what it shows.

Sphinx walks and copies the whole tree again for every page, which takes over half the time of
a book of 240 pages. For the same reason its HTML is no template: one that wrote the same bytes took
four times as long, 6 ms more for each page of such a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Final
from weakref import WeakKeyDictionary

from markupsafe import Markup
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from kit.sphinxext.config import KitConfig


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a link to somewhere else, in the tree."""

    title: str
    """As HTML."""
    page: str | None
    address: str
    hue: int | None
    groups: tuple[Group, ...]
    below: frozenset[str]
    """All pages further down."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one caption, which may be empty."""

    caption: str
    entries: tuple[Entry, ...]


_LONG: Final = 8
"""A part with more entries is folded where the reader is in another one."""

_TREES: Final[WeakKeyDictionary[Sphinx, tuple[Group, ...]]] = WeakKeyDictionary()


def tree(app: Sphinx, hues: Callable[[], dict[str, int]]) -> tuple[Group, ...]:
    """Return the tree of the book; it is made once.

    :param hues: returns the hue of each page that belongs to a focus area.
    """
    found = _TREES.get(app)
    if found is None:
        root, known = app.config.root_doc, hues()
        home = Group("", (_entry(app, root, None, known.get(root), ()),))
        first = (home,) if KitConfig.of(app.config).home_in_navigation else ()
        found = _TREES[app] = (*first, *_groups(app, root, known, frozenset()))
    return found


def forget_tree(app: Sphinx) -> None:
    """Let the tree be made again."""
    _TREES.pop(app, None)


def _groups(app: Sphinx, page: str, hues: dict[str, int], above: frozenset[str]) -> Iterator[Group]:
    env, seen = app.env, above | {page}
    for node in _trees(env, page):
        entries = []
        for title, ref in node["entries"]:
            if ref in seen or ref == "self":
                continue
            if ref in env.titles:
                groups = tuple(_groups(app, ref, hues, seen))
                entries.append(_entry(app, ref, title, hues.get(ref), groups))
            elif "://" in ref or ref.startswith("mailto:"):
                entries.append(Entry(escape(title or ref), None, ref, None, (), frozenset()))
        yield Group(node.get("caption") or "", tuple(entries))


def _entry(
    app: Sphinx, page: str, title: str | None, hue: int | None, groups: tuple[Group, ...]
) -> Entry:
    builder = app.builder
    below = frozenset(
        name
        for group in groups
        for entry in group.entries
        for name in (entry.page, *entry.below)
        if name
    )
    if title:
        words = f"{_number(app, page)}{escape(title)}"
    elif isinstance(builder, StandaloneHTMLBuilder):
        words = builder.render_partial(app.env.titles[page])["title"]
    else:
        words = escape(app.env.titles[page].astext())
    return Entry(words, page, builder.get_target_uri(page), hue, groups, below)


def _trees(env: BuildEnvironment, page: str) -> Iterator[toctree]:
    """Yield the parts of the contents that stand on a page."""
    if page in env.tocs:
        yield from env.tocs[page].findall(toctree)


def _number(app: Sphinx, page: str) -> str:
    number = app.env.toc_secnumbers.get(page, {}).get("")
    return ".".join(map(str, number)) + app.config.html_secnumber_suffix if number else ""


def navigation(app: Sphinx, page: str, hues: Callable[[], dict[str, int]]) -> Markup:
    """Return the tree as seen from one page: its own branch is open, all others are closed."""
    origin = app.builder.get_target_uri(page)
    html = "".join(_shown(group, page, origin, 1) for group in tree(app, hues))
    return Markup(html)  # noqa: S704 - titles are rendered by Sphinx, all else is escaped


def _shown(group: Group, page: str, origin: str, depth: int) -> str:
    items = "".join(_item(entry, page, origin, depth) for entry in group.entries)
    if not items or not group.caption:
        return f"<ul>\n{items}</ul>\n" if items else ""
    caption = escape(group.caption)
    words = f'<span class="caption-text">{caption}</span>'
    inner = f'<ul aria-label="{caption}">\n{items}</ul>\n'
    here = any(page == entry.page or page in entry.below for entry in group.entries)
    if here or len(group.entries) <= _LONG:
        return f'<p class="caption">{words}</p>\n{inner}'
    # What is folded away is still found by whoever searches the page.
    return f'<details class="caption"><summary>{words}</summary>\n{inner}</details>\n'


def _item(entry: Entry, page: str, origin: str, depth: int) -> str:
    here, within = entry.page == page, page in entry.below
    classes = f"toctree-l{depth}" + (" current" if here or within else "")
    hue = f' data-kit-hue="{entry.hue}"' if entry.hue else ""
    if entry.page is None:
        link = f'<a class="reference external" href="{escape(entry.address)}">{entry.title}</a>'
    elif here:
        link = f'<a class="reference internal" href="#" aria-current="page">{entry.title}</a>'
    else:
        address = escape(relative_uri(origin, entry.address))
        link = f'<a class="reference internal" href="{address}">{entry.title}</a>'
    groups = entry.groups if here or within else ()
    inner = "".join(_shown(group, page, origin, depth + 1) for group in groups)
    return f'<li class="{classes}"{hue}>{link}{inner}</li>\n'


def reading_order(env: BuildEnvironment) -> dict[str, int]:
    """Return the position of every page in the contents."""
    order: dict[str, int] = {}
    waiting = [env.config.root_doc]
    while waiting:
        page = waiting.pop()
        if page not in order:
            order[page] = len(order)
            waiting += reversed(env.toctree_includes.get(page, []))
    return order


def navigation_digest(env: BuildEnvironment) -> str:
    """Return a digest of what every page shows of the others: order, captions and titles."""
    digest = sha256()
    for page in reading_order(env):
        digest.update(f"{page}\0{env.titles[page].astext() if page in env.titles else ''}".encode())
        number = env.toc_secnumbers.get(page, {}).get("")
        digest.update(repr(number).encode())
        for node in _trees(env, page):
            digest.update(repr((node.get("caption"), node["entries"])).encode())
    return digest.hexdigest()[:16]
