"""In how many processes Sphinx builds a book."""

from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.build.application import Application


def _app(pages: int, *, safe: bool | None = True) -> Any:
    extension = SimpleNamespace(parallel_write_safe=safe)
    env = SimpleNamespace(found_docs=set(range(pages)))
    return SimpleNamespace(env=env, extensions={"hello": extension}, notes=[])


def test_a_book_of_some_size_is_written_by_several_processes() -> None:
    app = _app(pages=20)
    assert Application.is_parallel_allowed(app, "write")
    assert app.notes == []


def test_a_small_book_is_not_worth_a_second_process_and_nothing_is_said_of_it() -> None:
    app = _app(pages=19, safe=False)
    assert not Application.is_parallel_allowed(app, "write")
    assert app.notes == []


@pytest.mark.parametrize(("safe", "says"), [(None, "does not say that"), (False, "says that not")])
def test_an_extension_that_does_not_allow_several_is_named(says: str, *, safe: bool | None) -> None:
    app = _app(pages=20, safe=safe)
    assert not Application.is_parallel_allowed(app, "write")
    (note,) = app.notes
    assert f"the extension 'hello' {says} several may" in note
