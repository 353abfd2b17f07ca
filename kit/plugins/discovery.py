"""Find plugins by entry point and in a book's own folder; a broken one stops nothing."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from kit.catalogues import (
    LANGUAGE_GROUP,
    WORDS,
    LanguagePack,
    book_languages,
    require_language,
)
from kit.installed import entry_points_of
from kit.plugins.exporter import Exporter
from kit.plugins.failure import FAILURES, advice, reason, spot
from kit.plugins.kind import Kind
from kit.plugins.pack import Pack, require_whole

API: Final = 1

GROUPS: Final[Mapping[str, str]] = {
    "kit.kinds": "kinds of exercise",
    "kit.platforms": "platforms",
    "kit.exporters": "exporters",
    LANGUAGE_GROUP: "languages",
}


LISTS: Final[Mapping[str, str]] = {"kinds": "kit.kinds", "exporters": "kit.exporters"}
"""The lists that a module in a book's ``plugins/`` may have."""

RESERVED: Final = frozenset(
    {
        # scripts of the kit's own on pages
        *(
            "book",
            "code",
            "english",
            "host",
            "search",
            "language",
            "language-words",
            "redirect",
            "reload",
            "sending",
        ),
        "widget-countdown",
        # those of Sphinx and of the extensions that Jupyter Book loads
        *("design-tabs", "doctools", "searchtools", "togglebutton", "translations"),
    }
)
"""What no kind may be called: a kind's script is called after it, and would replace another."""
_KIND_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A plugin that works, and where it came from (distribution and version, or a file)."""

    group: str
    name: str
    origin: str
    plugin: Any


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plugin that cannot be used: where it came from and why, in one line."""

    group: str
    name: str
    origin: str
    reason: str
    spot: tuple[int, int] = (1, 1)
    """The line and column of its file."""
    hint: str | None = None
    whole: bool = False
    """Whether it is a file of the book of which nothing could be read."""


