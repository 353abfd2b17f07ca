"""What Jupyter Book's documentation teaches, in three books: each feature is in the pages.

The textbook has parts, numbers, figures and formulas; the course runs its notebooks; the handbook
is an article with cards, tabs and an extension of its own.
"""

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from kit.checks import check_book
from kit.errors import Severity
from kit.load import load_book
from kit.sphinxext import build_book
from tests.e2e.building import References, article, broken_links, contents_of

BOOKS = Path(__file__).parents[1] / "jupyter_book"
NAMES = ("textbook", "course", "handbook")
PAGES = [
    "textbook/intro",
    "textbook/one/samples",
    "textbook/formulas",
    "textbook/tables",
    "textbook/notes",
    "textbook/words",
    "textbook/sources",
    "textbook/genindex",
    "course/lessons/first",
    "course/lessons/drawn",
    "handbook/guide/cards",
    "handbook/guide/plain",
]
# What else there is than text and links stands on these.
COLOURED = (
    "textbook/one/samples",
    "textbook/tables",
    "textbook/notes",
    "course/lessons/first",
    "handbook/guide/cards",
)

# Page, and what of its HTML shows that the feature works (a regular expression).
FEATURES = {
    # structure
    "parts": ("textbook/intro", r'caption-text">Beginnings<.*caption-text">Methods<'),
    "tableofcontents": (
        "textbook/intro",
        r'class="toctree-wrapper compound">.*caption-text">Beginnings',
    ),
    "sections, three deep": (
        "textbook/one/two/corners",
        r'<h1><span class="section-number">1\.3\.2',
    ),
    "numbered across parts": ("textbook/formulas", r'<h1><span class="section-number">2\. '),
    "a part without numbers": ("textbook/notes", r"<h1>Notes<"),
    "a title in the contents": ("textbook/intro", r">Words we use</a>"),
    "an address in the contents": (
        "textbook/intro",
        r'href="https://example.org/data">The data</a>',
    ),
    "glob in the contents": (
        "course/welcome",
        r'href="lessons/more.html">(<span[^>]*>)?3\. (</span>)?More</a>',
    ),
    "options: numbered": ("course/lessons/first", r'<h1><span class="section-number">1\. '),
    "colours of the theme, named in a style sheet": ("course/welcome", r'href="_static/pst\.css'),
    "article": ("handbook/guide/start", r'href="cards.html">Cards and tabs</a>'),
    "home_page_in_navbar": ("textbook/notes", r'toctree-l1"><a [^>]*href="intro.html">Counting'),
    "reStructuredText": ("handbook/guide/plain", r"It works as well\..*href=\"start.html\""),
    "index": ("textbook/genindex", r'<h2>B</h2>.*<li>boat.*href="words.html#index-0">small</a>'),
    "index from the search": ("textbook/search", r'<a href="genindex.html">Index</a>'),
    # around the page
    "logo": ("textbook/one/samples", r'<img class="kit-logo" src="../_static/logo.svg"'),
    "favicon": ("textbook/intro", r'<link rel="icon" href="_static/favicon.svg">'),
    "announcement": (
        "textbook/notes",
        r"<aside class=\"kit-announcement\"[^>]*>The second edition is",
    ),
    "option of the theme": (
        "handbook/guide/start",
        r'<aside class="kit-announcement"[^>]*>The town hall is open on Saturday',
    ),
    "a word beside the logo": ("handbook/guide/start", r"<span>The town&#39;s handbook</span>"),
    "icon_links": (
        "handbook/guide/start",
        r'<footer.*<a href="https://example.org/ask">Ask the town</a>',
    ),
    "extra_footer": ("textbook/notes", r'class="kit-extra"><p>Text under <em>CC BY 4.0</em>'),
    "author and copyright": ("textbook/notes", r"© 2026 The editors"),
    "edit button": (
        "textbook/one/samples",
        r'href="https://github.com/example/counting/edit/trunk/source/one/samples.md"',
    ),
    "repository button": ("textbook/notes", r'href="https://github.com/example/counting"'),
    "issues button": ("textbook/notes", r'href="https://github.com/example/counting/issues/new"'),
    "baseurl": ("textbook/notes", r'rel="canonical" href="https://books.example/counting/notes'),
    "custom CSS": ("course/lessons/first", r'<link rel="stylesheet"[^>]*_static/course.css'),
    "custom JavaScript": ("course/lessons/first", r'<script [^>]*src="../_static/course.js'),
    "picture with a space in its name": (
        "textbook/one/samples",
        r'<img alt="Two boats" src="../_images/two%20boats.svg"',
    ),
    # text
    "reference to a label": ("textbook/one/samples", r'href="two/places.html#places">'),
    "reference to a page": ("textbook/one/samples", r'href="two/corners.html">.*Corners'),
    "Markdown link to a page": ("textbook/one/samples", r'href="../formulas.html">.*the formulas'),
    "external link": ("textbook/one/samples", r'href="https://example.org/">another site'),
    "heading anchors": ("handbook/guide/start", r'href="cards.html#a-grid-of-cards"'),
    "linkify": ("handbook/guide/start", r'href="https://example.org/">https://example.org/<'),
    "substitutions in parse": ("textbook/intro", r"This is the second edition of"),
    "substitutions in config": ("handbook/guide/start", r"<h1>The handbook of Small Town"),
    "footnotes": ("textbook/notes", r'role="doc-noteref">.*A footnote with a name and <strong>'),
    "definition list": ("textbook/notes", r"<dt>Definition</dt><dd><p>What a word means"),
    "task list": ("textbook/notes", r'checkbox" aria-label="Done" checked.*aria-label="Not done"'),
    "strikethrough": ("textbook/notes", r"<s>struck</s>"),
    "replacements and quotes": ("textbook/notes", r"© and “quotes”"),
    "roles": ("textbook/notes", r'H<sub>2</sub>O, m<sup>2</sup>, <abbr title="a measure'),
    "download": ("textbook/notes", r'download="" href="_downloads/[0-9a-f]+/references.bib"'),
    "a span with a class": ("textbook/notes", r'<span class="tinted">a coloured span</span>'),
    "a paragraph with a class": ("handbook/guide/cards", r'<p class="quiet">'),
    "field list": ("textbook/notes", r'<dl class="[^"]*field-list'),
    "include": ("textbook/notes", r"Words from another file"),
    "literalinclude": ("textbook/notes", r"total.*\+=.*boat"),
    "code block": ("textbook/notes", r'Listing 1.*Counting.*class="linenos".*class="hll"'),
    "eval-rst": ("textbook/notes", r"Written in reStructuredText"),
    "quotation": ("textbook/one/samples", r'<blockquote class="epigraph">.*class="attribution"'),
    "margin": (
        "textbook/one/samples",
        r'<aside class="margin sidebar">\s*<p class="sidebar-title"',
    ),
    "margin without a title": (
        "textbook/one/samples",
        r'<aside class="margin sidebar">\s*<p>A note without a title',
    ),
    "sidebar": (
        "textbook/one/samples",
        r'<aside class="sidebar">\s*<p class="sidebar-title">A side',
    ),
    "full width": ("textbook/one/samples", r'<div class="full-width">'),
    "topic and rubric": ("textbook/notes", r'class="topic".*class="rubric">A rubric<'),
    "versions": ("textbook/notes", r'class="versionadded">.*class="deprecated">'),
    "glossary": ("textbook/words", r'<dt id="term-sample">sample'),
    "term": ("textbook/words", r'href="#term-sample"><span[^>]*>part</span>'),
    "hlist": ("textbook/words", r'<table class="hlist">'),
    "citation": ("textbook/one/samples", r'href="../sources.html#id\d+"[^>]*>Writer, 2020'),
    "bibliography": (
        "textbook/sources",
        r'class="citation"[^>]*role="listitem".*On Counting Boats',
    ),
    # figures and tables
    "figure": ("textbook/one/samples", r'<figure class="align-center" id="fig-harbour">'),
    "width of a figure": ("textbook/one/samples", r'style="width: 320px'),
    "caption with a number": ("textbook/one/samples", r'<span class="caption-number">Fig. 1\.1 '),
    "numref": (
        "textbook/one/samples",
        r'href="#fig-harbour"><span class="std std-numref">Fig. 1\.1<',
    ),
    "numref in own words": ("textbook/one/samples", r">Picture 1\.1</span>"),
    "figure-md": ("textbook/one/samples", r'id="fig-md">.*A caption in <strong>Markdown'),
    "image": ("textbook/one/samples", r'<img alt="The harbour once more" class="bordered"'),
    "HTML image": (
        "textbook/one/samples",
        r'<img alt="The harbour with HTML" src="\.\./_images/harb',
    ),
    "table": ("textbook/tables", r'<th class="head text-right"><p>Length'),
    "list-table": ("textbook/tables", r'id="table-boats">.*Boats by length.*<th class="stub">'),
    "csv-table": ("textbook/tables", r"Boats by colour.*blue, mostly"),
    "table with caption": ("textbook/tables", r'id="table-captioned">.*A table with a caption'),
    # formulas
    "formula in the line": (
        "textbook/formulas",
        r'<math alttext="n \\in \\N"><mi>n</mi>',
    ),
    "the author's commands": ("textbook/formulas", "<mi>\u2115</mi>"),
    "double dollars in the line": ("textbook/formulas", r'<math alttext="1 \+ 1 = 2"'),
    "labelled formulas": ("textbook/formulas", r'id="equation-eq-mean".*eqno">\(2\.1\)'),
    "references to formulas": ("textbook/formulas", r'href="#equation-eq-spread">\(2\.2\)'),
    "aligned": ("textbook/formulas", r'alttext="\\begin{aligned}[^"]*"[^>]*>.*?<mtable'),
    "amsmath": ("textbook/formulas", r'alttext="\\begin{gather}[^"]*"[^>]*>.*?<mtable'),
    # admonitions
    **{
        f"admonition {kind}": ("textbook/notes", rf'<div class="admonition {kind}">')
        for kind in (
            *("attention", "caution", "danger", "error", "hint", "important", "note"),
            *("seealso", "tip", "warning"),
        )
    },
    "admonition with a title": (
        "textbook/notes",
        r'<p class="admonition-title">A title of our own',
    ),
    "admonition in another": ("textbook/notes", r'tip admonition">.*<div class="admonition note">'),
    "dropdown admonition": ("textbook/notes", r'class="dropdown admonition">'),
    "admonition with colons": ("textbook/notes", r">With colons</p>"),
    "admonition with HTML": ("textbook/notes", r'id="html-admonition">'),
    # sphinx-design and togglebutton
    "grid": ("handbook/guide/cards", r'class="sd-container-fluid.*class="sd-col'),
    "card": ("handbook/guide/cards", r"sd-card-title.*A card on its own"),
    "card as a link": ("handbook/guide/cards", r'sd-stretched-link[^>]*href="start.html"'),
    "tabs": ("handbook/guide/cards", r'class="sd-tab-set.*In town.*By boat'),
    "dropdown": ("handbook/guide/cards", r'<details class="sd-sphinx-override sd-dropdown'),
    "toggle": ("handbook/guide/cards", r'class="toggle docutils container'),
    "buttons": ("handbook/guide/cards", r'sd-btn[^>]*href="start.html"'),
    "badges and icons": ("handbook/guide/cards", r'class="sd-sphinx-override sd-badge.*<svg'),
    # notebooks
    "text output": ("course/lessons/first", r'class="output text_plain.*<span></span>42'),
    "stream output": ("course/lessons/first", r'class="output stream.*counted aloud'),
    "stderr output": ("course/lessons/first", r"said aside"),
    "table of pandas": ("course/lessons/first", r'<table [^>]*class="dataframe">.*<td>Berta'),
    "image output": (
        "course/lessons/first",
        r'<img alt="A line that climbs"[^>]*_images/[^>]*\.png',
    ),
    "figure of an output": ("course/lessons/first", r'id="fig-climb">.*Fig. 1\.1'),
    "error output": ("course/lessons/first", r'class="output traceback.*division by zero'),
    "Markdown output": ("course/lessons/first", r"Written <strong>by the code</strong>"),
    "HTML output": ("course/lessons/first", r"<b>bold by code</b>"),
    "formula output": ("course/lessons/first", r'text_latex math.*<math alttext="[^"]*\\frac'),
    "hide-input": ("course/lessons/first", r'<details class="[^"]*hide above-input">.*1000'),
    "hide-output": ("course/lessons/first", r'<details class="[^"]*hide below-input">.*shown when'),
    "hide-cell": (
        "course/lessons/first",
        r'<details class="[^"]*hide above-input">.*the whole cell',
    ),
    "remove-input": ("course/lessons/first", r"only what came out"),
    "scrolling output": ("course/lessons/first", r"tag_scroll-output"),
    "cell in the margin": ("course/lessons/first", r"tag_margin"),
    "cell as wide as the page": ("course/lessons/first", r"tag_full-width"),
    "glue": ("course/lessons/first", r"The answer is <span[^>]*>42</span>"),
    "glue:text": ("course/lessons/first", r'in the text <span class="pasted-text">3\.14</span>'),
    "glue:figure": ("course/lessons/first", r'id="fig-fleet">.*The whole fleet'),
    "code that is not run": ("course/lessons/first", r"highlight-python.*not run"),
    "notebook that is run": ("course/lessons/more", r"<span></span>45"),
    "notebook to download": (
        "course/lessons/more",
        r'<a href="../_sources/lessons/more.ipynb" download>Download this page as a notebook',
    ),
    "notebook that is not run": ("course/lessons/drawn", r"kept from before"),
}
# The other way round: what must not be there.
ABSENT = {
    "remove-output": ("course/lessons/first", r"<span></span>never seen, output"),
    "remove-cell": ("course/lessons/first", r"never seen, cell"),
    "comment": ("textbook/notes", r"A comment that nobody sees"),
    "home page left out of the contents": (
        "course/lessons/first",
        r'toctree-l1"><a[^>]*welcome.html',
    ),
    "copyright left out": ("handbook/guide/start", r"©"),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, forks_for_notebooks: None) -> Path:
    """Build the three books; return the folder with their sites, one language each."""
    folder = tmp_path_factory.mktemp("books")
    for name in NAMES:
        root = folder / "sources" / name
        shutil.copytree(BOOKS / name, root)
        result = build_book(root, out=folder / "out" / name)
        assert [str(problem) for problem in result.problems] == [], name
        (folder / "out" / name).rename(folder / name)
    return folder


