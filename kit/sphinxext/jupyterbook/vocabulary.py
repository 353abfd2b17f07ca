"""What a book's extensions bring and need, for the checks; a process of its own.

It loads the extensions as a build does. What they print goes where errors go.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.highlighting import lexer_classes, lexers
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.errors import AuthorError
from kit.sphinxext.jupyterbook.needs import Watched
from kit.sphinxext.jupyterbook.settings import sphinx_config

_SOURCES: Final = "sources.bib"
_KNOWN: Final = (
    *("bibtex_", "external_toc_", "gettext_", "html_", "kit_", "latex_", "mathjax", "myst_", "nb_"),
    *("numfig", "suppress_", "use_"),
)
"""How the names of settings begin that directives and roles do not depend on."""


def main() -> None:
    """Read a book's folder and which extensions are its author's; write what they say, as JSON."""
    root, authors = json.loads(sys.stdin.readline())
    with redirect_stdout(sys.stderr):
        try:
            found = answer(Path(root), authors)
        except (AuthorError, Exception) as error:  # noqa: BLE001 - extensions raise what they like
            found = {
                "failure": f"{type(error).__name__}: {error}".partition("\n")[0],
                # Without other settings of the book much can fail, but not this.
                "certain": isinstance(error.__cause__, ImportError),
            }
    sys.stdout.write(json.dumps(found))


def answer(root: Path, authors: list[str]) -> dict[str, Any]:
    """Return the ``directives``, ``roles`` and ``lexers`` that pages may use, and further needs.

    :param authors: the extensions of which it is said what they need.
    """
    settings = sphinx_config(root)
    own = {name: value for name, value in settings.items() if not _is_known(name)}
    try:
        return _loaded(root, authors, settings["extensions"], own)
    except Exception:
        if not own:
            raise
        # An extension may miss something else of the book then; here it only has to load.
        return _loaded(root, authors, settings["extensions"], {})


def _is_known(name: str) -> bool:
    """Return whether a setting is Sphinx's, Jupyter Book's or ours, and none of an extension's."""
    return name in Config.config_values or name.startswith(_KNOWN)


def _loaded(
    root: Path, authors: list[str], extensions: list[str], own: dict[str, Any]
) -> dict[str, Any]:
    loading = {"extensions": extensions, "html_theme": "basic", "bibtex_bibfiles": [_SOURCES]}
    with TemporaryDirectory() as folder, patch_docutils(str(root)), docutils_namespace():
        source = Path(folder, "source")
        source.mkdir()
        (source / _SOURCES).touch()
        app = Watched(
            authors,
            srcdir=source,
            confdir=None,
            outdir=Path(folder, "output"),
            doctreedir=Path(folder, "doctrees"),
            buildername="html",
            confoverrides=own | loading,
            status=None,
            warning=None,
        )
        return {
            "directives": _directives(app),
            "roles": _roles(app),
            "lexers": sorted({*lexers, *lexer_classes}),
            "needs": app.needs(),
        }


def _directives(app: Sphinx) -> list[str]:
    names = {*_table(directives, "_directives"), *_table(directives, "_directive_registry")}
    for name, domain in app.env.domains.items():
        names.update(f"{name}:{directive}" for directive in domain.directives)
        names.update(domain.directives if name in _WITHOUT_PREFIX else ())
    return sorted(names | set(en.directives))


def _roles(app: Sphinx) -> list[str]:
    names = {*_table(roles, "_roles"), *_table(roles, "_role_registry")}
    for name, domain in app.env.domains.items():
        names.update(f"{name}:{role}" for role in domain.roles)
        names.update(domain.roles if name in _WITHOUT_PREFIX else ())
    return sorted(names | set(en.roles))


_WITHOUT_PREFIX: Final = ("std", "py")
"""Domains whose words need no prefix: the standard one, and Sphinx's primary one."""


def _table(module: object, name: str) -> list[str]:
    """Return the names in one of docutils' tables, which it has no function for."""
    return list(getattr(module, name))
