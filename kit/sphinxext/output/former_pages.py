"""What stands at the addresses of pages that have another name now, or were taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from kit.sphinxext.config import KitConfig
from kit.sphinxext.output.plain_pages import plain_page
from kit.sphinxext.output.redirects import redirect_page

_STATIC = "_static"


def former_pages(builder: Builder, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield what leads from former names to pages, and notices of pages that are gone, by address.

    A page of today goes before both.
    """
    env = builder.env
    for page in sorted(env.found_docs):
        for former in _formerly(env, page):
            if former not in env.found_docs:
                title = env.titles[page].astext()
                addresses = f"{former}.html", f"{page}.html"
                yield addresses[0], redirect_page(language, *addresses, static=_STATIC, title=title)
    first = f"{builder.config.root_doc}.html"
    for name in KitConfig.of(builder.config).removed:
        if name not in env.found_docs:
            yield f"{name}.html", _notice(language, f"{name}.html", first)


def _formerly(env: BuildEnvironment, page: str) -> tuple[str, ...]:
    """Return the former names of a page: MyST keeps what stands below a key as JSON."""
    said: Any = env.metadata[page].get("kit")
    matter = json.loads(said) if isinstance(said, str) and said.startswith("{") else said
    names = matter.get("formerly") if isinstance(matter, dict) else None
    return tuple(name for name in names or () if isinstance(name, str))


def _notice(language: str, origin: str, first: str) -> bytes:
    """Return the page that says that another one is gone; it is in no search engine."""
    to, beside = relative_uri(origin, first), relative_uri(origin, _STATIC)
    return plain_page("taken-out.html", language, to=to, static=beside)
