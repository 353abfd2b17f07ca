"""What a problem weighs in a strict book, and in an ordinary one."""

import pytest

from kit.errors import ACCEPTED, ADVICE, CODES, Place, Problem, Severity, weigh

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def weight(code: str, severity: Severity, *, strict: bool = False, ordinary: bool = False) -> str:
    problem = Problem(Place("a.md"), code, "said", severity=severity)
    (found,) = weigh([problem], strict=strict, ordinary=ordinary)
    return found.severity


def test_the_lists_name_codes_that_there_are() -> None:
    assert set(CODES) >= ADVICE | ACCEPTED


def test_a_book_that_says_nothing_keeps_the_weights() -> None:
    assert weight("missing-alt-text", WARNING) == WARNING
    assert weight("broken-link", ERROR) == ERROR


def test_a_strict_book_takes_warnings_for_errors() -> None:
    assert weight("missing-alt-text", WARNING, strict=True) == ERROR


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_advice_never_becomes_an_error(code: str) -> None:
    assert weight(code, WARNING, strict=True) == WARNING


def test_an_ordinary_book_is_built_where_jupyter_book_builds_it() -> None:
    assert weight("broken-link", ERROR, ordinary=True) == WARNING
    assert weight("missing-platform", ERROR, ordinary=True) == ERROR
    assert weight("broken-link", ERROR, ordinary=True, strict=True) == ERROR


def test_a_warning_says_that_it_is_one() -> None:
    problem = Problem(Place("a.md", 2, 3), "broken-link", "said", severity=WARNING)
    assert str(problem) == "a.md:2:3: broken-link: warning: said"
