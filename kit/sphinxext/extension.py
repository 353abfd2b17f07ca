"""The Sphinx extension: only wires the other modules to Sphinx."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from kit.sphinxext.build import leftovers
from kit.sphinxext.config import KitConfig, add_config_values
from kit.sphinxext.formulas import add_math, add_numbers
from kit.sphinxext.incremental.moved_targets import on_env_updated
from kit.sphinxext.incremental.outdated_pages import on_doctree_read, on_env_get_outdated
from kit.sphinxext.inspection.problems import built_problems
from kit.sphinxext.jupyterbook import contents, margin
from kit.sphinxext.jupyterbook.foreign_hosts import keep_to_ourselves
from kit.sphinxext.jupyterbook.same_html import on_builder_inited_last
from kit.sphinxext.loaded import kit_fingerprint, loaded
from kit.sphinxext.output import exports, index_page, theme_colours
from kit.sphinxext.output.assets import on_write_started
from kit.sphinxext.output.context import THEME, on_html_page_context
from kit.sphinxext.output.files_beside import write_files
from kit.sphinxext.output.templates import bring_templates
from kit.sphinxext.pages import nodes, notebook_pages, notebook_widgets
from kit.sphinxext.pages.directives import add_directives
from kit.sphinxext.pages.domain import KitDomain
from kit.sphinxext.pages.footnotes import FootnotesLast
from kit.sphinxext.pages.fragment_cache import keep, recall
from kit.sphinxext.pages.front_matter import on_source_read
from kit.sphinxext.pages.headings import link_headings
from kit.sphinxext.pages.nodes import add_nodes
from kit.sphinxext.pages.pictures import FindPictures
from kit.sphinxext.patches.myst_documents import make_fresh_documents
from kit.sphinxext.patches.sphinx_search_index import on_html_collect_pages
from kit.sphinxext.patches.sphinx_translated_paragraphs import mend_paragraphs
from kit.sphinxext.problems.warnings import warn
from kit.sphinxext.translations.english import add_marking_script
from kit.sphinxext.translations.languages import set_languages
from kit.sphinxext.translations.untranslated import MarkUntranslated

if TYPE_CHECKING:
    from sphinx.util.typing import ExtensionMetadata


def wire(app: Sphinx) -> ExtensionMetadata:
    """Wire everything to Sphinx."""
    add_config_values(app)
    add_nodes(app)
    add_directives(app)
    add_math(app)
    app.add_domain(KitDomain)
    app.add_transform(FootnotesLast)
    app.add_transform(FindPictures)
    app.add_html_theme(THEME, str(Path(__file__).parent / "theme"))
    app.connect("config-inited", on_config_inited, priority=400)
    app.connect("config-inited", contents.on_config_inited)
    app.connect("config-inited", margin.on_config_inited)
    app.connect("builder-inited", leftovers.on_builder_inited, priority=0)
    app.connect("builder-inited", on_builder_inited)
    app.connect("builder-inited", on_builder_inited_last, priority=900)
    app.connect("builder-inited", theme_colours.on_builder_inited_last, priority=900)
    app.connect("source-read", on_source_read)
    app.connect("env-get-outdated", exports.on_env_get_outdated, priority=400)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-before-read-docs", on_env_before_read_docs)
    app.connect("env-before-read-docs", notebook_pages.on_env_before_read_docs)
    app.connect("doctree-read", on_doctree_read)
    app.connect("doctree-read", notebook_widgets.on_doctree_read)
    app.connect("env-updated", on_env_updated)
    app.connect("write-started", on_write_started)
    app.connect("write-started", notebook_pages.on_write_started)
    app.connect("doctree-resolved", nodes.on_doctree_resolved)
    app.connect("html-collect-pages", leftovers.on_html_collect_pages, priority=0)
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("html-collect-pages", index_page.on_html_collect_pages)
    app.connect("html-page-context", index_page.on_html_page_context)
    app.connect("html-page-context", leftovers.on_html_page_context)
    app.connect("html-page-context", on_html_page_context, priority=900)
    app.connect("build-finished", on_build_finished)
    app.connect("build-finished", notebook_pages.on_build_finished)
    app.connect("build-finished", leftovers.on_build_finished, priority=990)
    return {
        "version": version("workshop-kit"),
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Check our values, and set those of others that our promises need."""
    try:
        KitConfig.of(config)
    except (TypeError, ValueError) as error:
        raise ConfigError(str(error)) from error
    config["kit_fingerprint"] = kit_fingerprint()
    keep_to_ourselves(app, config)
    set_languages(app, config)
    link_headings(config)
    bring_templates(config)
    make_fresh_documents()
    mend_paragraphs(app)


def on_builder_inited(app: Sphinx) -> None:
    """Load the book."""
    recall(loaded(app), Path(app.doctreedir))
    if app.builder.name != "gettext":
        add_numbers(app)
    app.add_transform(MarkUntranslated)
    add_marking_script(app)


def on_env_before_read_docs(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    """Say what is wrong with the book.

    Not earlier: what is said while Sphinx starts, nobody collects yet.
    """
    book = loaded(app)
    for problem in (*book.book.problems, *book.text.problems):
        warn(problem)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write what has no page of its own."""
    if exception is None and app.builder.format == "html":
        write_files(app)
        keep(loaded(app), Path(app.doctreedir))
        if app.config.html_theme != THEME:
            # `kit build` reports what it built by itself, without reading pages anew.
            for problem in built_problems(app):
                warn(problem)
