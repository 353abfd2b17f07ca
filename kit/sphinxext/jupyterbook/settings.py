"""The only code that touches Jupyter Book: its two files become a Sphinx configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

import yaml
from sphinx_external_toc.api import GlobItem, SiteMap, TocTree, UrlItem
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from kit.errors import AuthorError, Place, Problem
from kit.patches.jsonschema_grammar import quick_imports
from kit.sphinxext.jupyterbook.extensions import JUPYTER_BOOK_REPOSITORY, extensions_for

CONFIG: Final = "_config.yml"
CONTENTS: Final = "_toc.yml"
PAGE_SUFFIXES: Final = (".md", ".ipynb", ".rst")

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
_SAFE: Final = re.compile(r"https?://|mailto:")
_BUTTONS: Final = ("use_edit_page_button", "use_repository_button", "use_issues_button")

_QUIET: Final = (
    # `kit check` says this, at the page's own place.
    "toc.not_included",
    # The book is HTML only.
    "myst.strikethrough",
    # Jupyter Book's own pages teach this way of writing, and it works.
    "design.card_legacy",
)
"""Warnings that are no reason to keep a book from being published."""

EXCLUDED: Final = (
    ".*",
    "**/.*",
    "**.ipynb_checkpoints",
    "Thumbs.db",
    "_build",
    "_responses",
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
    numbered_on = found.get("use_multitoc_numbering", True)
    only_listed = bool(found.get("external_toc_exclude_missing"))
    if found.get("pygments_style") == "sphinx":
        # Jupyter Book's, for light ground only; ours are the theme's.
        del found["pygments_style"]
    for name, default in _DEFAULTS.items():
        if found.get(name) == default:
            found[name] = ""
    extensions = found.pop("extensions")
    found = {name: value for name, value in found.items() if not name.startswith(_NOT_FOR_US)}
    pages = [path for name in contents for path in _files(root, _page(name))]
    used = extensions_for(extensions, pages)
    if "myst_nb" in used:
        found |= _notebook_settings(root)
    tops = {name.partition("/")[0] for name in [*contents, *contents.globs()] if "/" in name}
    excluded = sorted({*EXCLUDED, *found.get("exclude_patterns", ())} - tops)
    return found | {
        "extensions": used,
        "exclude_patterns": excluded,
        "include_patterns": _listed(contents) if only_listed else _tops(contents),
        "root_doc": _page(contents.root.docname),
        # Sphinx adds to the table that it is handed, and by default hands it to the next build.
        "source_suffix": {".rst": "restructuredtext"},
        "html_theme": "workshop-kit",
        "html_theme_options": {},
        "html_permalinks_icon": found.get("html_permalinks_icon", "¶"),
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_sidebars": {},
        "kit_contents": _plain(contents, root),
        "kit_numbered_on": bool(numbered_on),
        "kit_announcement": _text(options.get("announcement")),
        "kit_footer": _text(options.get("extra_footer")),
        "kit_home_in_navigation": bool(options.get("home_page_in_toc")),
        "kit_repository": _repository(options),
        "kit_brand": _brand(options.get("logo")),
        "kit_more_links": list(_more_links(options.get("icon_links"))),
        "kit_notebook_links": options.get("use_download_button") is not False,
        "numfig": found.get("numfig", True),
        "suppress_warnings": [*found.get("suppress_warnings", ()), *_QUIET],
    }


def first_page(root: Path) -> str:
    """Return the address of the book's first page, from the top of a language's folder.

    :raises AuthorError: if the contents cannot be read.
    """
    return f"{_page(_contents(root).root.docname)}.html"


def _jupyter_book_config(root: Path) -> dict[str, Any]:
    # It imports Sphinx, which who only asks for the first page does not need.
    with quick_imports():
        from jupyter_book.config import get_final_config  # noqa: PLC0415
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
    if "myst_dmath_double_inline" not in config:
        # Jupyter Book announces this setting, and that it is on, but does not hand it over.
        said = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
        parse = (said or {}).get("parse") or {}
        config["myst_dmath_double_inline"] = parse.get("myst_dmath_double_inline", True)
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


def _files(root: Path, page: str) -> list[Path]:
    return [path for suffix in PAGE_SUFFIXES if (path := root / f"{page}{suffix}").is_file()]


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


def _plain(contents: SiteMap, root: Path) -> dict[str, list[dict[str, Any]]]:
    numbered = _numbered_below(contents)
    return {
        _page(name): [
            {
                "caption": tree.caption,
                "maxdepth": tree.maxdepth,
                "titlesonly": tree.titlesonly,
                # A number counts levels. Below a numbered tree, Sphinx numbers by itself.
                "numbered": 0 if name in numbered else _levels(tree.numbered),
                "hidden": tree.hidden,
                "entries": list(_plain_entries(contents, root, tree)),
            }
            for tree in document.subtrees
        ]
        for name, document in contents.items()
        if document.subtrees
    }


def _levels(numbered: bool | int) -> int:  # noqa: FBT001 - as the author writes it
    return 999 if numbered is True else int(numbered)


def _numbered_below(contents: SiteMap) -> set[str]:
    """Return the pages that stand in a numbered part of the contents."""
    found: set[str] = set()
    waiting = [
        name
        for document in contents.values()
        for tree in document.subtrees
        if tree.numbered
        for name in tree.files()
    ]
    while waiting:
        name = waiting.pop()
        if name not in found and name in contents:
            found.add(name)
            waiting += contents[name].child_files()
    return found


def _plain_entries(contents: SiteMap, root: Path, tree: TocTree) -> Iterator[list[str | None]]:
    listed = {_page(name) for name in contents}
    for entry in tree.items:
        if isinstance(entry, GlobItem):
            found = {
                _page(path.relative_to(root).as_posix())
                for path in root.glob(str(entry))
                if path.suffix in PAGE_SUFFIXES
            }
            pages = sorted(found - listed, reverse=tree.reversed)
            yield from ([None, page] for page in pages)
        elif isinstance(entry, UrlItem):
            yield [entry.title, entry.url]
        else:
            yield [contents[entry].title if entry in contents else None, _page(entry)]


def _text(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    # An address alone is one that Jupyter Book's theme fetches from there.
    return "" if re.fullmatch(r"(https?:)?//\S+", text) else text


def _brand(logo: object) -> dict[str, str]:
    """Return what the theme's ``logo`` says beside its pictures."""
    if not isinstance(logo, Mapping):
        return {}
    return {name: str(logo[name]) for name in ("text", "alt_text") if logo.get(name)}


def _more_links(icons: object) -> Iterator[tuple[str, str]]:
    """Yield the theme's links with icons, as words: the icons' font is on another host."""
    for icon in icons if isinstance(icons, list) else ():
        if isinstance(icon, Mapping) and icon.get("name") and _SAFE.match(str(icon.get("url"))):
            yield str(icon["name"]), str(icon["url"])


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