@pytest.fixture(scope="module")
def address(sites: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(sites)


def _html(sites: Path, name: str) -> str:
    return (sites / f"{name}.html").read_text("utf-8")


@pytest.mark.parametrize("feature", FEATURES)
def test_the_feature_is_on_the_page(sites: Path, feature: str) -> None:
    name, pattern = FEATURES[feature]
    assert re.search(pattern, _html(sites, name), re.DOTALL), pattern


@pytest.mark.parametrize("feature", ABSENT)
def test_what_should_be_left_out_is_left_out(sites: Path, feature: str) -> None:
    name, pattern = ABSENT[feature]
    assert not re.search(pattern, _html(sites, name), re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_kit_check_finds_no_fault_with_what_works(name: str) -> None:
    problems = check_book(load_book(BOOKS / name))
    assert [str(found) for found in problems if found.severity is Severity.ERROR] == []


def test_pages_outside_the_contents_are_left_out_where_the_author_says_so(sites: Path) -> None:
    names = set(contents_of(sites / "handbook"))
    assert "guide/start.html" in names
    assert not {name for name in names if "left-out" in name or "idea" in name}


def test_a_book_without_entries_has_no_index(sites: Path) -> None:
    assert not (sites / "handbook" / "genindex.html").exists()
    assert "genindex" not in _html(sites, "handbook/search")


def test_an_extension_of_the_books_own_makes_its_redirect(sites: Path) -> None:
    assert "url=start.html" in (sites / "handbook/guide/old-name.html").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_link_inside_the_book_is_broken(sites: Path, name: str) -> None:
    assert broken_links(sites / name) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_another_host_to_load_from(sites: Path, name: str) -> None:
    for path in (sites / name).rglob("*.html"):
        loads = References(path.read_text("utf-8")).loads
        assert [load for load in loads if urlsplit(load).netloc] == [], path.name


def test_no_page_asks_another_host_and_a_phone_of_360_pixels_is_wide_enough(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 700})
    for name in PAGES:
        page.goto(f"{address}/{name}.html", wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.mark.parametrize("name", COLOURED)
def test_axe_finds_nothing_on_what_is_more_than_text_and_links(
    new_page: Callable[..., Page], axe: Callable[..., None], address: str, name: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 700})
    page.goto(f"{address}/{name}.html", wait_until="load")
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, colours=True)


