"""Pages that are notebooks can be downloaded as such, at the address that Jupyter Book has."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders import Builder

from kit.files import write_whole

DOWNLOADS: Final = "_sources"


def notebook_of(app: Sphinx, page: str) -> Path | None:
    """Return the notebook that a page was made of; none for other pages."""
    if page not in app.env.all_docs:
        return None
    path = Path(app.env.doc2path(page))
    return path if path.suffix == ".ipynb" else None


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put the notebooks beside the pages."""
    if builder.format != "html" or app.config.html_copy_source:
        return
    for page in sorted(app.env.found_docs):
        notebook = notebook_of(app, page)
        if notebook is not None:
            target = Path(app.outdir, DOWNLOADS, f"{page}.ipynb")
            write_whole(target, notebook.read_bytes())
