"""What search engines are told that a page is about."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from kit.frontend import SOURCE_LANGUAGE_CLASS
from kit.sphinxext.pages.description import description
from kit.sphinxext.pages.nodes import KitHtml

ABOUT = "Here the team finds out together what it wants to keep."


def _page(*parts: nodes.Node) -> nodes.document:
    page = new_document("page")
    section = nodes.section("", nodes.title("", "To learn"), *parts)
    page += section
    return page


def _paragraph(text: str, *classes: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=list(classes))


def test_the_first_paragraph_says_what_a_page_is_about() -> None:
    assert description(_page(_paragraph(ABOUT), _paragraph(f"Later. {ABOUT}"))) == ABOUT


def test_a_footnote_is_not_part_of_it_and_a_broken_line_is_whole() -> None:
    paragraph = nodes.paragraph("", "", nodes.Text("Here the team finds\nout what to keep"))
    paragraph += nodes.footnote_reference("", "1")
    paragraph += nodes.strong("", " and why.")
    assert description(_page(paragraph)) == "Here the team finds out what to keep and why."


@pytest.mark.parametrize(
    "before",
    [
        nodes.note("", _paragraph("A note is about something else than the page is.")),
        _paragraph("Denne teksten er ikke oversatt til engelsk ennå.", SOURCE_LANGUAGE_CLASS),
        _paragraph("Minutes: 60"),
        nodes.paragraph(
            "", "", nodes.math("", r"\frac{a}{b}"), nodes.Text(" is what we look for.")
        ),
    ],
    ids=["a note", "a text in the source language", "a label", "a formula"],
)
def test_what_says_nothing_of_the_page_is_passed_over(before: nodes.Element) -> None:
    assert description(_page(before.deepcopy(), _paragraph(ABOUT))) == ABOUT


def test_what_a_directive_shows_counts_as_what_the_author_writes() -> None:
    untranslated = (
        f'<p><span class="{SOURCE_LANGUAGE_CLASS}" lang="nb">Dette er norsk tekst.</span></p>'
    )
    said = "<p class='kit-lead'>We try, &amp; look at <b>what</b> came of it.</p>"
    html = f"<div>{untranslated}{said}</div>"
    assert description(_page(KitHtml("", html=html))) == "We try, & look at what came of it."


def test_a_page_without_a_paragraph_has_none() -> None:
    assert description(_page(nodes.bullet_list("", nodes.list_item("", nodes.Text("A"))))) == ""


def test_a_long_paragraph_ends_with_a_sentence_or_a_word() -> None:
    found = description(_page(_paragraph("We keep what works, and we try what might. " * 9)))
    assert (
        found
        == "We keep what works, and we try what might. " * 2
        + "We keep what works, and we try what might."
    )
    found = description(_page(_paragraph("word, " * 60)))
    assert found.endswith("word…")
    assert len(found) <= 160
