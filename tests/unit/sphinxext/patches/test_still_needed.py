"""What is done to other people's code is still needed: each test fails when it can go.

What it is good for is held by the tests of what it gives; here stands only what others do by
themselves.
"""

import inspect
from multiprocessing.connection import wait
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.search import IndexBuilder
from sphinx.transforms.i18n import Locale
from sphinx.util.parallel import ParallelTasks

from kit.patches.jsonschema_grammar import _COSTLY
from kit.sphinxext.patches import (
    myst_documents,
    sphinx_numbering,
    sphinx_parallel_tasks,
    sphinx_search_index,
    sphinx_translated_paragraphs,
)
from kit.sphinxext.patches.versions import holds

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


def test_sphinx_looks_for_the_stem_of_a_word_on_every_page_again() -> None:
    asked: list[str] = []
    known: dict[str, Any] = {f"_search_index_{what}": {} for what in _KNOWN}
    environment: Any = SimpleNamespace(docnames=[], domains={}, version={}, **known)
    index = IndexBuilder(environment, "en", {}, "")
    stem = index.lang.stem
    index.lang.stem = lambda word: (asked.append(word), stem(word))[1]  # type: ignore[method-assign]
    for name in ("first", "second"):
        page = new_document(name)
        page += nodes.paragraph("", "workshop")
        index.feed(name, f"{name}.md", "Title", page)
    assert asked.count("workshop") == 2


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


def test_the_grammar_that_jsonschema_imports_is_still_there_to_be_imported() -> None:
    import jsonschema._format as formats  # noqa: PLC0415

    assert _COSTLY in inspect.getsource(formats)


@pytest.mark.parametrize(
    "module",
    [
        myst_documents,
        sphinx_numbering,
        sphinx_parallel_tasks,
        sphinx_search_index,
        sphinx_translated_paragraphs,
    ],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_a_patch_holds_for_what_is_installed_and_for_nothing_yet_unknown(module: Any) -> None:
    ranges = {"sphinx": "SPHINX", "myst-parser": "MYST"}
    given = {name: getattr(module, of) for name, of in ranges.items() if hasattr(module, of)}
    assert given
    for package, versions in given.items():
        assert holds(package, versions)
        assert "<" in versions
