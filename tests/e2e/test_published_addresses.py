"""A published address never dies: in every layout of a book it leads to its page, with the code."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from kit.ballots import collectables
from kit.load import load_book
from kit.plugins import discover
from kit.serving import create_app
from kit.sphinxext import build_book
from kit.sphinxext.site.standing import Listing
from tests.e2e.building import References, broken_links, copy_of_the_book
from tests.e2e.published_addresses import CODE, EXERCISE, FILES, FORMER, GROUP, IN_CODES, PAGES
from tests.servers import running

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
LIGHT = f"exercises/{EXERCISE}.html"

LAYOUTS = {
    "one language": "",
    "one language in its folder": "nb/",
    "one language, published in its folder by an older kit": "nb/",
    "one language, later a second": "nb/",
    "two languages from the start": "nb/",
    "two languages, later one of them": "nb/",
}
"""What has happened to a book, and where its pages lie then."""


def _settings(root: Path, languages: str, *more: str) -> None:
    lines = [
        *("title: Liten bok", "author: HR", "sphinx:", "  extra_extensions: [kit.sphinxext]"),
        *("  config:", "    language: nb", f"    kit_languages: [{languages}]"),
        *(f"    {line}" for line in more),
    ]
    (root / "_config.yml").write_text("\n".join(lines) + "\n", "utf-8")


def _built(root: Path, languages: str, *more: str) -> list[str]:
    _settings(root, languages, *more)
    result = build_book(root)
    assert result.ok, result.problems
    return [problem.code for problem in result.problems]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a book in each layout; a build is copied where its story goes on."""
    top = tmp_path_factory.mktemp("books")
    found = {name: top / str(number) / "book" for number, name in enumerate(LAYOUTS)}
    alone, folder, older, later, both, fewer = found.values()

    def copied(source: Path, target: Path) -> Path:
        shutil.copytree(source, target)
        if source == SOURCE:
            example = discover().of("kit.kinds")["group"].example("nb")
            (target / f"exercises/{GROUP}.yml").write_text(example, "utf-8")
        return target

    assert _built(copied(SOURCE, alone), "nb") == []
    assert _built(copied(SOURCE, folder), "nb", "kit_language_folder: true") == []
    # An older kit put the only language into its folder, and no setting says so.
    assert _built(copied(folder, older), "nb") == ["unrecorded-addresses"]
    assert _built(copied(alone, later), "nb, en") == []
    assert _built(copied(SOURCE, both), "nb, en") == []
    assert _built(copied(both, fewer), "nb") == ["unrecorded-addresses"]
    return found


# The others lie where one of these lies; how they came to, is in the settings and the files.
SHOWN = ("one language", "one language in its folder", "two languages, later one of them")


@pytest.fixture(
    scope="module",
    params=[
        name if name in SHOWN else pytest.param(name, marks=pytest.mark.deep) for name in LAYOUTS
    ],
)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def served(books: dict[str, Path], layout: str) -> Iterator[str]:
    root = books[layout]
    site = root / "_build/site"
    with running(create_app(site, listing=Listing(root, site))) as address:
        yield address


def _filled(address: str) -> str:
    return address.format(
        language="nb",
        id=EXERCISE,
        former=FORMER,
        group=GROUP,
        code=CODE,
        anchor="mer-om-roller",
    )


def _arrive(page: Page, base: str, address: str, path: str) -> None:
    page.goto(f"{base}/{address}")
    fragment = re.escape(address.partition("#")[2])
    expect(page).to_have_url(re.compile(rf"^{re.escape(f'{base}/{path}')}(\?[^#]*)?#{fragment}$"))


def test_every_code_leads_to_its_exercise(served: str, layout: str, page: Page) -> None:
    for address in IN_CODES.values():
        _arrive(page, served, _filled(address), f"{LAYOUTS[layout]}{LIGHT}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Se tilbake")


def test_every_page_answers_at_the_top_and_in_its_folder(
    served: str, layout: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(locale="nb")
    for address, path in PAGES.items():
        _arrive(page, served, _filled(address), f"{LAYOUTS[layout]}{path}")
        assert page.evaluate("document.documentElement.lang") == "nb", address
        assert ("q=" in unquote(page.url)) == ("?q=" in address)


def test_files_at_fixed_addresses_stay(books: dict[str, Path]) -> None:
    for layout, folder in LAYOUTS.items():
        site = books[layout] / "_build/site"
        file = site / f"{folder}exercises/{GROUP}.ipynb"
        for address in FILES:
            assert (site / _filled(address)).read_bytes() == file.read_bytes(), (layout, address)


def test_every_link_inside_every_site_leads_somewhere(books: dict[str, Path]) -> None:
    assert {name: broken_links(book / "_build/site") for name, book in books.items()} == {
        name: [] for name in LAYOUTS
    }


@pytest.mark.parametrize(
    ("languages", "folder"),
    [("[nb]", ""), ("[nb]\n    kit_language_folder: true", "nb/"), ("[nb, en]", "nb/")],
)
def test_codes_are_made_of_the_address_where_the_exercise_lies(
    tmp_path: Path, languages: str, folder: str
) -> None:
    root = copy_of_the_book(tmp_path / "book")
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    assert "kit_languages: [nb, en]" in text
    config.write_text(text.replace("[nb, en]", languages), "utf-8")
    for exercise_id, exercise in collectables(load_book(root)).items():
        assert exercise.addresses["nb"] == f"{folder}exercises/{exercise_id}.html"


def test_an_ordinary_book_lies_at_the_top_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Ordinary\n", "utf-8")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: intro\n", "utf-8")
    (tmp_path / "intro.md").write_text("# Ordinary\n", "utf-8")
    result = build_book(tmp_path)
    assert result.ok, result.problems
    pages = {path.relative_to(result.site).as_posix() for path in result.site.rglob("*.html")}
    assert pages == {"404.html", "index.html", "intro.html", "search.html"}
    assert References((result.site / "index.html").read_text("utf-8")).links[-1] == "intro.html"


@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.deep)])
def test_without_a_script_a_reader_is_led_on_as_well(
    books: dict[str, Path], colours: str, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    site = books["one language"] / "_build/site"
    with running(create_app(site)) as address:
        page = new_page(java_script_enabled=False, color_scheme=colours)
        page.goto(f"{address}/nb/{LIGHT}")
        expect(page).to_have_url(f"{address}/{LIGHT}")
        # What is seen where a browser does not follow by itself.
        still = new_page(color_scheme=colours, viewport={"width": 360, "height": 740})
        still.route("**/redirect.js", lambda route: route.fulfill(body=""))
        still.goto(f"{address}/nb/{LIGHT}#join={CODE}")
        expect(still.get_by_role("link", name="Gå til siden")).to_be_visible()
        expect(still.get_by_role("heading", level=1)).to_have_text(
            "Denne siden har en annen adresse"
        )
        assert still.locator("meta[name=robots]").get_attribute("content") == "noindex"
        assert still.locator("link[rel=canonical]").get_attribute("href") == f"../../../{LIGHT}"
        axe(still)


def test_a_page_from_the_disk_leads_on_with_the_code(
    books: dict[str, Path], layout: str, page: Page
) -> None:
    site = books[layout] / "_build/site"
    _arrive(
        page, site.as_uri(), f"exercises/{FORMER}.html#join={CODE}", f"{LAYOUTS[layout]}{LIGHT}"
    )
    _arrive(page, site.as_uri(), f"nb/{LIGHT}#join={CODE}", f"{LAYOUTS[layout]}{LIGHT}")
