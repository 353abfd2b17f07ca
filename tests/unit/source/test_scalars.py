"""Words mean what YAML 1.2 says."""

import pytest

from kit.source import Document, Reading, read_bytes


def read_text(text: str) -> Reading:
    return read_bytes(text.encode("utf-8", errors="surrogatepass"), "a.yml")


def document_of(text: str) -> Document:
    document = read_text(text).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("0o17", 15),
        ("0x1F", 31),
        ("010", 10),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("2027-06-01", "2027-06-01"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("9" * 5000, "9" * 5000),
        (".inf", float("inf")),
    ],
)
def test_words_mean_what_yaml_1_2_says(word: str, value: object) -> None:
    found = document_of(f"a: {word}\n").data["a"]
    assert (found, type(found)) == (value, type(value))
