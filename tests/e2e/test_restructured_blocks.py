"""Each ``{eval-rst}`` block shows what stands in it, on its page, and nothing of any other."""

import re
import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from kit.sphinxext import build_book
from tests.e2e.building import REPOSITORY, article
from tests.preloaded import JUPYTER_BOOK, command

SOURCE = REPOSITORY / "tests/golden/small-book/source"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
MORE = """
```{eval-rst}
Innskudd i nord.

.. image:: nord.svg
   :alt: Nord
```

Mellom *to* innskudd.

```{eval-rst}
Innskudd i sør.
```
"""
LEARN = """
```{eval-rst}
Innskudd i vest.

.. figure:: vest.svg
   :alt: Vest

   Bilde fra vest.
```

```{caution}
Sphinx har egne ord for dette, og vi har andre.
```
"""
ENGLISH = """
msgid "Innskudd i nord."
msgstr "Inset in the *north*."

msgid "Mellom *to* innskudd."
msgstr "Between *two* insets."
"""
WORDS = {
    "more": ["i nord", "Mellom <em>to</em>", "i sør"],
    "focus-areas/learn": ["i vest", "Bilde fra vest"],
}
TRANSLATED = {
    "more": ["in the <em>north</em>", "Between <em>two</em>", "i sør"],
    "focus-areas/learn": ["i vest", "Bilde fra vest"],
}
IMAGES = {"more": ["nord.svg"], "focus-areas/learn": ["vest.svg"]}
_SHOWN = re.compile(
    r"i nord|Mellom <em>to</em>|i sør|i vest|Bilde fra vest"
    r"|in the <em>north</em>|Between <em>two</em>"
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a book in two languages with three blocks on two pages, each with its own picture."""
    root = copytree(SOURCE, tmp_path_factory.mktemp("blocks") / "book")
    for page, text, picture in (
        ("more", MORE, "nord.svg"),
        ("focus-areas/learn", LEARN, "vest.svg"),
    ):
        path = root / f"book/{page}.md"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        (path.parent / picture).write_text(PICTURE, "utf-8")
    catalogue = root / "locale/en/LC_MESSAGES/book/more.po"
    catalogue.write_text(catalogue.read_text("utf-8") + ENGLISH, "utf-8")
    return root


@pytest.fixture(scope="module")
def ours(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = build_book(copytree(source, tmp_path_factory.mktemp("ours") / "book"))
    assert [str(problem) for problem in result.problems] == []
    return result.site


@pytest.fixture(scope="module")
def theirs(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copytree(source, tmp_path_factory.mktemp("theirs") / "book")
    done = subprocess.run(
        command(JUPYTER_BOOK, "build", "-W", "--keep-going", root),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_build/html"


def _assert_each_once(site: Path, words: dict[str, list[str]]) -> None:
    for page, expected in words.items():
        html = article((site / f"book/{page}.html").read_text("utf-8"))
        assert _SHOWN.findall(html) == expected, page
        images = re.findall(r'<img [^>]*src="([^"]+)"', html)
        assert [Path(image).name for image in images] == IMAGES[page], page
        for image in images:
            assert (site / f"book/{page}.html").parent.joinpath(image).read_text() == PICTURE


def test_each_page_of_the_source_language_shows_its_own_blocks_once(ours: Path) -> None:
    _assert_each_once(ours / "nb", WORDS)


def test_each_translated_page_shows_its_own_blocks_once(ours: Path) -> None:
    _assert_each_once(ours / "en", TRANSLATED)


def test_each_page_of_jupyter_book_shows_its_own_blocks_once(theirs: Path) -> None:
    _assert_each_once(theirs, WORDS)


def test_both_builds_show_the_same_articles(ours: Path, theirs: Path) -> None:
    for page in WORDS:
        left, right = (
            article((site / f"book/{page}.html").read_text("utf-8"))
            for site in (ours / "nb", theirs)
        )
        assert left == right, page