class NothingReadError(Exception):
    """A file of the book that cannot be loaded: nobody knows what it offers."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """All that was found, in order of group and name."""

    found: tuple[Found, ...]
    broken: tuple[BrokenPlugin, ...]

    def of(self, group: str) -> dict[str, Any]:
        """Return the working plugins of one group by name."""
        return {found.name: found.plugin for found in self.found if found.group == group}


def discover(project: Path | None = None) -> Discovery:
    """Return every installed plugin, and those in ``<project>/plugins/*.py``.

    A book's plugin is a module with a list ``kinds`` of kinds, a list ``exporters`` of exporters,
    or both. The name of a built-in or installed plugin cannot be taken over: the second one is
    reported as broken.
    """
    found: dict[tuple[str, str], Found] = {}
    broken: list[BrokenPlugin] = []
    for group, name, origin, load in (*_installed(), *_in_project(project)):
        key = (group, name)
        if key in found and group == LANGUAGE_GROUP:
            continue  # what a book has itself of a language completes the package
        if key in found:
            other = found[key].origin
            taken = f"the name is taken by {other}"
            broken.append(BrokenPlugin(group, name, origin, taken, hint="give it another name"))
            continue
        try:
            plugin = load()
            _require(group, name, plugin)
        except FAILURES as error:
            whole = isinstance(error, NothingReadError)
            cause = error.__cause__ or error if whole else error
            told = spot(cause, origin), advice(cause)
            broken.append(BrokenPlugin(group, name, origin, reason(cause), *told, whole))
        else:
            found[key] = Found(group, name, origin, plugin)
    return Discovery(
        tuple(sorted(found.values(), key=lambda entry: (entry.group, entry.name))),
        tuple(sorted(broken, key=lambda entry: (entry.group, entry.name, entry.origin))),
    )


_Loader = tuple[str, str, str, Callable[[], Any]]


def _installed() -> Iterator[_Loader]:
    """Yield installed entry points, ours first so that nobody can take a built-in's name."""
    for group in GROUPS:
        points = sorted(
            entry_points_of(group),
            key=lambda point: (point.value.split(".")[0] != "kit", point.name, point.value),
        )
        seen: set[tuple[str, str]] = set()
        for point in points:
            if (point.name, point.value) in seen:  # a distribution may be on the path twice
                continue
            seen.add((point.name, point.value))
            origin = _origin(point.dist) if point.dist else point.value
            yield group, point.name, origin, point.load


@lru_cache(maxsize=64)
def _origin(package: Distribution) -> str:
    """Return a package's name and version, which are read from its metadata each time."""
    return f"{package.name} {package.version}"


def _in_project(project: Path | None) -> Iterator[_Loader]:
    if project is None:
        return
    for path in sorted((project / "plugins").glob("*.py")):
        origin = path.relative_to(project).as_posix()
        try:
            offered = list(_offered_in(_import_file(path)))
        except FAILURES as error:
            yield "kit.kinds", path.stem, origin, _raiser(error)
            continue
        for group, plugin in offered:
            yield group, str(getattr(plugin, "name", path.stem)), origin, _returner(plugin)
    for language, folder in book_languages(project).items():
        pack = LanguagePack(language, folder)
        yield LANGUAGE_GROUP, language, f"locale/{language}/{WORDS}", _returner(pack)


def _offered_in(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Yield what a module of a book offers, with its group.

    :raises TypeError: if it has none of the lists, or something else by such a name.
    """
    lists = {name: getattr(module, name) for name in LISTS if hasattr(module, name)}
    if not lists:
        named = " or ".join(f"'{name}'" for name in LISTS)
        raise TypeError(f"the module has no list called {named}")
    for name, plugins in lists.items():
        if not isinstance(plugins, list | tuple):
            raise TypeError(f"'{name}' is no list")
        yield from ((LISTS[name], plugin) for plugin in plugins)


def _import_file(path: Path) -> ModuleType:
    name = f"kit_book_plugins.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot import {path.name}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    # What it prints is no part of what we answer.
    with redirect_stdout(sys.stderr):
        spec.loader.exec_module(module)
    return module


def _require(group: str, name: str, plugin: object) -> None:
    """Refuse a plugin that lacks something that its group promises, with a TypeError."""
    if isinstance(plugin, type):
        raise TypeError(f"'{plugin.__name__}' is a class; its list needs '{plugin.__name__}()'")
    api = getattr(plugin, "api", None)
    if api != API:
        raise TypeError(f"it follows plugin interface {api!r}; this kit offers {API}")
    if group == "kit.kinds" and (missing := _lacking(Kind, plugin)):
        raise TypeError(f"it lacks {', '.join(missing)}")
    if group == "kit.platforms":
        if not isinstance(plugin, Pack):
            raise TypeError("it is not a Pack")
        require_whole(plugin)
    if group == "kit.exporters" and (missing := _lacking(Exporter, plugin)):
        raise TypeError(f"it lacks {', '.join(missing)}")
    if group == LANGUAGE_GROUP:
        require_language(name, plugin)
    if getattr(plugin, "name", None) != name:
        raise TypeError(f"it calls itself {getattr(plugin, 'name', None)!r}")
    if group == "kit.kinds":
        require_free_name(name)


def _lacking(protocol: type, plugin: object) -> list[str]:
    """Return what a plugin does not have of a protocol, in the protocol's order."""
    promised = {name: each for name, each in vars(protocol).items() if not name.startswith("_")}
    return [
        name
        for name, each in promised.items()
        if not hasattr(plugin, name)
        or not (isinstance(each, property) or callable(getattr(plugin, name)))
    ]


def require_free_name(name: str) -> None:
    """Refuse a name that no kind may have, with a TypeError in one line."""
    if not _KIND_NAME.fullmatch(name):
        raise TypeError("its name may have small letters a to z, digits and single hyphens")
    if name in RESERVED:
        raise TypeError(f"no kind may be called {name!r}: pages have a script of that name")


def _raiser(error: BaseException) -> Callable[[], Any]:
    def load() -> Any:
        raise NothingReadError from error

    return load


def _returner(plugin: object) -> Callable[[], Any]:
    return lambda: plugin
