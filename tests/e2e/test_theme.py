"""The theme by itself, on a small Sphinx project: what every page of every book has around it."""

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.catalogues import sphinx_locale_dir
from kit.frontend import sign_svg

NewPage = Callable[..., Page]

THEME = Path(str(files("kit.sphinxext"))) / "theme"
STATIC = Path(str(files("kit.frontend"))) / "static"

WIDE = " | ".join(["Menneskerettighetsorganisasjonene"] * 6)
PAGES = {
    "index.md": """# Boka

Her begynner det.

```{toctree}
:caption: Kapitler
learn
wide
```
""",
    "learn.md": """# Å lære

Vi lærer mest mens vi jobber.

## Et mål

Tekst.

## Et til

Tekst.
""",
    "wide.md": f"# Bredt\n\n## Tall\n\n| {WIDE} |\n|{'---|' * 6}\n| {WIDE} |\n",
}


def _context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    context["kit_languages"] = [
        {"code": "nb", "name": "Norsk bokmål", "href": "#", "current": True},
        {"code": "en", "name": "English", "href": "../en/index.html", "current": False},
    ]
    context["kit_source_language"] = {"code": "nb", "name": "Norsk bokmål"}
    if page == "learn":
        context |= {"kit_hue": 2, "kit_sign": sign_svg("learn"), "kit_untranslated": 3}
        context["kit_links"] = [{"kind": "edit", "href": "#"}, {"kind": "issues", "href": "#"}]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the project once."""
    source = tmp_path_factory.mktemp("theme")
    for name, text in PAGES.items():
        (source / name).write_text(text, encoding="utf-8")
    themes = tmp_path_factory.mktemp("themes")
    shutil.copytree(THEME, themes / "workshop-kit")
    settings = {
        "extensions": ["myst_parser"],
        "html_theme": "workshop-kit",
        "html_theme_path": [str(themes)],
        "html_static_path": [str(STATIC)],
        "html_title": "Arbeidsboka",
        "html_show_sourcelink": False,
        "language": "nb",
        "locale_dirs": [str(sphinx_locale_dir(source / "locale"))],
        "project": "Arbeidsboka",
    }
    out = source / "out"
    translators.clear()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source, None, out, source / "trees", "html", settings, status=None, warning=None
        )
        app.connect("html-page-context", _context)
        app.build()
    yield out
    translators.clear()


@pytest.fixture
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "light"),
        pytest.param(1280, "dark", marks=pytest.mark.deep),
        pytest.param(390, "dark", marks=pytest.mark.deep),
        pytest.param(1280, "light", marks=pytest.mark.deep),
    ],
)
@pytest.mark.parametrize("name", ["index", "learn", "wide", "search"])
def test_a_page_is_accessible_in_every_window_and_colour(
    new_page: NewPage, axe: Callable[..., None], address: str, name: str, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{address}/{name}.html")
    axe(page)
    if scheme == "light":
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)


@pytest.mark.parametrize("name", ["index", "learn", "wide", "search"])
def test_a_page_fits_a_window_of_320_pixels(new_page: NewPage, address: str, name: str) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{address}/{name}.html")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches(
    new_page: NewPage, address: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/wide.html")

    frame = page.get_by_role("group", name="Tall")
    frame.focus()
    expect(frame).to_be_focused()
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")


def test_the_choice_of_colours_is_kept_and_nothing_else(new_page: NewPage, address: str) -> None:
    page = new_page(color_scheme="light")
    page.goto(f"{address}/learn.html")
    root = page.locator("html")
    expect(root).not_to_have_attribute("data-theme", "dark")

    page.get_by_role("button", name="Bruk mørke farger").click()
    page.goto(f"{address}/index.html")

    expect(root).to_have_attribute("data-theme", "dark")
    assert page.evaluate("JSON.stringify(localStorage)") == '{"kit-colours":"dark"}'

    page.get_by_role("button", name="Bruk fargene som enheten er stilt inn på").click()

    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_click_on_the_colours_looks_different(
    new_page: NewPage, address: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{address}/learn.html")

    def ground() -> str:
        return str(page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))

    seen = [ground()]
    for _ in range(3):
        page.locator("button.kit-mode").click()
        seen.append(ground())

    assert seen[0] != seen[1]
    assert seen == seen[:2] * 2


def test_searching_keeps_nothing_in_the_browser_and_answers_in_norwegian(
    new_page: NewPage, address: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/index.html")
    page.get_by_role("searchbox", name="Søk i boka").fill("jobber")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Treff")).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("Å lære")
    words = page.locator("#search-results .context")
    expect(words).to_have_text("Å lære Vi lærer mest mens vi jobber. Et mål Tekst. Et til Tekst.")
    assert page.evaluate("localStorage.length") == 0


def test_the_first_stop_of_the_keyboard_leads_past_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/learn.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til hovedinnholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_without_scripts_the_contents_are_open_where_there_is_room(
    new_page: NewPage, address: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(f"{address}/learn.html")

    expect(page.get_by_role("link", name="Bredt").first).to_be_visible()
    expect(page.locator(".kit-toc").get_by_role("link", name="Et mål")).to_be_visible()


def test_without_scripts_the_contents_fold_out_on_a_phone(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(f"{address}/learn.html")
    link = page.locator(".kit-nav").get_by_role("link", name="Bredt")
    expect(link).to_be_hidden()

    page.get_by_text("Innhold", exact=True).click()

    expect(link).to_be_visible()


def test_a_half_translated_page_says_so_and_leads_to_the_source(page: Page, address: str) -> None:
    page.goto(f"{address}/learn.html")
    note = page.get_by_text("3 tekster på denne siden er ikke oversatt ennå.")

    expect(note).to_be_visible()
    expect(note.get_by_role("link", name="Norsk bokmål")).to_have_attribute("hreflang", "nb")


def test_the_other_language_is_named_in_itself(page: Page, address: str) -> None:
    page.goto(f"{address}/learn.html")
    link = page.get_by_role("navigation", name="Språk").get_by_role("link")

    expect(link).to_have_text("English")
    expect(link).to_have_attribute("lang", "en")
    expect(link).to_have_attribute("hreflang", "en")


def test_nothing_runs_or_styles_from_inside_the_page(site: Path) -> None:
    for name in ("index", "learn", "wide", "search"):
        html = (site / f"{name}.html").read_text(encoding="utf-8")

        assert "<style" not in html
        assert "<script>" not in html
        assert 'style="' not in html.partition('class="kit-text"')[0]
        assert " onclick=" not in html


def test_a_page_that_is_not_the_search_loads_none_of_sphinx_s_scripts(site: Path) -> None:
    html = (site / "learn.html").read_text(encoding="utf-8")

    for name in ("doctools", "documentation_options", "sphinx_highlight", "searchtools"):
        assert name not in html


def test_on_paper_only_the_text_is_left(new_page: NewPage, address: str) -> None:
    page = new_page(color_scheme="dark")
    page.goto(f"{address}/learn.html")
    page.emulate_media(media="print")

    expect(page.locator(".kit-header")).to_be_hidden()
    expect(page.locator(".kit-nav")).to_be_hidden()
    expect(page.get_by_role("heading", name="Å lære")).to_be_visible()
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
