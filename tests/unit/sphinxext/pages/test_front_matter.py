"""A date in the front matter ends no build, and one in the text stays as it is."""

from typing import Any, cast

from kit.sphinxext.pages.front_matter import on_source_read, quoted


def read(text: str) -> str:
    source = [text]
    on_source_read(cast("Any", None), "page", source)
    return source[0]


def test_only_dates_in_the_front_matter_are_quoted() -> None:
    page = "---\nkit:\n  review_by: 2027-06-01\n---\na: 2027-06-01\n\n---\nb: 2027-06-01\n---\n"
    assert read(page) == page.replace("2027-06-01", '"2027-06-01"', 1)


def test_a_page_without_front_matter_stays() -> None:
    for page in ("a: 2027-06-01\n", "\n---\na: 2027-06-01\n---\n", "---\na: 2027-06-01\n", ""):
        assert read(page) == page


def test_what_only_looks_like_a_date_stays() -> None:
    for text in ('a: "2027-06-01"', "a: 2027-06-01 is the day", "a: 2027-6-1", "a:2027-06-01"):
        assert quoted(text) == text
    assert quoted("a: 2027-06-01 # remark") == 'a: "2027-06-01" # remark'
    assert quoted("a: 2027-06-01\r\nb: 2027-06-02\r") == 'a: "2027-06-01"\r\nb: "2027-06-02"\r'
