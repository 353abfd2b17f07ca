"""The reference book, built as authors and readers get it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from kit.checks import check_book
from kit.errors import Problem, Severity
from kit.load import load_book
from kit.sphinxext import BuildResult, build_book
from tests.e2e.building import (
    EXERCISE,
    REPOSITORY,
    References,
    broken_links,
    contents_of,
    copy_of_the_book,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_book(tmp_path_factory.mktemp("book") / "project")


@pytest.fixture(scope="module")
def built(book: Path) -> BuildResult:
    return build_book(book)


@pytest.fixture(scope="module")
def kept_book(book: Path, built: BuildResult) -> Path:
    return copytree(book, book.with_name("kept"))


@pytest.fixture
def built_book(book: Path, kept_book: Path, tmp_path: Path) -> Iterator[Path]:
    """Give the book, built, to change; afterwards it is as it was, times included."""
    yield book
    _put_back(book, kept_book, tmp_path)


def _put_back(book: Path, kept: Path, aside: Path) -> None:
    # The same folder again, for Sphinx reads everything anew in another one.
    book.rename(aside / "changed")
    copytree(kept, book)


def _exercise_words(root: Path, before: str, after: str) -> None:
    path = root / EXERCISE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_nothing_is_wrong_with_the_reference_book(built: BuildResult) -> None:
    assert [str(problem) for problem in built.problems] == []
    assert built.ok


def test_every_link_inside_the_site_leads_somewhere(built: BuildResult) -> None:
    assert broken_links(built.site) == []


def test_every_page_says_its_language(built: BuildResult) -> None:
    for language in built.languages:
        for path in (built.site / language).rglob("*.html"):
            opening = re.search(r"<html\b[^>]*>", path.read_text("utf-8"))
            assert opening
            assert f'lang="{language}"' in opening[0], path


def test_no_page_loads_anything_from_another_host(built: BuildResult) -> None:
    foreign = []
    for path in built.site.rglob("*.html"):
        loads = References(path.read_text("utf-8")).loads
        foreign += [f"{path.name}: {load}" for load in loads if urlsplit(load).netloc]
    for path in built.site.rglob("*.css"):
        foreign += re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+", path.read_text())
    for path in built.site.rglob("*.js"):
        foreign += re.findall(
            r"(?:fetch|import|importScripts|open)\(\s*[\"'`](?:https?:)?//[^\"'`]+",
            path.read_text("utf-8"),
        )
    assert foreign == []


def test_every_exercise_has_a_light_page_in_every_language(book: Path, built: BuildResult) -> None:
    for exercise_id in load_book(book).exercises:
        for language in built.languages:
            assert (built.site / language / "exercises" / f"{exercise_id}.html").is_file()


def test_the_page_of_an_exercise_with_a_notebook_links_it(built: BuildResult) -> None:
    """The chapter of its area; a conversation stands with the roles that it is about."""
    notebooks = sorted((built.site / "nb" / "exercises").rglob("*.ipynb"))
    assert notebooks
    for notebook in notebooks:
        area = notebook.parent.name
        with_roles = (area, notebook.stem) == ("lead", "appraisal")
        name = "roles" if with_roles else f"focus-areas/{area}"
        page = (built.site / f"nb/book/{name}.html").read_text("utf-8")
        assert f"exercises/{area}/{notebook.name}" in page


# A chapter's head has a ground that is wider than its words.
LEFT_OF_WORDS = """heading => {
  const range = document.createRange();
  range.selectNode(document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode());
  return range.getBoundingClientRect().x;
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_chapter_stands_where_every_page_stands(
    built: BuildResult,
    new_page: Callable[..., Page],
    serve_folder: Callable[[Path], str],
    width: int,
) -> None:
    address = serve_folder(built.site)
    page = new_page(viewport={"width": width, "height": 800})
    lefts = []
    for name in ("roles", "focus-areas/learn"):
        page.goto(f"{address}/nb/book/{name}.html")
        lefts.append(page.locator("h1").evaluate(LEFT_OF_WORDS))
    assert lefts[0] == lefts[1] >= 16


def test_the_ways_in_are_cards_and_the_first_is_on_the_first_screen_of_a_phone(
    built: BuildResult, new_page: Callable[..., Page], serve_folder: Callable[[Path], str]
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{serve_folder(built.site)}/nb/book/index.html")
    first = page.locator(".kit-ways > p").first
    expect(first).to_be_in_viewport(ratio=1)
    box = first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 12)
    expect(page).to_have_url(re.compile(r"/how-to/leader\.html$"))


def test_an_exercises_own_page_leads_to_the_same_page_in_each_language(built: BuildResult) -> None:
    pages = sorted((built.site / "nb/exercises").rglob("*.html"))
    assert pages
    for page in pages:
        links = re.findall(r'hreflang="(\w+)" href="([^"]+)"', page.read_text("utf-8"))
        assert [language for language, _ in links] == ["nb", "en"]
        assert all((page.parent / href).resolve().is_file() for _, href in links)


def test_a_build_without_a_change_writes_nothing(book: Path, built: BuildResult) -> None:
    assert build_book(book).written == ()


def test_a_changed_exercise_rewrites_its_pages_and_no_other(built_book: Path) -> None:
    _exercise_words(built_book, "Velg noe lite og vanlig.", "Velg noe sebraaktig.")
    written = build_book(built_book, languages=["nb"]).written
    assert set(written) == {
        "nb/book/focus-areas/learn.html",
        "nb/exercises/learn/looking-back.html",
        "nb/screens/learn/looking-back.html",
        "nb/searchindex.js",
    }


def test_pages_that_only_list_an_exercise_follow_its_minutes(built_book: Path) -> None:
    root = built_book
    _exercise_words(root, "minutes: 15", "minutes: 14")
    written = set(build_book(root, languages=["nb"]).written)
    lists = {
        f"nb/{page.relative_to(root).with_suffix('.html').as_posix()}"
        for page in (root / "book").rglob("*.md")
        if "{kit-exercises}" in page.read_text("utf-8")
    }
    assert len(lists) > 1
    assert {name for name in written if name.startswith("nb/book/")} <= lists
    assert "nb/book/focus-areas/learn.html" in written


def test_a_changed_translation_rewrites_its_pages_in_its_language_only(built_book: Path) -> None:
    root = built_book
    path = root / "locale/en/LC_MESSAGES/exercises.po"
    text = path.read_text("utf-8")
    title = re.search(
        r'msgctxt "exercises/learn/looking-back:title"\nmsgid "[^"]+"\nmsgstr "([^"]+)"', text
    )
    assert title
    path.write_text(text.replace(f'msgstr "{title[1]}"', 'msgstr "Quite another title"', 1))
    written = build_book(root).written
    assert "en/book/focus-areas/learn.html" in written
    assert {name.split("/")[0] for name in written} == {"en"}
    pages = {name for name in written if name.startswith("en/book/")}
    shown = {
        f"en/{page.relative_to(root / '_build/site/en').as_posix()}"
        for page in (root / "_build/site/en/book").rglob("*.html")
        if "Quite another title" in page.read_text("utf-8")
    }
    assert pages == shown


def test_a_changed_page_translation_rewrites_that_page_only(built_book: Path) -> None:
    root = built_book
    path = root / "locale/en/LC_MESSAGES/book/focus-areas/learn.po"
    text = path.read_text("utf-8")
    longest = max(re.findall(r'^msgstr "([^"]{40,})"$', text, re.MULTILINE), key=len)
    path.write_text(text.replace(longest, f"{longest} Changed."), encoding="utf-8")
    written = {name for name in build_book(root).written if name.endswith(".html")}
    assert written == {"en/book/focus-areas/learn.html"}


def test_a_failed_build_leaves_the_last_good_site(built_book: Path) -> None:
    root, site = built_book, built_book / "_build" / "site"
    before = contents_of(site)
    assert before
    page = root / "book/roles.md"
    page.write_text(page.read_text("utf-8") + "\n```{kit-exercise} learn/nowhere\n```\n")
    for _again in range(2):
        failed = build_book(root, languages=["nb"])
        assert not failed.ok
        assert [problem.code for problem in failed.problems] == ["unknown-exercise"]
        assert failed.problems[0].place.path == "book/roles.md"
        assert failed.problems[0].severity is Severity.ERROR
        assert contents_of(site) == before


@pytest.mark.parametrize("domain", ["book/roles", "exercises"])
def test_a_broken_catalogue_is_named_once_with_its_line(built_book: Path, domain: str) -> None:
    root = built_book
    path = root / f"locale/en/LC_MESSAGES/{domain}.po"
    path.write_text('msgid "one"\nmsgstr "two"\n\nthree\n', encoding="utf-8")
    problems = build_book(root, languages=["en"]).problems
    assert "\n".join(map(str, problems)) == (
        f"locale/en/LC_MESSAGES/{domain}.po:4:1: broken-catalogue: "
        "the translations cannot be read: the line is no part of an entry\n"
        "  hint: begin it with '#' if it is a remark, with a quotation mark if a text goes on"
    )


def test_what_the_checks_have_said_is_not_said_again_by_sphinx(built_book: Path) -> None:
    root = built_book
    page = root / "book/roles.md"
    more = (
        "\n##### Dypt\n\n```pyhton\n1\n```\n\n:::{eval-rst}\n.. code-block:: pyhton\n\n   1\n:::\n"
    )
    page.write_text(page.read_text("utf-8") + more, "utf-8")

    def check() -> tuple[Problem, ...]:
        return check_book(load_book(root), strict=False)

    problems = build_book(root, languages=["nb"], strict=False, check=check).problems
    said = [one.code for one in problems if one.place.path == "book/roles.md"]
    # What only Sphinx reads, it says by itself, also of what the checks have found elsewhere.
    assert [code for code in said if code != "missing-translation"] == [
        "skipped-heading",
        "unknown-lexer",
        "build",
    ]


def test_a_book_without_a_platform_says_so_and_does_not_fall_over(tmp_path: Path) -> None:
    root = copytree(REPOSITORY / "tests/golden/small-book/source", tmp_path / "project")
    (root / "book/platform.yml").unlink()
    result = build_book(root, languages=["nb"])
    assert not result.ok
    assert "missing-platform" in {problem.code for problem in result.problems}


def test_the_front_page_leads_to_the_readers_language(
    built: BuildResult, new_page: Callable[..., Page], serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(built.site)
    for locale, language in (("en-GB", "en"), ("nn-NO", "nb"), ("fr-FR", "nb")):
        page = new_page(locale=locale)
        page.goto(f"{address}/")
        page.wait_for_url(f"{address}/{language}/**")


def test_without_scripts_the_front_page_links_every_language(
    built: BuildResult, new_page: Callable[..., Page], serve_folder: Callable[[Path], str]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{serve_folder(built.site)}/index.html")
    assert page.get_by_role("link").all_inner_texts() == ["Norsk bokmål", "English"]


def test_the_search_knows_norwegian_word_forms(
    built: BuildResult, page: Page, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(built.site)}/nb/search.html?q=reflekterer+øvelse")
    page.goto(f"{serve_folder(built.site)}/nb/search.html?q=øvelsen")
    expect(page.locator("#search-results li").first).to_be_visible()
