"""What extensions need that no book here has: MathJax, and Jupyter Book's theme.

It is seen, not listed: while the extensions are loaded, we watch which settings they change, which
themes they bring, and which scripts and style sheets they add. Then each may add to a page, as it
does in a build, and we watch what it looks for there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from inspect import currentframe
from pathlib import Path
from typing import Any, Final

from docutils.utils import new_document
from sphinx.application import Sphinx

from kit.sphinxext.patches.sphinx_watched_settings import watch_settings

_MATHJAX: Final = "MathJax"
_THEME: Final = "theme"
_SETTINGS: Final = {
    "mathjax_path": _MATHJAX,
    "mathjax_options": _MATHJAX,
    "html_theme": _THEME,
    "html_theme_options": _THEME,
}
"""Settings without effect here, and what whoever changes them counts on."""
_MACROS: Final = ("mathjax3_config", "mathjax2_config")
"""Settings of which only the commands for formulas are taken."""
_OF_A_PAGE: Final = re.compile(r"header_buttons|suppress_sidebar_toctree|theme_\w+")
"""What Jupyter Book's theme knows of a page, and ours does not."""
_CALLS: Final = re.compile(r"(?<![\w.])MathJax\s*\.")
_ASKS: Final = re.compile(r"window\.MathJax|typeof MathJax|MathJax\?\.")
"""A script that asks first whether there is MathJax does without it."""
_PARTS: Final = re.compile(
    r"\.bd-(?:article|container|content|header|main|page|sidebar|sidenav|toc)[\w-]*"
    r"|#pst-[\w-]+|\.(?:pst|sbt)-[\w-]+|\.(?:article-header|header-article|prev-next)[\w-]*"
)
"""Parts of pages as Jupyter Book's theme calls them."""


@dataclass(frozen=True, slots=True)
class Need:
    """What an extension needs, how we know, and whether pages cannot be built without it."""

    extension: str
    what: str
    why: str
    fatal: bool = False


