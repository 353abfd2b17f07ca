"""The only code that touches Jupyter Book: its two files become a Sphinx configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

import yaml
from jupyter_book.config import get_final_config
from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from kit.errors import AuthorError, Place, Problem
from kit.sphinxext.hosts import JUPYTER_BOOK_REPOSITORY

CONFIG: Final = "_config.yml"
CONTENTS: Final = "_toc.yml"

_DROPPED: Final = frozenset(
    {
        "jupyter_book",
        "sphinx.ext.intersphinx",
        "sphinx_book_theme",
        "sphinx_comments",
        "sphinx_copybutton",
        "sphinx_external_toc",
        "sphinx_jupyterbook_latex",
        "sphinx_multitoc_numbering",
        "sphinx_thebe",
    }
)
"""Extensions of Jupyter Book that we do without: they ask other hosts, prevent parallel builds,
or serve its theme and its PDF."""

_NEEDED_FOR: Final = {
    "sphinx_design": re.compile(
        r"\{(grid|grid-item|card|dropdown|tab-set|button-|bdg-|badge|octicon|fa[bsr]?|material|article-info)"
    ),
    "sphinx_togglebutton": re.compile(r"\{toggle\}|:class:.*\b(dropdown|toggle)\b"),
    "myst_nb": re.compile(r"\{code-cell\}|\{nb-exec|\{glue:|^file_format: mystnb", re.MULTILINE),
}
"""Extensions that are loaded only if a page uses what they offer: loading takes time, and some
put a style sheet on every page."""

_DEFAULTS: Final = {
    "author": "The Jupyter Book community",
    "copyright": "2023",
    "html_title": "My Jupyter Book",
}
"""What Jupyter Book says for an author who says nothing."""

_NOT_FOR_US: Final = (
    "latex_",
    "nb_",
    "use_jupyterbook_latex",
    "use_multitoc_numbering",
    "comments_config",
    "external_toc_",
)
_BUTTONS: Final = ("use_edit_page_button", "use_repository_button", "use_issues_button")

EXCLUDED: Final = (
    ".*",
    "**/.*",
    "**.ipynb_checkpoints",
    "Thumbs.db",
    "_build",
    "build",
    "dist",
    "docs",
    "exercises",
    "kit",
    "locale",
    "node_modules",
    "plugins",
    "tests",
    "venv",
)
"""Where no page of a book is, so that Sphinx need not look."""


def sphinx_config(root: Path) -> dict[str, Any]:
    """Return the Sphinx configuration of the book in ``root``, with fresh lists every time.

    Themes append to the lists that they are handed, so a shared list would differ from build to
    build, and Sphinx would build everything anew.

    :raises AuthorError: if one of the two files makes no sense to Jupyter Book.
    """
    contents = _contents(root)
    found = _jupyter_book_config(root)
    options: dict[str, Any] = found.pop("html_theme_options", {})
    only_listed = bool(found.get("external_toc_exclude_missing"))
    for name, default in _DEFAULTS.items():
        if found.get(name) == default:
            found[name] = ""
    extensions = found.pop("extensions")
    found = {name: value for name, value in found.items() if not name.startswith(_NOT_FOR_US)}
    used = _extensions(extensions, root, contents)
    if "myst_nb" in used:
        found |= _notebook_settings(root)
    excluded = sorted({*EXCLUDED, *found.get("exclude_patterns", ())})
    return found | {
        "extensions": used,
        "exclude_patterns": excluded,
        "include_patterns": _listed(contents) if only_listed else _tops(contents),
        "root_doc": _page(contents.root.docname),
        "html_theme": "workshop-kit",
        "html_theme_options": {},
        "html_permalinks_icon": found.get("html_permalinks_icon", "¶"),
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_sidebars": {},
        "kit_contents": _plain(contents),
        "kit_home_in_navigation": bool(options.get("home_page_in_toc")),
        "kit_repository": _repository(options),
        "numfig": found.get("numfig", True),
        # `kit check` says this, at the page's own place.
        "suppress_warnings": [*found.get("suppress_warnings", ()), "toc.not_included"],
    }


def first_page(root: Path) -> str:
    """Return the address of the book's first page, from the top of a language's folder.

    :raises AuthorError: if the contents cannot be read.
    """
    return f"{_page(_contents(root).root.docname)}.html"


def _jupyter_book_config(root: Path) -> dict[str, Any]:
    path = root / CONFIG
    try:
        # It prints its advice; what matters of it is in our own messages.
        with redirect_stdout(StringIO()):
            config, _ = get_final_config(
                user_yaml=path if path.is_file() else None,
                cli_config={"latex_individualpages": False},
                sourcedir=root,
                validate=False,
            )
    except yaml.YAMLError as error:
        raise AuthorError([_not_yaml(CONFIG, error)]) from error
    except (ValueError, TypeError, AttributeError) as error:
        problem = Problem(Place(CONFIG), "wrong-value", f"the settings cannot be used: {error}")
        raise AuthorError([problem]) from error
    return dict(config)


def _not_yaml(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    reason = getattr(error, "problem", None) or str(error)
    return Problem(place, "yaml-syntax", f"the file is not valid YAML: {reason}")


def _notebook_settings(root: Path) -> dict[str, Any]:
    config = _jupyter_book_config(root)
    return {name: value for name, value in config.items() if name.startswith("nb_")}


def _contents(root: Path) -> SiteMap:
    path = root / CONTENTS
    if not path.is_file():
        raise AuthorError([Problem(Place(CONTENTS), "missing-file", f"there is no {CONTENTS}")])
    try:
        return parse_toc_yaml(path)
    except yaml.YAMLError as error:
        raise AuthorError([_not_yaml(CONTENTS, error)]) from error
    except (MalformedError, ValueError, TypeError) as error:
        problem = Problem(Place(CONTENTS), "wrong-value", f"the contents cannot be read: {error}")
        raise AuthorError([problem]) from error


def _extensions(wanted: Iterable[str], root: Path, contents: SiteMap) -> list[str]:
    pages = [path for name in contents for path in _files(root, _page(name))]
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in pages)
    found: list[str] = []
    for name in wanted:
        if name in _DROPPED or name in found:
            continue
        pattern = _NEEDED_FOR.get(name)
        needed = pattern is None or bool(pattern.search(text))
        if name == "myst_nb" and not needed and all(path.suffix == ".md" for path in pages):
            # The same pages: MyST-NB hands Markdown without code to this parser.
            found.append("myst_parser")
        elif needed or name == "myst_nb":
            found.append(name)
    if "kit.sphinxext" not in found:
        found.append("kit.sphinxext")
    return found


def _files(root: Path, page: str) -> list[Path]:
    return [
        path for suffix in (".md", ".ipynb", ".rst") if (path := root / f"{page}{suffix}").is_file()
    ]


def _page(name: str) -> str:
    return re.sub(r"\.(md|ipynb|rst)$", "", name)


def _tops(contents: SiteMap) -> list[str]:
    """Return patterns for the folders at the top that hold pages, and for pages at the top."""
    found = set()
    for name in [*contents, *contents.globs()]:
        top, below, _ = name.partition("/")
        found.add(f"{top}/**" if below else f"{_page(top)}.*")
    return sorted(found)


def _listed(contents: SiteMap) -> list[str]:
    """Return patterns for the pages that the contents name."""
    return sorted({f"{_page(name)}.*" for name in [*contents, *contents.globs()]})


def _plain(contents: SiteMap) -> dict[str, list[dict[str, Any]]]:
    return {
        _page(name): [
            {
                "caption": tree.caption,
                "maxdepth": tree.maxdepth,
                "titlesonly": tree.titlesonly,
                "entries": [_plain_entry(contents, entry) for entry in tree.items],
            }
            for tree in document.subtrees
        ]
        for name, document in contents.items()
        if document.subtrees
    }


def _plain_entry(contents: SiteMap, entry: Any) -> list[str | None]:
    if hasattr(entry, "url"):
        return [entry.title, entry.url]
    name = str(entry)
    return [contents[name].title if name in contents else None, _page(name)]


def _repository(options: Mapping[str, Any]) -> dict[str, Any]:
    url = options.get("repository_url")
    if not url or url == JUPYTER_BOOK_REPOSITORY:
        return {}
    return {
        "url": url,
        "branch": options.get("repository_branch") or "main",
        "path": options.get("path_to_docs") or "",
        "buttons": [name for name in _BUTTONS if options.get(name)],
    }
