"""Texts of authors in notebook cells: every character survives, none does harm."""

import ast
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager
from markdown_it import MarkdownIt

from kit.plugins import markdown_line, markdown_text, python_comment, python_literal

HOSTILE = [
    "Say \"yes\" or 'no'",
    "three \"\"\" quotes and ''' more",
    "back\\slash \\\\( x \\\\) \\n \\N{BULLET} \\",
    "{{ 1 + 1 }} {% raw %} ${HOME} %time !ls ?help",
    "# not a heading",
    "1. not a list",
    "- not a list\n+ nor this\n===\n---",
    "<script>alert(1)</script> &amp; <b>",
    "`code` *stars* _lines_ ~~gone~~ | cell | [link](http://x) ![image](y)",
    "$x^2$ and $$y$$",
    ">>> import os",
    "line\u2028separator\x85next\x0bvertical",
    "right to left \u202e and hidden \u200b",
    "æøå ÆØÅ 日本語 👩🏽‍🚒",
]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=60))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def words(text: str) -> list[str]:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split()


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return the text that a reader sees, and the kinds of token that it is made of."""
    text, kinds = [], set()
    for token in MarkdownIt("js-default", {"linkify": False}).parse(markdown):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            text.append("\n" if child.type == "softbreak" else child.content)
        text.append("\n")
    return "".join(text), kinds


@given(TEXT)
@example("  indented\n\n\n\n    code")
def test_markdown_shows_exactly_the_text_and_nothing_else(text: str) -> None:
    seen, kinds = shown(markdown_text(text))
    assert words(seen) == words(text)
    allowed = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}
    assert kinds <= allowed


@given(TEXT)
@example("a heading that ends in a #")
def test_a_line_of_markdown_is_one_line(text: str) -> None:
    line = markdown_line(text)
    assert "\n" not in line
    assert words(shown(f"## {line}")[0]) == words(text)


def test_paragraphs_stay_paragraphs() -> None:
    assert markdown_text("One.\nStill one.\n\n\nTwo.") == "One.\nStill one.\n\nTwo."


@given(JSON)
def test_a_literal_gives_back_the_data(data: Any) -> None:
    assert ast.literal_eval(python_literal(data)) == data


@given(JSON)
def test_a_literal_survives_the_notebooks_own_syntax(data: Any) -> None:
    """IPython looks for magics and prompts before Python sees the cell."""
    cell = f"value = {python_literal(data)}\n"
    scope: dict[str, Any] = {}
    exec(TransformerManager().transform_cell(cell), scope)  # noqa: S102 - our own cell
    assert scope["value"] == data


@given(TEXT)
def test_a_literal_has_no_character_that_one_cannot_see(text: str) -> None:
    literal = python_literal(text)
    assert literal.splitlines() == [literal]
    assert literal.isprintable()


def test_a_literal_is_the_same_whatever_the_order_of_hashing() -> None:
    data = {"b": 1, "a": [{"y": 2, "x": 3}]}
    assert python_literal(data).index('"b"') < python_literal(data).index('"a"')


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be written into a cell"):
        python_literal({"x": object()})


@given(TEXT)
def test_a_comment_is_one_line_and_does_nothing(text: str) -> None:
    comment = python_comment(text)
    assert ast.parse(comment).body == []
    assert comment.splitlines() == [comment]
