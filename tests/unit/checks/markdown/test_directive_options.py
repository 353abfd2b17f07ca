"""Options of a directive are read in both ways to write them, and count their lines."""

import pytest

from kit.checks.markdown.directive_options import read_options


@pytest.mark.parametrize(
    ("content", "options", "rest", "lines"),
    [
        (
            ":alt: Two boats\n:width: 50%\n\nCaption",
            {"alt": "Two boats", "width": "50%"},
            "\nCaption",
            2,
        ),
        ("---\nalt: 'Two boats'\nname: a\n---\nText", {"alt": "Two boats", "name": "a"}, "Text", 4),
        (":open:\nText", {"open": ""}, "Text", 1),
        ("Text\n:alt: none", {}, "Text\n:alt: none", 0),
        ("", {}, "", 0),
    ],
)
def test_options_end_where_the_text_begins(
    content: str, options: dict[str, str], rest: str, lines: int
) -> None:
    assert read_options(content) == (options, rest, lines)


def test_dashes_that_are_never_closed_lose_no_line() -> None:
    options, rest, _ = read_options("---\nalt: a\nText")
    assert options == {}
    assert "Text" in rest
