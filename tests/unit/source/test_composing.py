"""A file that nests or repeats without an end is refused before it grows."""

import pytest

from kit.source import Reading, read_bytes


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in read_text(text).problems]


def test_every_repeated_key_is_reported_and_the_first_one_counts() -> None:
    reading = read_text("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")
    assert [(p.code, p.place.line) for p in reading.problems] == [
        ("duplicate-key", 2),
        ("duplicate-key", 3),
        ("duplicate-key", 4),
    ]
    assert reading.document is not None
    assert reading.document.data == {"a": 1, "b": {"c": 1}}


def test_aliases_that_would_grow_too_much_are_refused_before_they_grow() -> None:
    lines = ["a: &a [" + ", ".join("x" * 10) + "]"]
    lines += [
        f"{n}: &{n} [" + ", ".join([f"*{p}"] * 10) + "]"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert codes_of("\n".join(lines)) == ["too-many-aliases"]


def test_a_long_text_that_is_repeated_counts_by_its_length() -> None:
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + ", ".join(["*a"] * 100) + "]\n"
    assert codes_of(text) == ["too-many-aliases"]


def test_a_value_that_repeats_itself_is_refused() -> None:
    assert codes_of("a: &a\n  b: *a\n") == ["too-many-aliases"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_does_not_crash(opening: str) -> None:
    text = "x: " * (opening != "- ") + opening * 100_000
    assert set(codes_of(text)) == {"yaml-syntax"}


def test_depth_that_aliases_add_up_to_is_refused() -> None:
    nest = "[" * 40 + "1" + "]" * 40
    text = f"a: &a {nest}\nb: &b {nest.replace('1', '*a')}\nc: {nest.replace('1', '*b')}\n"
    assert codes_of(text) == ["yaml-syntax"]
