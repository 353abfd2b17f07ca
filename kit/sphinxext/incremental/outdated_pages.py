"""Which pages are read anew: those for which a recipe now gives something else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from kit.files import write_whole
from kit.sphinxext.config import KitConfig
from kit.sphinxext.loaded import loaded
from kit.sphinxext.pages.fragments import digest

if TYPE_CHECKING:
    from kit.sphinxext.pages.domain import KitDomain

WARNED_FILENAME: Final = "kit-warned.json"
"""Beside the doctrees: the pages that were warned about, which are read again next time."""


def domain_of(env: BuildEnvironment) -> KitDomain:
    """Return our domain."""
    return env.get_domain("kit")  # type: ignore[return-value]  # by our name


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Return the pages that show something that has changed."""
    data = domain_of(env).data
    found = {page for page in data["needs"] if _prose(app, page) != _noted(data, page)}
    book = loaded(app)
    world = book.world()
    if world != data["world"]:
        data["world"] = world
        found |= {
            page
            for page, needs in data["needs"].items()
            if any(
                digest(book, recipe) != was for recipe, was in needs.items() if recipe[0] != "prose"
            )
        }
    found |= _warned(app)
    return sorted(found - added - changed - removed)


def on_doctree_read(app: Sphinx, _doctree: object) -> None:
    """Note which translation and which contents the page was read with."""
    env = app.env
    needs = domain_of(env).data["needs"].setdefault(env.docname, {})
    needs["prose",] = _prose(app, env.docname)


def _noted(data: dict[str, dict[str, dict[tuple[str, ...], str]]], page: str) -> str | None:
    return data["needs"][page].get(("prose",))


def _prose(app: Sphinx, docname: str) -> str:
    """Return a digest of the page's compiled translation and of its entries in the contents."""
    found = sha256()
    for folder in app.config.locale_dirs:
        path = Path(app.srcdir, folder, app.config.language, "LC_MESSAGES", f"{docname}.mo")
        if path.is_file():
            found.update(path.read_bytes())
    contents = KitConfig.of(app.config).contents or {}
    found.update(json.dumps(contents.get(docname), sort_keys=True).encode())
    return found.hexdigest()[:16]


def _warned(app: Sphinx) -> set[str]:
    path = Path(app.doctreedir, WARNED_FILENAME)
    return set(json.loads(path.read_text("utf-8"))) if path.is_file() else set()


def note_warned(app: Sphinx, docnames: Iterable[str]) -> None:
    """Remember the pages with warnings, so that the next build says them again."""
    path = Path(app.doctreedir, WARNED_FILENAME)
    pages = sorted(docnames)
    if pages:
        write_whole(path, json.dumps(pages).encode())
    else:
        path.unlink(missing_ok=True)
