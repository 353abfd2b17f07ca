"""A fault of syntax is shown where it is."""

import pytest

from kit.errors import Place
from kit.source import Reading, read_bytes


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c\n", 1, 5),
        ("a: 1\nb: 'open\nc: 2\n", 2, 4),
        ("a: [1, 2\nb: 3\n", 1, 4),
        ("a: *nobody\n", 1, 4),
        ("a: \0\n", 1, 4),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: !python/object:os.system x\n", 1, 4),
        ("? [a]\n: b\n", 1, 3),
    ],
)
def test_a_fault_of_syntax_is_shown_where_it_is(text: str, line: int, column: int) -> None:
    problem = read_text(text).problems[0]
    assert (problem.code, problem.place) == ("yaml-syntax", Place("a.yml", line, column))
