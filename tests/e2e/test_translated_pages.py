"""A translated page has every paragraph, with its markup, at its own place."""

import re
from pathlib import Path

import pytest

from kit.catalogues import read_catalogue, write_catalogue
from kit.load import load_book
from kit.projects import new_project, translate
from kit.sphinxext import build_book
from kit.sphinxext.build.prose import prose_messages

PLATFORM = Path(__file__).parents[1] / "platforms" / "lorenskog" / "book" / "platform.yml"
PROSE = """
## Når *alle* svarer

| Hvem | Ute | Inne |
|---|---|---|
| **Ja** | **Ja** | **Ja** |
| Nei | **Ja** | Nei |
| Nei | Se[^one] | Se[^one] |

- *Det samme* punktet
- *Det samme* punktet

Kilden er oppgitt[^one], og [vern](privacy.md) er **kort**.

[^one]: Fra *kommunen*.
"""
ENGLISH = {
    "Når *alle* svarer": "When *all* answer",
    "Hvem": "Who",
    "Ute": "Out",
    "Inne": "In",
    "**Ja**": "**Yes**",
    "Nei": "No",
    "Se[^one]": "See[^one]",
    "*Det samme* punktet": "*The same* point",
    "Kilden er oppgitt[^one], og [vern](privacy.md) er **kort**.": (
        "The source is named[^one], and the [protection](privacy.md) is **short**."
    ),
    "Fra *kommunen*.": "From *the municipality*.",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book with a translated page."""
    root = tmp_path_factory.mktemp("translated") / "book"
    new_project(root, PLATFORM)
    roles, config = root / "book/roles.md", root / "_config.yml"
    roles.write_text(roles.read_text("utf-8") + PROSE, "utf-8")
    settings = config.read_text("utf-8")
    config.write_text(settings.replace('kit_languages: ["nb"]', "kit_languages: [nb, en]"), "utf-8")
    translate(load_book(root), "en", prose_messages)
    path = root / "locale/en/LC_MESSAGES/book/roles.po"
    catalogue = read_catalogue(path, "en")
    for message in catalogue:
        if message.id in ENGLISH:
            message.string = ENGLISH[message.id]
    write_catalogue(path, catalogue)
    _rename_resources(root)
    result = build_book(root)
    assert result.ok, result.problems
    return root


def _rename_resources(root: Path) -> None:
    """Give a translated page another name, and say that another one has been taken out."""
    path = root / "locale/en/LC_MESSAGES/book/resources.po"
    catalogue = read_catalogue(path, "en")
    next(message for message in catalogue if message.id).string = "Where to find help"
    write_catalogue(path, catalogue)
    old = root / "book/resources.md"
    text = old.read_text("utf-8").replace("kit:\n", "kit:\n  formerly: [book/resources]\n", 1)
    old.unlink()
    (root / "book/help.md").write_text(text, "utf-8")
    for name in ("_toc.yml", "book/index.md"):
        there = (root / name).read_text("utf-8")
        (root / name).write_text(re.sub(r"\bresources\b", "help", there), "utf-8")
    config = root / "_config.yml"
    setting = "kit_removed: [book/gone]\n    kit_languages:"
    config.write_text(config.read_text("utf-8").replace("kit_languages:", setting), "utf-8")


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """Return the page."""
    html = (root / "_build/site/en/book/roles.html").read_text("utf-8")
    return " ".join(html.partition("<article")[2].split())


def cells(page: str) -> list[str]:
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r"<td[^>]*>(?:<p>)?(.*?)(?:</p>)?</td>", table)


def test_a_heading_keeps_its_markup(page: str) -> None:
    assert re.search(r"<h2>When <em>all</em> answer<", page)
    assert "Når" not in page


def test_the_same_words_in_several_cells_stand_in_each(page: str) -> None:
    yes = "<strong>Yes</strong>"
    assert cells(page)[:7] == [yes, yes, yes, "No", yes, "No", "No"]


def test_the_same_footnote_in_several_cells_is_referred_to_from_each(page: str) -> None:
    see = cells(page)[7:]
    assert [cell[:4] for cell in see] == ["See<", "See<"]
    first, second = (re.findall(r' id="(id\d+)"', cell) for cell in see)
    assert first != second
    back = set(re.findall(r'role="doc-backlink" href="#(id\d+)"', page))
    assert {*first, *second} < back


def test_the_same_words_in_several_points_stand_in_each(page: str) -> None:
    assert len(re.findall(r"<li><p><em>The same</em> point</p>\s*</li>", page)) == 2


def test_a_paragraph_has_its_link_and_its_footnote(page: str) -> None:
    paragraph = re.search(r"<p>The source is named.*?</p>", page)
    assert paragraph
    assert 'role="doc-noteref"' in paragraph[0]
    assert re.search(r'href="privacy\.html"><span[^>]*>protection</span></a>', paragraph[0])
    assert "<strong>short</strong>" in paragraph[0]
    assert re.search(r"From <em>the municipality</em>\.", page)


def test_what_is_kept_of_a_page_is_the_page_alone(root: Path) -> None:
    kept = (root / "_build/cache/en/doctrees/book/roles.doctree").read_bytes()
    assert b"docutils.nodes" in kept
    assert b"sphinx.config" not in kept
    assert b"sphinx.environment" not in kept


def test_a_renamed_page_is_translated_before_anybody_runs_kit_translate(root: Path) -> None:
    html = (root / "_build/site/en/book/help.html").read_text("utf-8")
    assert "<h1>Where to find help<" in html


def test_the_address_of_a_renamed_page_leads_on_with_its_title(root: Path) -> None:
    html = (root / "_build/site/en/book/resources.html").read_text("utf-8")
    assert 'data-to="help.html"' in html
    assert "<h1>Where to find help</h1>" in html


def test_the_address_of_a_removed_page_says_so_and_leads_home(root: Path) -> None:
    html = (root / "_build/site/nb/book/gone.html").read_text("utf-8")
    assert "<h1>Denne siden er tatt ut av boka</h1>" in html
    assert 'href="index.html"' in html


def test_pages_of_the_kits_come_with_the_translations_that_it_has(root: Path) -> None:
    html = (root / "_build/site/en/book/how-to/leader.html").read_text("utf-8")
    catalogue = read_catalogue(root / "locale/en/LC_MESSAGES/book/how-to/leader.po", "en")
    assert all(message.string for message in catalogue if message.id)
    assert "<h1>For leaders<" in html


def test_kit_translate_takes_the_translations_along_to_the_new_name(root: Path) -> None:
    translate(load_book(root), "en", prose_messages)
    catalogue = read_catalogue(root / "locale/en/LC_MESSAGES/book/help.po", "en")
    assert "Where to find help" in [message.string for message in catalogue]
