"""What exporters make is linked on the pages; one that fails or clashes is named."""

import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kit.catalogues import sphinx_locale_dir
from kit.sphinxext.build.one_language import LanguageResult, build_language
from kit.sphinxext.build.order import Order
from tests.e2e.building import References
from tests.preloaded import JUPYTER_BOOK, command

SOURCE = Path(__file__).parents[1] / "golden" / "small-book" / "source"
CHAPTER, LIGHT = "book/focus-areas/learn.html", "exercises/learn/looking-back.html"
FILE = "exercises/learn/looking-back.csv"

PLUGIN = """\
from kit.plugins import Export


class Table:
    api = 1
    assets = None

    def __init__(self, name, suffix=".csv", data=b"x" * 11_800):
        self.name, self.suffix, self.data = name, suffix, data

    def export(self, kind, exercise, context):
        return Export(self.suffix, "text/csv", self.data, f"<{self.name}>")


exporters = [EXPORTERS]
"""

Build = Callable[[str], LanguageResult]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build one small book again and again, each time with the exporters that are named."""
    folder = tmp_path_factory.mktemp("exporters")
    root, locale = folder / "book", folder / "locale"
    shutil.copytree(SOURCE, root)
    (root / "plugins").mkdir()
    sphinx_locale_dir(locale)

    def made(exporters: str) -> LanguageResult:
        path = root / "plugins" / "table.py"
        path.write_text(PLUGIN.replace("EXPORTERS", exporters), encoding="utf-8")
        # Two texts of one length within a second are one to Python's compiled copy.
        shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
        return build_language(Order(root, "nb", ("nb",), folder / "cache", locale))

    return made


class _Links(HTMLParser):
    """The links under an exercise: attributes and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str | None], str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self._inside = dict(attrs).get("class") == "kit-links"
        elif tag == "a" and self._inside:
            self.found.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._inside and self.found and data.strip():
            attributes, words = self.found[-1]
            self.found[-1] = attributes, words + data


def links(site: Path, page: str) -> dict[str, dict[str, str | None]]:
    """Return the attributes of the links under the exercise of a page, by their words."""
    return {words: about for about, words in _Links((site / page).read_text("utf-8")).found}


def test_a_file_is_linked_by_label_type_and_size_wherever_the_exercise_stands(build: Build) -> None:
    result = build("Table('table')")
    assert result.problems == ()
    own = links(result.output, LIGHT)
    assert own == {
        "<table> (CSV, 12\xa0kB)": {
            "href": "looking-back.csv",
            "type": "text/csv",
            "download": None,
        }
    }
    in_chapter = links(result.output, CHAPTER)
    assert list(in_chapter) == ["Åpne på en egen side", *own]
    assert in_chapter["<table> (CSV, 12\xa0kB)"]["href"] == "../../exercises/learn/looking-back.csv"
    assert (result.output / FILE).read_bytes() == b"x" * 11_800
    former = result.output / FILE.replace("looking-back", "back-then")
    assert former.read_bytes() == b"x" * 11_800, "a file's old address is no page to lead on"


def _times(site: Path) -> dict[str, int]:
    """Return when each page was written, without those that belong to the whole book."""
    pages = [*site.glob("book/**/*.html"), *site.glob("exercises/**/*.html")]
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in pages}


def test_a_file_of_another_size_changes_its_pages_and_no_other(build: Build) -> None:
    before = build("Table('table')")
    times = _times(before.output)
    after = build("Table('table', data=b'x' * 1_449_000)")
    for page in (CHAPTER, LIGHT):
        assert "<table> (CSV, 1,4\xa0MB)" in links(after.output, page)
    written = {page for page, time in _times(after.output).items() if time != times[page]}
    assert written == {CHAPTER, LIGHT, "book/index.html"}, "the front page lists the chapter"


def test_two_files_with_one_suffix_are_named_and_the_first_stands(build: Build) -> None:
    result = build("Table('zebra', data=b'z'), Table('apple', data=b'a'), Table('more', '.txt')")
    (problem,) = result.problems
    assert str(problem) == (
        "plugins/table.py:1:1: same-suffix: the exporters 'apple' (plugins/table.py) and 'zebra' "
        "(plugins/table.py) both make a '.csv' of exercises/learn/looking-back.yml; pages offer "
        "that of 'apple'\n  hint: let one of them end its files otherwise, or remove it"
    )
    assert list(links(result.output, LIGHT)) == ["<apple> (CSV, 1\xa0kB)", "<more> (TXT, 12\xa0kB)"]
    assert (result.output / FILE).read_bytes() == b"a"


def test_an_exporter_that_fails_leaves_no_link_and_no_file(build: Build) -> None:
    build("Table('table')")
    result = build("Table('table', suffix='.html'), Table('more', '.txt')")
    (problem,) = result.problems
    assert str(problem) == (
        "exercises/learn/looking-back.yml:1:1: broken-plugin: the exporter 'table' "
        "(plugins/table.py) failed: TypeError: the suffix '.html' is that of pages"
    )
    for page in (CHAPTER, LIGHT):
        html = (result.output / page).read_text("utf-8")
        assert "&lt;more&gt; (TXT, 12\xa0kB)" in html
        assert "&lt;table&gt;" not in html
        assert not [link for link in References(html).links if link.endswith(".csv")]
    assert not (result.output / FILE).exists()


def test_without_files_there_is_no_empty_line_of_links(build: Build) -> None:
    result = build("")
    assert result.problems == ()
    assert "kit-links" not in (result.output / LIGHT).read_text("utf-8")
    assert list(links(result.output, CHAPTER)) == ["Åpne på en egen side"]


def test_jupyter_book_itself_links_them_too(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(SOURCE, root)
    (root / "plugins").mkdir()
    text = PLUGIN.replace("EXPORTERS", "Table('table')")
    (root / "plugins" / "table.py").write_text(text, encoding="utf-8")
    subprocess.run(command(JUPYTER_BOOK, "build", root), check=True, capture_output=True)
    site = root / "_build" / "html"
    for page in (CHAPTER, LIGHT):
        assert "<table> (CSV, 12\xa0kB)" in links(site, page)
    assert (site / FILE).is_file()
