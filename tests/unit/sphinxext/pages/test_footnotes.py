from docutils import nodes
from docutils.utils import new_document

from kit.sphinxext.pages.footnotes import FootnotesLast


def _page(*, inside: bool) -> nodes.document:
    """Make a page with a subsection; the footnotes are in it, or behind everything."""
    document = new_document("page")
    below = nodes.section(ids=["below"])
    document += nodes.section("", nodes.title("", "Page"), below, ids=["page"])
    place = below if inside else document
    place += [nodes.transition(classes=["footnotes"]), nodes.footnote(ids=["one"])]
    return document


def test_footnotes_end_the_page_wherever_the_parser_has_put_them() -> None:
    shown = []
    for inside in (True, False):
        document = _page(inside=inside)
        FootnotesLast(document).apply()
        shown.append(document.pformat())
    assert shown[0] == shown[1]
    (page,) = document.children
    assert [type(node).__name__ for node in page.children] == [
        "title",
        "section",
        "transition",
        "footnote",
    ]


def test_a_line_that_an_author_drew_stays() -> None:
    document = new_document("page")
    below = nodes.section("", nodes.transition(), nodes.paragraph("", "After."))
    document += nodes.section("", nodes.title("", "Page"), below)
    before = document.pformat()
    FootnotesLast(document).apply()
    assert document.pformat() == before


def test_footnotes_of_a_page_without_a_heading_stay() -> None:
    document = new_document("page")
    document += [nodes.transition(classes=["footnotes"]), nodes.footnote(ids=["one"])]
    before = document.pformat()
    FootnotesLast(document).apply()
    assert document.pformat() == before
