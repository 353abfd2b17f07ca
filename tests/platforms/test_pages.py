"""Each platform becomes a book, and everyone can use its pages, whatever its structure."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kit.checks import check_book
from kit.load import load_book
from kit.model import Platform, texts
from kit.projects import new_project
from kit.sphinxext import BuildResult, build_book

HERE = Path(__file__).parent
LANGUAGES = {
    "lorenskog": "nb",
    "lulea": "sv",
    "norrkoping": "sv",
    "ostersund": "sv",
    "sarpsborg": "nb",
}
PACKS = ("lorenskog", "ostersund")
"""Those that come with the kit, and are built from the pack itself."""
LOOKED_AT = ("lulea", "norrkoping")
"""Two that have every structure between them; `make test-deep` looks at the others, too."""
NOT_TEXTS = {
    *("id", "language", "owner", "review_by", "schema_", "sign", "source", "link", "scales"),
    *("role", "focus_area", "policy_area", "perspective", "area", "responsible", "status"),
    *("rhythm", "document"),
}
"""What a page says otherwise, or does not say."""
Build = Callable[[str], tuple[Path, BuildResult, list[str]]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Make a book of a platform and build it, once; return where, what came of it and was told."""
    folder = tmp_path_factory.mktemp("platforms")

    @cache
    def made(name: str) -> tuple[Path, BuildResult, list[str]]:
        root = folder / name
        if name in PACKS:
            new_project(root, name)
        else:
            shutil.copytree(HERE / name / "exercises", root / "exercises")
            new_project(root, HERE / name / "book" / "platform.yml")
        told: list[str] = []
        return root, build_book(root, progress=told.append), told

    return made


@pytest.mark.parametrize("name", LANGUAGES)
def test_becomes_a_book_without_a_single_problem(name: str, build: Build) -> None:
    root, result, _ = build(name)
    assert [str(problem) for problem in check_book(load_book(root))] == []
    assert [str(problem) for problem in result.problems] == []
    assert result.ok
    assert (result.site / LANGUAGES[name] / "book" / "index.html").is_file()


@pytest.mark.parametrize("name", LANGUAGES)
def test_all_that_a_platform_says_stands_on_a_page(name: str, build: Build) -> None:
    root, result, _ = build(name)
    entry = load_book(root).platform
    assert entry is not None
    said = {path: _words(path.read_text("utf-8")) for path in result.site.glob("book/**/*.html")}
    everywhere = " ".join(said.values())
    assert [text for text in _texts(entry.value.model_dump()) if text not in everywhere] == []
    front = said[result.site / "book" / "index.html"]
    assert [text for text in _about(entry.value) if text not in front] == []


@pytest.mark.parametrize("name", PACKS)
def test_each_sentence_of_the_source_is_carried_by_something_on_a_page(
    name: str, build: Build
) -> None:
    root, result, _ = build(name)
    book = load_book(root)
    assert book.platform is not None
    said = list(texts(book.platform.value))
    pages = {path.stem: path.read_text("utf-8") for path in result.site.glob("book/**/*.html")}
    everywhere = " ".join(_words(html) for html in pages.values())
    numbers = []
    for number, ids in _sentences(name):
        numbers.append(number)
        assert ids, number
        for entry in ids:
            where, _, rest = entry.rpartition(":")
            if where == "exercise":
                carried = [(entry, book.exercises[rest].value.title)]
            elif where == "page":
                carried = [(entry, "")] if rest in pages else []
            else:
                carried = [each for each in said if f"{each[0]}.".startswith(f"{rest}.")]
            assert carried, f"{number}: there is no {entry}"
            parts = [part for _, text in carried for part in text.split("\n\n")]
            missing = [part for part in parts if " ".join(part.split()) not in everywhere]
            assert missing == [], f"{number}: {entry}"
    assert numbers == list(range(1, len(numbers) + 1))


def _sentences(name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each sentence of a source, and the ids that carry it."""
    page = (HERE.parents[1] / "docs" / "platforms.md").read_text("utf-8")
    section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    for number, ids in re.findall(r"^\| (\d+) \| .+? \| (.+) \|$", section, re.MULTILINE):
        yield int(number), re.findall(r"`([^`]+)`", ids)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_build_tells_what_it_does_and_with_how_many_pages(name: str, build: Build) -> None:
    _, result, told = build(name)
    pages = len(list(result.site.glob("book/**/*.html")))
    assert (told[0], told[-1]) == (f"{LANGUAGES[name]}: checking", "putting the site in place")
    for stage in ("reading", "writing"):
        *_, last = [text for text in told if f": {stage} page " in text]
        assert last == f"{LANGUAGES[name]}: {stage} page {pages} of {pages}"


def _words(html: str) -> str:
    """Return what a page says to the one who reads it."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


def _texts(data: object) -> Iterator[str]:
    """Yield every text of a platform; ids are shown by the names of what they mean."""
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, str) and name not in NOT_TEXTS:
                yield from (" ".join(part.split()) for part in value.split("\n\n"))
            elif name not in NOT_TEXTS:
                yield from _texts(value)
    elif isinstance(data, tuple):
        for value in data:
            yield from _texts(value)


def _about(said: Platform) -> Iterator[str]:
    """Yield what the front page says of a platform besides what it is for."""
    if said.scope:
        yield said.scope
    if said.period:
        yield from (str(said.period.first), str(said.period.last))
    if said.adoption:
        source = said.adoption.source
        assert not isinstance(source, str)
        yield from (text for text in (said.adoption.by, said.adoption.reference) if text)
        yield source.place


def _pages(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return a page of each kind, and the others; what lies in one folder below is of one kind."""
    pages = sorted(folder.rglob("*.html"))
    below = {path.parent: path for path in pages if path.parent != folder}
    shown = [path for path in pages if path.parent == folder or path in below.values()]
    return shown, [path for path in pages if path not in shown]


@pytest.mark.parametrize(
    "others", [False, pytest.param(True, marks=pytest.mark.deep)], ids=["each kind", "the others"]
)
@pytest.mark.parametrize(
    "name",
    [
        name if name in LOOKED_AT else pytest.param(name, marks=pytest.mark.deep)
        for name in LANGUAGES
    ],
)
def test_axe_finds_nothing_on_any_page_nor_in_the_dark_on_one_of_each_kind(
    name: str,
    build: Build,
    page: Page,
    serve_folder: Callable[[Path], str],
    axe: Callable[..., None],
    *,
    others: bool,
) -> None:
    site = build(name)[1].site
    address = serve_folder(site)
    pages = _pages(site / "book")[others]
    assert len(pages) >= (8, 1)[others]
    # Colours are those of the kind of page, not of the page.
    dark = {} if others else {pages[0], *{path.parent: path for path in pages}.values()}
    page.set_viewport_size({"width": 390, "height": 844})
    for path in pages:
        page.goto(f"{address}/{path.relative_to(site).as_posix()}")
        page.emulate_media(color_scheme="light")
        axe(page)
        if path in dark:
            page.emulate_media(color_scheme="dark")
            axe(page, colours=True)
        if name == "lulea" and path.stem == "steering":
            # A table that stands as a list on a phone is one for a screen reader all the same.
            assert _row_headers(page) == [str(number) for number in range(1, 19)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _row_headers(page: Page) -> list[str]:
    """Return the headers of rows as the browser hands them to assistive technology."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [node["name"]["value"] for node in tree["nodes"] if node["role"]["value"] == "rowheader"]
