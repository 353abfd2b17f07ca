"""A template is compiled once in a process, and again when somebody has changed it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import DictLoader, Environment

from kit.sphinxext.output.compiled_templates import Memory, remember_templates


def render(memory: Memory, source: str) -> str:
    environment = Environment(
        loader=DictLoader({"page.html": source}), bytecode_cache=memory, autoescape=True
    )
    return environment.get_template("page.html").render()


def test_a_second_builder_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    assert render(memory, "one") == "one"
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert render(memory, "one") == "one"


def test_a_template_that_was_changed_is_compiled_again() -> None:
    memory = Memory()
    assert [render(memory, text) for text in ("one", "two")] == ["one", "two"]


def test_builders_of_one_process_share_what_is_compiled_and_others_are_left_alone() -> None:
    first, second = Environment(autoescape=True), Environment(autoescape=True)
    for environment in (first, second):
        builder = SimpleNamespace(templates=SimpleNamespace(environment=environment))
        remember_templates(cast("Any", SimpleNamespace(builder=builder)))
    assert first.bytecode_cache is second.bytecode_cache is not None
    remember_templates(cast("Any", SimpleNamespace(builder=SimpleNamespace())))
