"""Small books and the articles that they give, byte for byte.

``--regen`` writes the expected files anew; read the difference as you would read code.
"""

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import sphinx

from kit.sphinxext import BuildResult, build_book

CASES = sorted(path.parent for path in Path(__file__).parents[1].glob("golden/*/source"))
Build = Callable[[str], BuildResult]

NEWEST = {
    # MyST marks a heading by its words, too, beside the id that is made of them.
    r'<span id="[^"]*"></span>(?=<h[1-6]\b)': "",
    # Sphinx leaves out the empty lines around a formula that cannot be read.
    r"<code>\n|\n</code>": lambda match: match[0].strip(),
}
"""The known differences of a site that the newest Sphinx and MyST build; README names them."""

_STRINGS = re.compile(r'"strings":\{[^{}]*(?:\{\w+\}[^{}]*)*\}')
_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)


def _shown(site: Path, path: Path) -> str:
    html = path.read_text("utf-8")
    match = _ARTICLE.search(html)
    if "/screens/" in path.as_posix():
        # All that run mode says: its own tests hold it, and each new word would change every page.
        html = _STRINGS.sub('"strings":{}', html)
    return match[1].strip() + "\n" if match else html


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build each small book once, by its name."""

    @cache
    def made(name: str) -> BuildResult:
        (source,) = (case / "source" for case in CASES if case.name == name)
        return build_book(shutil.copytree(source, tmp_path_factory.mktemp(name) / "book"))

    return made


def _alike(text: str) -> str:
    """Return what both lanes of versions have in common."""
    for pattern, instead in NEWEST.items() if sphinx.version_info >= (8,) else ():
        text = re.sub(pattern, instead, text)
    return text


def _result(built: BuildResult) -> dict[str, str]:
    found = {"problems.txt": "".join(f"{problem}\n" for problem in built.problems)}
    for path in sorted(built.site.rglob("*.html")):
        name = path.relative_to(built.site).as_posix()
        if not name.endswith(("search.html", "404.html")):
            found[name] = _shown(built.site, path)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_small_book_gives_the_expected_articles(
    case: Path, build: Build, request: pytest.FixtureRequest
) -> None:
    found = _result(build(case.name))
    expected = case / "expected"
    if request.config.getoption("--regen"):
        for name, text in found.items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name, text in found.items():
        assert (expected / name).is_file(), f"{name} has no golden file"
        assert _alike(text) == _alike((expected / name).read_text("utf-8")), name
    known = {
        path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()
    }
    assert known == found.keys()


def test_a_half_translated_page_says_how_much_is_missing(build: Build) -> None:
    site = build("small-book").site
    page = (site / "en/book/more.html").read_text("utf-8")
    assert "One text on this page is not translated yet" in page
    assert 'lang="nb">Et avsnitt som ingen har oversatt' in page
    page = (site / "en/book/index.html").read_text("utf-8")
    assert '<span class="kit-source-language" lang="nb">Åpen</span></h2>' in page
    assert "6 texts on this page are not translated yet" in page
