"""What is said in the book's own films, to stand in the pages that show them."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from sphinx.builders import Builder

from kit.sphinxext.loaded import Loaded


def captions_of(builder: Builder, book: Loaded) -> dict[str, str]:
    """Return the captions of each film that has some, as addresses that hold all of them.

    A page from a disk may not read a file beside it, and captions are small.
    """
    found: dict[str, str] = {}
    for film in book.platform.films if book.platform else ():
        path = Path(builder.srcdir, film.captions) if film.captions else None
        if path and path.is_file():
            found[film.id] = f"data:text/vtt;base64,{b64encode(path.read_bytes()).decode()}"
    return found
