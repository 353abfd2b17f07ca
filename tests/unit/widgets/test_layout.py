"""What every tool of a notebook has: whole labels, and a sentence that is heard."""

import ipywidgets

from kit.widgets.layout import Tool, button, field, row, sentence

MARKUP = "<b>$x$</b>"


def test_what_a_tool_says_stays_below_whatever_else_it_shows() -> None:
    one, two = sentence("one"), sentence("two")
    tool = Tool(one)
    tool.show(two, one)
    assert tool.children == (two, one, tool.said)
    assert "kit-tool" in tool._dom_classes


def test_a_tool_without_a_kernel_is_named_and_shows_nothing_that_is_inside() -> None:
    assert repr(Tool(sentence("secret"))) == "<Tool>"


def test_what_is_said_is_text_as_it_stands() -> None:
    tool = Tool()
    tool.said.value = MARKUP
    assert tool.said.value == MARKUP
    # An `HTML` or a `HTMLMath` would show it as such.
    assert type(sentence(MARKUP)) is ipywidgets.Label


def test_a_field_shows_all_of_its_label() -> None:
    made = field(ipywidgets.Text, "A long label", value="x")
    assert (made.description, made.tooltip, made.value) == ("A long label", "A long label", "x")
    assert made.style.description_width == "initial"


def test_a_button_does_what_it_says_and_only_one_sort_stands_out() -> None:
    pressed: list[str] = []
    made = button("Save", lambda: pressed.append("saved"), main=True)
    made.click()
    assert pressed == ["saved"]
    assert made.button_style == "primary"
    quiet = button("Not now", pressed.clear, quiet=True)
    assert quiet.button_style == ""
    assert "kit-quiet" in quiet._dom_classes


def test_parts_in_a_row_get_the_look_that_is_asked_for() -> None:
    assert "kit-row" in row(sentence(), look="kit-row")._dom_classes
