"""Small books and the articles that they give, byte for byte.

``--regen`` writes the expected files anew; read the difference as you would read code.
"""

import re
import shutil
from pathlib import Path

import pytest

from kit.sphinxext import build_book

CASES = sorted(path.parent for path in Path(__file__).parents[1].glob("golden/*/source"))

_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)


def _shown(site: Path, path: Path) -> str:
    html = path.read_text("utf-8")
    match = _ARTICLE.search(html)
    return match[1].strip() + "\n" if match else html


def _result(root: Path) -> dict[str, str]:
    built = build_book(root)
    found = {"problems.txt": "".join(f"{problem}\n" for problem in built.problems)}
    for path in sorted(built.site.rglob("*.html")):
        name = path.relative_to(built.site).as_posix()
        if not name.endswith(("search.html", "404.html")):
            found[name] = _shown(built.site, path)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_small_book_gives_the_expected_articles(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(case / "source", tmp_path / "book")
    found = _result(tmp_path / "book")
    expected = case / "expected"
    if request.config.getoption("--regen"):
        for name, text in found.items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name, text in found.items():
        assert (expected / name).is_file(), f"{name} has no golden file"
        assert text == (expected / name).read_text("utf-8"), name
    known = {
        path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()
    }
    assert known == found.keys()
