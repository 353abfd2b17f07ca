"""What only the build can see: what its pages, styles and scripts ask, and which scripts may run.

A case is a folder of ``tests/built``, laid over the sound book in ``tests/invalid/base``;
``--regen`` writes its ``expected.txt``.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.errors import Problem, Severity
from kit.load import load_book
from kit.sphinxext import build_book
from kit.sphinxext.inspection import requests

CASES = Path(__file__).parents[1] / "built"
BASE = Path(__file__).parents[1] / "invalid" / "base"
NAMES = sorted(path.name for path in CASES.iterdir())


def _copy(case: str, folder: Path) -> Path:
    book = folder / "book-project"
    shutil.copytree(BASE, book)
    shutil.copytree(CASES / case, book, dirs_exist_ok=True)
    (book / "expected.txt").unlink(missing_ok=True)
    return book


def _said(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


@pytest.mark.parametrize("case", NAMES)
def test_what_was_built_is_reported_in_exactly_these_words_each_time(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    book, expected = _copy(case, tmp_path), CASES / case / "expected.txt"
    first = build_book(book)
    if request.config.getoption("--regen"):
        expected.write_text(_said(first.problems), encoding="utf-8")
    assert _said(first.problems) == expected.read_text(encoding="utf-8")
    assert not first.ok
    assert not first.site.exists()
    assert build_book(book).problems == first.problems


def test_only_what_has_changed_is_searched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = _copy("blocked-scripts", tmp_path)
    build_book(book)
    searched: list[str] = []
    found = requests._found

    def noting(suffix: str, text: str) -> Iterator[requests.Found]:
        searched.append(suffix)
        return found(suffix, text)

    monkeypatch.setattr(requests, "_found", noting)
    build_book(book)
    assert ".html" not in searched
    page = book / "book/index.md"
    page.write_text(page.read_text("utf-8").replace("# A small", "# A smaller"), "utf-8")
    build_book(book)
    assert 0 < searched.count(".html") < len(list((book / "_build/cache/en").rglob("*.html")))


def test_an_extension_that_names_a_host_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "installed"
    (installed / "counting").mkdir(parents=True)
    (installed / "counting" / "__init__.py").write_text(
        "HOST = 'https://counter.example'\n"
        "def setup(app):\n    app.add_js_file(f'{HOST}/count.js')\n"
        "    return {'parallel_read_safe': True, 'parallel_write_safe': True}\n"
    )
    monkeypatch.syspath_prepend(installed)
    book = _copy("blocked-scripts", tmp_path)
    config = book / "_config.yml"
    settings = config.read_text("utf-8")
    config.write_text(settings.replace("[kit.sphinxext]", "[kit.sphinxext, counting]"), "utf-8")
    problems = [p for p in build_book(book).problems if "counter.example" in p.message]
    assert problems
    assert all(str(p.hint).startswith("the extension 'counting' names this") for p in problems)
    assert all(p.place.path.startswith("_build/cache/en/html/") for p in problems)


def test_an_ordinary_book_is_shown_and_each_request_is_a_warning_once(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: A film\n", "utf-8")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n", "utf-8")
    page = '# A film\n\n<iframe title="A film" src="https://film.example/a"></iframe>\n'
    (tmp_path / "index.md").write_text(page, "utf-8")
    book = load_book(tmp_path)
    result = build_book(tmp_path, book=book, check=lambda: check_book(book))
    assert result.ok
    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("foreign-host", Severity.WARNING)
    assert str(problem.place) == "index.md:3:29"