@pytest.mark.deep
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_page_in_the_dark(
    new_page: Callable[..., Page], axe: Callable[..., None], address: str, name: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page.goto(f"{address}/{name}.html", wait_until="load")
    axe(page)


def test_notes_stand_beside_the_text_where_there_is_room(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/textbook/one/samples.html")
    note = page.get_by_text("A thought that would break").bounding_box()
    text = page.get_by_text("The thought beside this paragraph").bounding_box()
    assert note is not None
    assert text is not None
    assert note["x"] >= text["x"] + text["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_what_is_hidden_opens(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.goto(f"{address}/handbook/guide/cards.html")
    for closed, words in (("A dropdown", "Its text."), ("On the island", "By boat.")):
        expect(page.get_by_text(words, exact=True)).to_be_hidden()
        page.get_by_text(closed, exact=True).click()
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    hidden = page.get_by_text("The text of an admonition.")
    expect(hidden).not_to_be_in_viewport()
    page.get_by_text("Click the button").click()
    expect(hidden).to_be_visible()


def test_the_authors_script_runs_and_a_wide_formula_is_reached_by_the_keyboard(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}/course/lessons/first.html", wait_until="load")
    expect(page.locator("html")).to_have_attribute("data-course", "loaded")
    page.goto(f"{address}/textbook/formulas.html", wait_until="load")
    wide = page.locator("div.math[tabindex]").first
    wide.focus()
    expect(wide).to_be_focused()


def test_code_is_copied_without_its_line_numbers(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/textbook/notes.html")
    block = page.locator("div.highlight", has_text="boats =").last
    block.hover()
    block.get_by_role("button", name="Copy").click()
    expect(block.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == 'boats = ["Anna", "Berta"]\nprint(len(boats))  # two'


@pytest.mark.parametrize("insecure", [False, True])
def test_a_browser_that_refuses_to_copy_is_told_of_and_the_code_is_marked(
    new_page: Callable[..., Page], address: str, *, insecure: bool
) -> None:
    page = new_page(locale="en")
    # Nobody has permitted it: this browser then refuses.
    if insecure:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}/textbook/notes.html")
    block = page.locator("div.highlight", has_text="boats =").last
    block.hover()
    block.get_by_role("button", name="Copy").click()
    expect(block.get_by_role("status")).to_contain_text("Copy the marked code yourself.")
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip() == 'boats = ["Anna", "Berta"]\nprint(len(boats))  # two'


def test_a_line_of_eighty_characters_fits(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/textbook/notes.html")
    heights = page.evaluate(
        """() => {
          const code = document.querySelector("div.highlight pre");
          return [1, 80].map((length) => {
            code.textContent = "m".repeat(length);
            return code.clientHeight;
          });
        }"""
    )
    assert heights[0] == heights[1]


def test_kinds_of_remarks_differ_without_colour(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page()
    page.goto(f"{address}/textbook/notes.html")
    looks = {
        kind: page.locator(f".admonition.{kind} > .admonition-title").first.evaluate(
            """(title) => {
              const mark = getComputedStyle(title, "::before");
              return [mark.content, mark.borderRadius, mark.backgroundColor].join(" ");
            }"""
        )
        for kind in ("note", "tip", "seealso", "important", "warning", "danger")
    }
    assert len(set(looks.values())) == len(looks)


def test_our_own_styles_and_scripts_stay_light(sites: Path) -> None:
    folder = sites / "textbook" / "_static"
    names = ("tokens.css", "headings.css", "book.css", "book.js", "forms.css", "host.js")
    kinds = ("group.js", "reflection.js", "self-assessment.js")
    sizes = {name: len(gzip.compress((folder / name).read_bytes())) for name in (*names, *kinds)}
    assert sum(sizes[n] for n in names) + max(sizes[n] for n in kinds) <= 20 * 1024, sizes


def test_building_again_changes_nothing(sites: Path) -> None:
    root = sites / "sources" / "textbook"
    result = build_book(root, out=sites / "out" / "textbook")
    assert contents_of(sites / "out" / "textbook") == contents_of(sites / "textbook")
    assert result.problems == ()


def _articles(site: Path) -> dict[str, str]:
    pages = {page.relative_to(site).as_posix(): page for page in site.rglob("*.html")}
    texts = {name: page.read_text("utf-8") for name, page in pages.items()}
    return {name: article(text) for name, text in texts.items() if "<article" in text}


def test_a_part_that_loses_its_numbers_is_built_like_a_new_book(
    sites: Path, tmp_path: Path
) -> None:
    root = sites / "sources" / "textbook"
    contents = root / "_toc.yml"
    before = contents.read_text("utf-8")
    assert "section-number" in _articles(sites / "textbook")["one/samples.html"]
    contents.write_text(before.replace("numbered: true", "numbered: false"))
    try:
        again = build_book(root, out=tmp_path / "again")
        fresh = shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("_build"))
        new = build_book(fresh)
    finally:
        contents.write_text(before)
    assert (again.problems, new.problems) == ((), ())
    assert _articles(again.site) == _articles(new.site)
    assert "section-number" not in _articles(new.site)["one/samples.html"]
