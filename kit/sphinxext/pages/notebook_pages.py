"""Pages that are notebooks can be downloaded as such, at the address that Jupyter Book has.

What is handed out holds no answers: a notebook that somebody tried and saved keeps them with the
state of its widgets.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from kit.files import write_whole

DOWNLOADS: Final = "_sources"

_STATES: Final = "application/vnd.jupyter.widget-state+json"


def notebook_of(app: Sphinx, page: str) -> Path | None:
    """Return the notebook that a page was made of; none for other pages."""
    if page not in app.env.all_docs and page not in app.env.found_docs:
        return None
    path = Path(app.env.doc2path(page))
    return path if path.suffix == ".ipynb" else None


def notebook_address(app: Sphinx, page: str) -> str | None:
    """Return where the notebook of a page can be downloaded, as seen from the page; or none."""
    if notebook_of(app, page) is None:
        return None
    return f"{'../' * page.count('/')}{DOWNLOADS}/{page}.ipynb"


def on_env_before_read_docs(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Make the cache of executed notebooks before several processes read.

    Each would find none and make its tables, and all but the first would fail.
    """
    # Notebooks from before 2021 have no ids. Readers lose nothing, and each process would say it.
    warnings.filterwarnings("ignore", message="Cell is missing an id field")
    settings = getattr(env, "mystnb_config", None)
    if settings is None or settings.execution_mode != "cache":
        return
    folder = Path(settings.execution_cache_path)
    if not (folder / "global.db").exists():
        # Slow to import, and most books execute nothing.
        from jupyter_cache import get_cache  # type: ignore[import-untyped] # noqa: PLC0415
        from jupyter_cache.cache.db import create_db  # type: ignore[import-untyped] # noqa: PLC0415

        create_db(get_cache(folder).path)


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put the notebooks beside the pages."""
    if builder.format != "html" or app.config.html_copy_source:
        return
    for page, notebook in _notebooks(app):
        target = Path(app.outdir, DOWNLOADS, f"{page}.ipynb")
        write_whole(target, without_answers(notebook.read_bytes()))


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Take the answers out of what Sphinx itself has put beside the pages."""
    if exception or app.builder.format != "html" or not app.config.html_copy_source:
        return
    for page, _ in _notebooks(app):
        target = Path(app.outdir, DOWNLOADS, f"{page}.ipynb")
        if target.is_file():
            data = target.read_bytes()
            clean = without_answers(data)
            if clean != data:
                write_whole(target, clean)


def without_answers(data: bytes) -> bytes:
    """Return a notebook in which no widget of ours has answers; unchanged if none has."""
    if b'"answers"' not in data:
        return data
    try:
        notebook = json.loads(data)
        found = [state for state in _states(notebook) if state.get("answers")]
    except (AttributeError, TypeError, ValueError):
        return data
    for state in found:
        state["answers"] = {}
    return f"{json.dumps(notebook, ensure_ascii=False, indent=1)}\n".encode() if found else data


def _states(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the saved states of our widgets in a notebook."""
    widgets = notebook.get("metadata", {}).get("widgets", {}).get(_STATES, {})
    for model in widgets.get("state", {}).values():
        state = model.get("state", {})
        if str(state.get("_anywidget_id", "")).startswith("kit.widgets."):
            yield state


def _notebooks(app: Sphinx) -> Iterator[tuple[str, Path]]:
    for page in sorted(app.env.found_docs):
        notebook = notebook_of(app, page)
        if notebook is not None:
            yield page, notebook
