from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.utils import new_document

from kit.sphinxext.pages.nodes import kit_html, on_doctree_resolved, paragraphs


def test_the_text_of_html_has_no_scripts_and_no_drawings() -> None:
    html = '<p>Look<br>back</p><script type="x">{"x": 1}</script><svg><title>no</title></svg>'
    assert paragraphs(html) == ["Look", "back"]


def test_the_node_says_in_words_what_its_html_says() -> None:
    node = kit_html("<ul><li>One</li><li>Two &amp; three</li></ul>")
    assert [child.astext() for child in node] == ["One\nTwo & three"]


def test_other_builders_get_paragraphs() -> None:
    document = new_document("page")
    document += kit_html("<ul><li>One</li><li>Two &amp; three</li></ul>")
    for name, found in (("html", ["One\nTwo & three"]), ("text", ["One", "Two & three"])):
        app: Any = SimpleNamespace(builder=SimpleNamespace(format=name))
        on_doctree_resolved(app, document, "page")
        assert [node.astext() for node in document.findall(nodes.paragraph)] == found


def test_the_paragraphs_have_no_source_so_that_translators_do_not_get_them() -> None:
    assert all(child.source is None for child in kit_html("<p>One</p>"))
