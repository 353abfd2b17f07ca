"""What is done to other people's code is still needed: each test fails when it can go.

What it is good for is held by the tests of what it gives; here stands only what others do by
themselves.
"""

import inspect
from multiprocessing.connection import wait
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from myst_parser.mocking import MockState
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.locale import init, translators
from sphinx.search import IndexBuilder
from sphinx.transforms.i18n import Locale
from sphinx.util.docutils import docutils_namespace
from sphinx.util.parallel import ParallelTasks

from kit.patches.versions import holds
from kit.sphinxext.patches import switched_off
from kit.sphinxext.patches.switched_off import PATCHES

_KNOWN = (
    "all_titles",
    "filenames",
    "mapping",
    "objnames",
    "objtypes",
    "title_mapping",
    "titles",
    "index_entries",
)
"""What an index keeps with the environment."""


def _fail() -> None:
    raise ValueError("a page that cannot be written")


def _nothing() -> None:
    pass


def test_sphinx_drops_the_error_of_a_process_while_it_adds_a_task() -> None:
    tasks = ParallelTasks(2)
    tasks.add_task(_fail)
    wait([*tasks._precvs.values()])
    tasks.add_task(_nothing)
    tasks.join()


def test_sphinx_reads_every_page_to_count_its_figures() -> None:
    assert "get_doctree" in inspect.getsource(TocTreeCollector.assign_figure_numbers)


def test_sphinx_keeps_words_that_no_page_has_any_more() -> None:
    known: dict[str, Any] = {f"_search_index_{what}": {} for what in _KNOWN}
    environment: Any = SimpleNamespace(docnames=[], domains={}, version={}, **known)
    index = IndexBuilder(environment, "en", {}, "")
    page = new_document("first")
    page += nodes.paragraph("", "zebra")
    index.feed("first", "first.md", "Title", page)
    index.prune([])
    assert index._mapping["zebra"] == set()


def test_sphinx_parses_each_translated_paragraph_twice() -> None:
    # Once in search of titles, a second time where a title has a mark, and once to use it.
    assert inspect.getsource(Locale.apply).count("publish_msgstr(") == 3


def test_myst_makes_a_document_where_it_is_given_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(base, "make_document", lambda: made.append("one"))
    renderer: Any = base.DocutilsRenderer.__new__(base.DocutilsRenderer)
    given = {"document": new_document("page", get_default_settings(Parser)), "myst_config": None}
    base.DocutilsRenderer.setup_render(renderer, given, {})
    assert made == ["one"]


def test_myst_keeps_what_reads_text_into_the_page_for_itself() -> None:
    assert "self._renderer = renderer" in inspect.getsource(MockState.__init__)
    assert "match_titles" in inspect.getsource(MockState.nested_parse)


def test_the_last_event_before_writing_does_not_say_how_many_pages_are_written() -> None:
    source = inspect.getsource(Builder.write)
    assert "emit('write-started', self)" in source
    assert source.index("write-started") < source.index("prepare_writing(docnames)")


def test_sphinx_tells_nobody_that_a_setting_has_changed() -> None:
    assert "emit" not in inspect.getsource(Config)


def test_a_catalogue_that_is_added_does_not_count_before_the_one_of_sphinx(tmp_path: Path) -> None:
    folder = tmp_path / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog("nb")
    catalogue.add("Search", "Let etter")
    with (folder / "sphinx.mo").open("wb") as file:
        write_mo(file, catalogue)
    known = dict(translators)
    try:
        translators.clear()
        init([None, Path(sphinx.__file__).parent / "locale"], "nb")
        found, _ = init([tmp_path], "nb")
        assert found.gettext("Search") == "Søk"
    finally:
        translators.clear()
        translators.update(known)


def test_sphinx_keeps_what_extensions_announce_for_every_later_book() -> None:
    source = inspect.getsource(Sphinx) + inspect.getsource(docutils_namespace)
    assert "lexer_classes[" in source
    assert "lexer_classes.pop" not in source
    assert "translators.clear" not in source + inspect.getsource(sphinx.locale)


@pytest.mark.parametrize("module", PATCHES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_patch_holds_for_what_is_installed_and_for_nothing_yet_unknown(module: Any) -> None:
    ranges = {"sphinx": "SPHINX", "myst-parser": "MYST"}
    given = {name: getattr(module, of) for name, of in ranges.items() if hasattr(module, of)}
    assert given
    for package, versions in given.items():
        assert holds(package, versions)
        assert "<" in versions


def test_every_patch_is_listed() -> None:
    folder = Path(switched_off.__file__).parent
    ours = {module for module in PATCHES if Path(module.__file__ or "").parent == folder}
    modules = {path.stem for path in folder.glob("[a-z]*_*.py")} - {"plain_text", "switched_off"}
    assert modules == {module.__name__.rpartition(".")[2] for module in ours}