class Watched(Sphinx):
    """Loads extensions and watches what those of the author do."""

    def __init__(self, authors: list[str], **options: Any) -> None:
        """Load them; ``authors`` are the names of the extensions that are watched."""
        self._authors = authors
        self._files: list[tuple[str, str]] = []
        self._changed: dict[str, str] = {}
        self._needs: dict[tuple[str, str], Need] = {}
        super().__init__(**options)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; from the first one on, the settings are watched."""
        watch_settings(self.config, self._on_change)
        super().setup_extension(extname)

    def add_html_theme(self, name: str, theme_path: Any) -> None:
        """Add a theme, which no book here shows."""
        self._note(_THEME, f"it brings '{name}'")
        super().add_html_theme(name, theme_path)

    def add_js_file(self, filename: str | None, *arguments: Any, **attributes: Any) -> None:
        """Add a script, and note which."""
        self._on_file(filename, attributes.get("body"))
        super().add_js_file(filename, *arguments, **attributes)

    def add_css_file(self, filename: str, *arguments: Any, **attributes: Any) -> None:
        """Add a style sheet, and note which."""
        self._on_file(filename, None)
        super().add_css_file(filename, *arguments, **attributes)

    def needs(self) -> list[dict[str, Any]]:
        """Return what was seen, once all extensions are loaded; of one kind, the first."""
        self._try_a_page()
        for name, author in self._changed.items():
            if _beyond_macros(getattr(self.config, name, None)):
                self._keep(Need(author, _MATHJAX, f"it sets more than commands in '{name}'"))
        for author, filename in self._files:
            for text in _texts(self, author, filename):
                self._read(author, f"'{Path(filename).name}'", text)
        return [asdict(need) for need in self._needs.values()]

    def _try_a_page(self) -> None:
        """Let each extension of the author add to a page, as a build does when it writes one."""
        for listener in self.events.listeners.get("html-page-context", []):
            handler = listener.handler
            author = _owner([getattr(handler, "__module__", "")], self._authors)
            if author is None:
                continue
            page = _Page()
            try:
                handler(self, "index", "page.html", page, new_document("index"))
            except KeyError as error:
                key = str(error.args[0]) if error.args else ""
                if _OF_A_PAGE.fullmatch(key):
                    why = f"it cannot do without '{key}'"
                    self._keep(Need(author, _THEME, why, fatal=True))
            except Exception:  # noqa: BLE001 - it is no real page; what is wrong, the build tells
                page.sought.clear()
            for key in page.sought:
                self._keep(Need(author, _THEME, f"it looks for '{key}'"))

    def _on_change(self, name: str) -> None:
        author = _owner(_callers(), self._authors)
        if author and name in _MACROS:
            self._changed[name] = author
        elif what := _SETTINGS.get(name):
            self._note(what, f"it sets '{name}'")

    def _on_file(self, filename: str | None, body: str | None) -> None:
        author = _owner(_callers(), self._authors)
        if author and filename:
            self._files.append((author, filename))
        elif author and body:
            self._read(author, "a script of it", body)

    def _read(self, author: str, which: str, text: str) -> None:
        if _CALLS.search(text) and not _ASKS.search(text):
            self._keep(Need(author, _MATHJAX, f"{which} calls it"))
        if part := _PARTS.search(text):
            self._keep(Need(author, _THEME, f"{which} is written for its '{part[0]}'"))

    def _note(self, what: str, why: str) -> None:
        if author := _owner(_callers(), self._authors):
            self._keep(Need(author, what, why))

    def _keep(self, need: Need) -> None:
        self._needs.setdefault((need.extension, need.what), need)


class _Page(dict[str, Any]):
    """What is known of a page; notes what only Jupyter Book's theme would know of it."""

    def __init__(self) -> None:
        super().__init__(
            pagename="index",
            sourcename="index.md",
            title="",
            body="",
            toc="",
            meta={},
            script_files=[],
            css_files=[],
            pathto=lambda name, *_: name,
            hasdoc=lambda _: True,
        )
        self.sought: list[str] = []

    def __getitem__(self, key: str) -> Any:
        self._sought(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._sought(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._sought(str(key))
        return super().__contains__(key)

    def _sought(self, key: str) -> None:
        if _OF_A_PAGE.fullmatch(key):
            self.sought.append(key)


def _beyond_macros(value: Any) -> bool:
    """Return whether MathJax is told more than the commands for formulas."""
    parts = value if isinstance(value, dict) else {}
    tex = [part for name, part in parts.items() if name.lower() == "tex"]
    names = [name for part in tex if isinstance(part, dict) for name in part]
    return len(tex) < len(parts) or any(name.lower() != "macros" for name in names)


def _callers() -> list[str]:
    """Return the names of the modules that are at work, from within."""
    frame = currentframe()
    found = []
    while frame := frame and frame.f_back:
        found.append(str(frame.f_globals.get("__name__", "")))
    return found


def _owner(modules: list[str], extensions: list[str]) -> str | None:
    """Return the extension that the first of these modules belongs to, if one does.

    >>> _owner(["sphinx.events", "sphinx_tabs.files"], ["boats", "sphinx_tabs.tabs"])
    'sphinx_tabs.tabs'
    """
    packages = {_package(name): name for name in extensions}
    for module in modules:
        if found := packages.get(_package(module)):
            return found
    return None


def _package(module: str) -> str:
    """Return the part of a module's name that an extension has for itself."""
    parts = module.split(".")
    shared = parts[0] in {"sphinxcontrib", "sphinxext"}
    return ".".join(parts[: 2 if shared else 1])


def _texts(app: Sphinx, extension: str, filename: str) -> Iterator[str]:
    """Yield the text of a script or style sheet, from where the extension has it."""
    folders = [Path(app.srcdir, folder) for folder in app.config.html_static_path]
    found = [path for folder in folders if (path := folder / filename).is_file()]
    package = sys.modules.get(_package(extension))
    if not found and "://" not in filename:
        for folder in getattr(package, "__path__", ()):
            found += Path(folder).rglob(Path(filename).name)
    for path in found[:1]:
        with suppress(OSError):
            yield path.read_text(encoding="utf-8", errors="replace")
