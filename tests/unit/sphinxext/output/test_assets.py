"""A page loads the styles of what it shows, and no others."""

from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.output.assets import style_special_parts


def loaded_by(body: str) -> tuple[list[str], dict[str, Any]]:
    names: list[str] = []
    app: Any = SimpleNamespace(
        add_css_file=lambda name, **_: names.append(name),
        add_js_file=lambda name, **_: names.append(name),
    )
    context: dict[str, Any] = {"body": body, "css_files": ["_static/pygments.css", "a.css"]}
    style_special_parts(app, context)
    return names, context


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<p>Only words, with class names in the text: highlight, cell</p>", []),
        ('<div class="admonition note">', ["extensions.css"]),
        ('<span class="sd-badge">', ["extensions.css"]),
        ('<table class="docutils align-default">', []),
        ('<figure class="align-right">', ["extensions.css"]),
        ('<aside class="footnote brackets">', ["extensions.css"]),
        ('<li class="task-list-item">', ["extensions.css"]),
        ('<aside class="sidebar">', ["extensions.css"]),
        ('<div class="tag_full-width">', ["extensions.css"]),
        ('<math display="block">', ["extensions.css", "formulas.css"]),
        ('<div class="highlight-python"><div class="highlight">', ["extensions.css", "code.js"]),
    ],
)
def test_styles_and_scripts_are_those_of_what_is_shown(body: str, names: list[str]) -> None:
    assert loaded_by(body)[0] == names


def test_a_page_without_code_needs_no_colours_for_it() -> None:
    assert loaded_by("<p>")[1]["css_files"] == ["a.css"]
    _, context = loaded_by('<div class="highlight">')
    assert context["css_files"] == ["_static/pygments.css", "a.css"]
