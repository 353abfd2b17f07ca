"""The same books with Jupyter Book as it is, without our extension: the same text and counts.

What differs on purpose is listed with its reason; whatever else differs is a fault.
"""

import difflib
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from kit.sphinxext import build_book
from tests.preloaded import JUPYTER_BOOK, command

BOOKS = Path(__file__).parents[1] / "jupyter_book"
NAMES = ("textbook", "course", "handbook", "parts")
PAGES = {
    name: sorted(
        path.relative_to(BOOKS / name).with_suffix("").as_posix()
        for path in (BOOKS / name).rglob("*")
        if path.suffix in {".md", ".ipynb", ".rst"} and path.name not in {"idea.md", "left-out.md"}
    )
    for name in NAMES
}
ALL = [f"{book}/{page}" for book, pages in PAGES.items() for page in pages]

KNOWN_WORDS: dict[str, list[str]] = {
    # Jupyter Book announces that two dollars make a formula within a line, and leaves them there.
    "textbook/formulas": ["-$   $", "-1", "-1", "-2", "-$  $", "+$1+1=2$"],
}
"""What differs on purpose."""


def _ordinary(book: str, root: Path) -> Path:
    """Copy a book and leave out what is ours: the platform, the extension, the front matter."""
    shutil.copytree(BOOKS / book, root, ignore=shutil.ignore_patterns("platform.yml", "_build"))
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    text = text.replace("    - kit.sphinxext\n", "")
    text = text.replace("  extra_extensions: [kit.sphinxext]\n", "")
    config.write_text(text, encoding="utf-8")
    for page in root.rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"^kit: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, forks_for_notebooks: None) -> tuple[Path, Path]:
    """Build the books both ways; return the folder of ours, and that of Jupyter Book's."""
    ours, stock = (tmp_path_factory.mktemp(name) for name in ("ours", "stock"))
    for name in NAMES:
        result = build_book(_ordinary(name, ours / name / "source"))
        assert result.ok, [str(problem) for problem in result.problems]
        shutil.copytree(result.site, ours / name / "site")
        source = _ordinary(name, stock / name / "source")
        done = subprocess.run(
            command(JUPYTER_BOOK, "build", source),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        shutil.copytree(source / "_build" / "html", stock / name / "site")
    return ours, stock


def _article(folder: Path, page: str) -> Tag:
    """Return a page's article; formulas are their TeX, and what only a theme adds is gone."""
    book, _, name = page.partition("/")
    html = (folder / book / "site" / f"{name}.html").read_text("utf-8")
    found = BeautifulSoup(html, "html.parser").find("article")
    assert isinstance(found, Tag), page
    for extra in found.select("script, style, .headerlink, .prev-next-area, .kit-unseen"):
        extra.decompose()
    for formula in found.select("math"):
        formula.replace_with(f" {_tex(str(formula.get('alttext')))} ")
    for formula in found.select(".math"):
        number = formula.select_one(".eqno")
        words = number.extract().get_text() if number else ""
        if re.search(r"\\[(\[]", formula.get_text()):
            formula.string = f" {words} {_tex(formula.get_text())} "
        elif number:
            formula.insert(0, f" {words} ")
    return found


def _tex(text: str) -> str:
    """Return a formula without the signs around it and without spaces."""
    inner = re.sub(r"^\s*\\[(\[]|\\[)\]]\s*$", "", text)
    inner = re.sub(r"\\(begin|end)\{split\}", "", inner)
    return "$" + re.sub(r"\s+", "", inner) + "$"


def _words(article: Tag) -> list[str]:
    return re.findall(r"\$.*?\$|\w+", article.get_text(" "))


def _counts(article: Tag) -> Counter[str]:
    chosen = {
        **{f"h{level}": f"h{level}" for level in range(1, 7)},
        "links": "a[href]",
        "pictures with a text": "img[alt]",
        "tables": "table",
        "cells": "td, th",
        "footnotes": "aside.footnote, dl.footnote > dd",
        "remarks": ".admonition",
        "code": "div.highlight pre",
        "numbers of captions": ".caption-number",
        "citations": "div.citation, dl.citation > dd",
        "lists": "ul, ol, dl",
    }
    return Counter({name: len(article.select(query)) for name, query in chosen.items()})


@pytest.mark.parametrize("page", ALL)
def test_the_text_is_that_of_jupyter_book(sites: tuple[Path, Path], page: str) -> None:
    ours, stock = (_words(_article(folder, page)) for folder in sites)
    difference = [
        line
        for line in difflib.unified_diff(stock, ours, "Jupyter Book", "ours", n=1, lineterm="")
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    assert difference == KNOWN_WORDS.get(page, [])


@pytest.mark.parametrize("page", ALL)
def test_there_is_as_much_of_everything_as_in_jupyter_book(
    sites: tuple[Path, Path], page: str
) -> None:
    ours, stock = (_counts(_article(folder, page)) for folder in sites)
    difference = {name: (stock[name], ours[name]) for name in stock if stock[name] != ours[name]}
    assert difference == {}
