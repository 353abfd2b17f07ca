"""Signs of Markdown in a text that is shown as it is written are seen by readers."""

import pytest

from kit.checks.writing.signs import signs_in


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("We are **open**.", 7),
        ("See [the plan](plan.pdf).", 4),
        ("Use `kit check` here.", 4),
        ("One\n# Two", 4),
        ("Look:\n- one\n- two", 6),
        ("A <b>bold</b> word", 2),
        ("This is __important__.", 8),
    ],
)
def test_a_sign_is_found_where_it_begins(text: str, offset: int) -> None:
    assert signs_in(text)
    assert next(signs_in(text)).offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "a_b_c",
        "Name: ______",
        "5 < 6 > 4",
        "#1 and #2",
        "- one line",
        "[sic]",
        "I <3 it",
    ],
)
def test_what_nobody_means_as_markdown_is_left_alone(text: str) -> None:
    assert list(signs_in(text)) == []
