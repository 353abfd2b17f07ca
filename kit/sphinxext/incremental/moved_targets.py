"""After reading: which further pages are written anew, since what they point to has moved."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from kit.sphinxext.incremental.outdated_pages import domain_of
from kit.sphinxext.loaded import loaded
from kit.sphinxext.pages.links import absolute
from kit.sphinxext.pages.navigation import forget_tree, navigation_digest, reading_order


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that look different although their own source has not changed.

    All of them, if a title or the order of the contents changed, since every page shows those;
    otherwise the pages with links of ours that now lead to another place.
    """
    domain = domain_of(env)
    loaded(app).order = reading_order(env)
    loaded(app).areas = _areas(domain.data["places"])
    forget_tree(app)
    digest = navigation_digest(env)
    shifted = _relinked(app)
    if digest != domain.data["navigation"]:
        domain.data["navigation"] = digest
        return sorted(env.found_docs)
    return shifted


def _areas(places: Mapping[str, list[tuple[str, str]]]) -> dict[str, str]:
    """Return the focus area of each page that shows exactly one."""
    shown: dict[str, set[str]] = {}
    for key, found in places.items():
        what, _, name = key.partition("/")
        if what == "focus-area":
            for page, _anchor in found:
                shown.setdefault(page, set()).add(name)
    return {page: min(areas) for page, areas in shown.items() if len(areas) == 1}


def _relinked(app: Sphinx) -> list[str]:
    data = domain_of(app.env).data
    found = []
    for page, needs in sorted(data["needs"].items()):
        targets = {f"{recipe[1]}/{recipe[2]}" for recipe in needs if recipe[0] == "title"}
        targets |= data["targets"].get(page, set())
        addresses = {target: absolute(app.builder, target) for target in sorted(targets)}
        if data["links"].get(page) != addresses:
            if page in data["links"]:
                found.append(page)
            data["links"][page] = addresses
    return found
