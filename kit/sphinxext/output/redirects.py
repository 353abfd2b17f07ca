"""Pages that lead on to where another page is; what follows ``#`` comes along.

With a script, the script leads on at once. Without one, ``noscript`` lets the browser do it, and
there is a link to press in any case.
"""

from __future__ import annotations

from functools import lru_cache

from sphinx.util.osutil import relative_uri

from kit.sphinxext.output.plain_pages import plain_page


@lru_cache(maxsize=4096)
def redirect_page(
    language: str, origin: str, target: str, *, static: str, title: str | None = None
) -> bytes:
    """Return a page that leads on by itself, and is in no search engine.

    :param origin: its own address, ``target`` that of the page to lead to, and ``static`` that of
        the folder with our styles and scripts: all of them from the same folder.
    :param title: of the page to lead to, if it is known.
    """
    to, beside = relative_uri(origin, target), relative_uri(origin, static)
    return plain_page("redirect.html", language, to=to, static=beside, title=title)
