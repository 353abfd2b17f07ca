"""A problem has parts, and an error of authors carries all of them."""

import pytest

from kit.errors import AuthorError, Place, Problem


def test_a_code_that_no_page_describes_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="undocumented"):
        Problem(Place("a.yml"), "made-up", "something")


def test_an_author_error_carries_its_problems_in_file_order() -> None:
    late = Problem(Place("b.yml", 1), "tab", "late")
    early = Problem(Place("a.yml", 10), "tab", "early")
    first = Problem(Place("a.yml", 9), "tab", "first")
    error = AuthorError([late, early, first])
    assert error.problems == (first, early, late)
    assert str(error).splitlines()[0] == "a.yml:9:1: tab: first"
