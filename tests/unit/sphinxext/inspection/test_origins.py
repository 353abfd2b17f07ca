"""What a built page shows is found in the author's file, line and column."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kit.errors import Place
from kit.sphinxext.inspection.origins import Whereabouts

Make = Callable[..., Whereabouts]

CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Look at <img src='https://pictures.example/a.png'>"
msgstr ""
"Se på <img src='https://bilder"
".example/a.png'>"
"""


@pytest.fixture
def whereabouts(tmp_path: Path) -> Make:
    """Make a book of the given files, whose only page is ``page``."""

    def make(page: str = "page.md", extensions: dict[str, Any] | None = None, **files: str) -> Any:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_DOT_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        env = SimpleNamespace(
            found_docs={"page"},
            doc2path=lambda _name: str(tmp_path / page),
            dependencies={"page": {"part.txt"}},
        )
        config = SimpleNamespace(language="nb")
        app = SimpleNamespace(srcdir=tmp_path, env=env, config=config, extensions=extensions or {})
        return Whereabouts(cast("Any", app))

    return make


def test_a_text_is_found_at_its_line_and_column(whereabouts: Make) -> None:
    found = whereabouts(page_DOT_md="# Top\n\nSee //evil.example/a.js\n").find("//evil", "page")
    assert found == (Place("page.md", 3, 5), "")


def test_the_pages_own_files_come_before_all_others(whereabouts: Make) -> None:
    book = whereabouts(a_DOT_md="x", page_DOT_md="y", part_DOT_txt="\nx")
    assert book.find("x", "page") == (Place("part.txt", 2, 1), "")


@pytest.mark.parametrize("written", ["a=1&amp;b=2", "a=1&b=2"])
def test_a_text_is_found_whether_it_was_written_as_html_or_plainly(
    whereabouts: Make, written: str
) -> None:
    found = whereabouts(page_DOT_md=f"<a href='{written}'>").find("a=1&b=2", "page")
    assert found == (Place("page.md", 1, 10), "")


def test_a_text_of_a_notebook_is_in_a_cell_and_counted_from_there(whereabouts: Make) -> None:
    cells = [{"source": ["one"]}, {"source": ["two\n", "say <b>\n"], "outputs": []}]
    book = whereabouts("page.ipynb", page_DOT_ipynb=json.dumps({"cells": cells}))
    assert book.find("<b>", "page") == (Place("page.ipynb", 2, 5, 2), "")


def test_what_only_a_program_has_said_is_named_as_the_output_of_its_cell(whereabouts: Make) -> None:
    cells = [{"source": "1"}, {"source": "show()", "outputs": [{"text": "//evil.example"}]}]
    book = whereabouts("page.ipynb", page_DOT_ipynb=json.dumps({"cells": cells}))
    found = book.find("//evil.example", "page")
    assert found is not None
    assert found[1] == "in the output of cell 2"


def test_a_broken_notebook_is_searched_as_a_text(whereabouts: Make) -> None:
    book = whereabouts("page.ipynb", page_DOT_ipynb='{"cells": [//evil.example')
    found = book.find("//evil.example", "page")
    assert found == (Place("page.ipynb", 1, 12), "")


def test_a_translation_is_found_although_its_lines_are_cut(whereabouts: Make) -> None:
    book = whereabouts(page_DOT_md="x", locale__nb__LC_MESSAGES__page_DOT_po=CATALOGUE)
    found = book.find("https://bilder.example/a.png", "page")
    assert found is not None
    assert found[0].path == "locale/nb/LC_MESSAGES/page.po"
    assert found[0].line in {4, 5}


def test_what_a_build_wrote_is_not_what_an_author_wrote(whereabouts: Make) -> None:
    book = whereabouts(page_DOT_md="x", _build__site__a_DOT_html="evil", _DOT_git__b_DOT_md="evil")
    assert book.find("evil", "page") is None


def test_a_host_is_only_looked_for_where_the_page_is_made_from(whereabouts: Make) -> None:
    book = whereabouts(page_DOT_md="x", other_DOT_md="https://evil.example")
    assert book.find_host("evil.example", "page") is None
    assert book.find_host("evil.example", "a page without a source") is None


def test_an_extension_is_named_if_the_text_stands_in_it(whereabouts: Make, tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "shiny"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "pages.py").write_text("SCRIPT = '//evil.example/a.js'")
    loaded = {
        "shiny": SimpleNamespace(module=SimpleNamespace(__file__=str(package / "__init__.py"))),
        "built.in": SimpleNamespace(module=SimpleNamespace()),
    }
    book = whereabouts(extensions=loaded)
    assert book.extension_with("//evil.example") == "shiny"
    assert book.extension_with("//other.example") is None
