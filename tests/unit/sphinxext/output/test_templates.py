"""A template is compiled once in a process, and again when somebody has changed it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from kit.sphinxext.output.templates import Memory, Templates, bring_templates


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


def begun(folder: Path) -> Templates:
    templates = Templates()
    app = SimpleNamespace(translator=None)
    config = SimpleNamespace(templates_path=[], language="nb")
    builder: Any = SimpleNamespace(
        app=app, config=config, confdir=folder, format="text", _translator=None
    )
    templates.init(builder, None, [str(folder)])
    return templates


def test_builders_of_one_process_share_what_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("{{ word }}", "utf-8")
    assert begun(tmp_path).render("page.html", {"word": "one"}) == "one"
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert begun(tmp_path).render("page.html", {"word": "two"}) == "two"


@pytest.mark.parametrize(("theirs", "taken"), [(None, "kit.sphinxext"), ("a.Bridge", "a.Bridge")])
def test_templates_come_from_here_unless_the_author_has_them_from_elsewhere(
    theirs: str | None, taken: str
) -> None:
    config: Any = SimpleNamespace(template_bridge=theirs)
    bring_templates(config)
    assert config.template_bridge.startswith(taken)
