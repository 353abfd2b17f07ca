"""Jupyter Book's settings as data: which there are, of what type, and which have no effect here.

The names are those of Jupyter Book 1's ``_config.yml``; nothing of it is imported.
"""

from __future__ import annotations

import re
from typing import Final

from kit.model import PAGE_NAME

SETTINGS: Final[dict[str, str | dict[str, str]]] = {
    "title": "text",
    "author": "text",
    "copyright": "text",
    "logo": "text",
    "exclude_patterns": "list",
    "only_build_toc_files": "flag",
    "bibtex_bibfiles": "list",
    "execute": {
        "execute_notebooks": "any",
        "cache": "text",
        "exclude_patterns": "list",
        "timeout": "number",
        "run_in_temp": "flag",
        "allow_errors": "flag",
        "stderr_output": "text",
        "eval_regex": "text",
        "raise_on_error": "flag",
        "show_tb": "flag",
    },
    "parse": {
        "myst_enable_extensions": "list",
        "myst_url_schemes": "list",
        "myst_dmath_double_inline": "flag",
        "myst_substitutions": "map",
    },
    "html": {
        "favicon": "text",
        "use_edit_page_button": "flag",
        "use_repository_button": "flag",
        "use_issues_button": "flag",
        "use_multitoc_numbering": "flag",
        "extra_footer": "text",
        "home_page_in_navbar": "flag",
        "baseurl": "text",
        "analytics": "map",
        "comments": "map",
        "announcement": "text",
        "google_analytics_id": "text",
        "extra_navbar": "text",
    },
    "latex": {"latex_engine": "text", "latex_documents": "map", "use_jupyterbook_latex": "flag"},
    "launch_buttons": {
        "notebook_interface": "text",
        "binderhub_url": "text",
        "jupyterhub_url": "text",
        "thebe": "flag",
        "colab_url": "text",
        "deepnote_url": "text",
    },
    "repository": {"url": "text", "path_to_book": "text", "branch": "text"},
    "sphinx": {
        "extra_extensions": "list",
        "local_extensions": "map",
        "recursive_update": "flag",
        "config": "map",
    },
}
"""Every setting, and in a section every option, with its type."""

_OTHER_HOSTS: Final = "pages ask no other host"

UNSUPPORTED: Final = {
    "latex": "the book has no LaTeX edition",
    "launch_buttons": "notebooks are downloaded, not started on another host",
    "html.comments": _OTHER_HOSTS,
    "html.analytics": _OTHER_HOSTS,
    "html.google_analytics_id": _OTHER_HOSTS,
    "html.extra_navbar": "Jupyter Book 1 does not show it, either",
}
"""Settings that do nothing here, and why; reported where they say something."""

KIT: Final = (
    "kit_collector",
    "kit_hosts",
    "kit_language_folder",
    "kit_languages",
    "kit_removed",
    "kit_strict",
)
"""Our own values under ``sphinx: config:``."""

COLLECTOR: Final = re.compile(r"|/|https://[^/\s?#@;,'\"*]+")
"""Where answers can be sent: nowhere, the book's own host, or another."""

HOST: Final = re.compile(r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]+)?")
"""A host that pages may ask; ``*.`` stands for all hosts below another."""

PAGE: Final = re.compile(PAGE_NAME)
"""The name of a page, or the address of an exercise without its suffix."""

THEME_OPTIONS: Final = frozenset(
    {
        "announcement",
        "extra_footer",
        "home_page_in_toc",
        "icon_links",
        "logo",
        "path_to_docs",
        "repository_branch",
        "repository_url",
        "use_download_button",
        "use_edit_page_button",
        "use_issues_button",
        "use_repository_button",
    }
)
"""Options of Jupyter Book's theme that ours has, too."""

_THEME: Final = "the book has its own theme"
_FORMATS: Final = "a page is .md, .ipynb or .rst"
_MATHJAX: Final = "browsers show formulas without MathJax"

MATHJAX: Final = ("mathjax2_config", "mathjax3_config")
"""Sphinx values of which only the author's own commands for formulas are read."""

_CONTENTS: Final = "the pages are those in _toc.yml"
_LANGUAGES: Final = "the book finds its translations by itself"
_OWN: Final = "the book sets it itself"

UNSUPPORTED_SPHINX: Final = {
    "html_theme": _THEME,
    "html_sidebars": _THEME,
    "root_doc": "the first page is 'root' in _toc.yml",
    "master_doc": "the first page is 'root' in _toc.yml",
    "comments_config": _OTHER_HOSTS,
    "gettext_auto_build": _LANGUAGES,
    "gettext_compact": _LANGUAGES,
    "html_copy_source": _OWN,
    "html_domain_indices": _OWN,
    "html_show_sphinx": _OWN,
    "html_use_index": "there is an index where pages have entries for one",
    "include_patterns": _CONTENTS,
    "locale_dirs": _LANGUAGES,
    "mathjax_options": _MATHJAX,
    "mathjax_path": _MATHJAX,
    "nb_custom_formats": _FORMATS,
    "nb_ipywidgets_js": _OTHER_HOSTS,
    "source_suffix": _FORMATS,
    "thebe_config": _OTHER_HOSTS,
}
"""Sphinx values that the book sets itself."""

UNSUPPORTED_SPHINX_GROUPS: Final = {
    "copybutton_": "code has a copy button of the book's own",
    "external_toc_": _CONTENTS,
    "intersphinx_": _OTHER_HOSTS,
    "latex_": "the book has no LaTeX edition",
}
"""How the names of further Sphinx values begin that have no effect."""

SPHINX_FILES: Final = ("html_css_files", "html_js_files")
"""Sphinx values whose entries may lie on another host."""

UNSUPPORTED_CONTENTS: Final = {
    "restart_numbering": "'use_multitoc_numbering' in _config.yml says it for all parts",
    "style": "chapters are numbered 1, 2, 3",
}
"""Keys of a part in the contents that do nothing here."""

JUPYTER_BOOKS: Final = frozenset(
    {"myst_nb", "sphinx_design", "sphinx_togglebutton", "sphinxcontrib.bibtex"}
)
"""Extensions that Jupyter Book loads by itself, and that do here what they do there."""

PACKAGES: Final = {
    "notfound": "sphinx-notfound-page",
    "hoverxref": "sphinx-hoverxref",
    "autoapi": "sphinx-autoapi",
}
"""Packages whose name is not that of the extension."""

UNSUPPORTED_EXTENSIONS: Final = {
    "download_link_replacer": "it changes a button of another theme",
    "sphinx.ext.intersphinx": _OTHER_HOSTS,
    "sphinx_book_theme": _THEME,
    "sphinx_comments": _OTHER_HOSTS,
    "sphinx_copybutton": "code has a copy button of the book's own",
    "sphinx_external_toc": _CONTENTS,
    "sphinx_jupyterbook_latex": "the book has no LaTeX edition",
    "sphinx_multitoc_numbering": "'use_multitoc_numbering' does the same",
    "sphinx_thebe": _OTHER_HOSTS,
}
"""Extensions that the book does without, and why."""
