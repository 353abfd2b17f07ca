"""What is handed out of a notebook page: no answers, and else the very same bytes."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kit.sphinxext.pages.notebook_pages import on_env_before_read_docs, without_answers

STATES = "application/vnd.jupyter.widget-state+json"
OURS = "kit.widgets.self_assessment.SelfAssessment"


def _notebook(name: str, answers: dict[str, str]) -> bytes:
    state = {"state": {"_anywidget_id": name, "answers": answers, "title": "Hva står igjen?"}}
    return json.dumps(
        {"cells": [], "metadata": {"widgets": {STATES: {"state": {"a": state}}}}}
    ).encode()


def test_answers_in_a_saved_widget_are_taken_out() -> None:
    clean = without_answers(_notebook(OURS, {"ask": "never"}))
    assert json.loads(clean) == json.loads(_notebook(OURS, {}))
    assert "Hva står igjen?" in clean.decode()


def test_a_notebook_without_answers_is_handed_out_byte_for_byte() -> None:
    for data in (
        _notebook(OURS, {}),
        _notebook("somebody.else", {"ask": "never"}),
        b'{"answers": ',
        b'["answers"]',
    ):
        assert without_answers(data) is data


@pytest.mark.parametrize(("mode", "made"), [("cache", ["cache"]), ("auto", [])])
def test_the_cache_of_notebooks_is_there_before_anybody_reads(
    tmp_path: Path, mode: str, made: list[str]
) -> None:
    folder = tmp_path / "cache"
    settings = SimpleNamespace(execution_mode=mode, execution_cache_path=str(folder))
    env = cast("Any", SimpleNamespace(mystnb_config=settings))
    on_env_before_read_docs(cast("Any", None), env, [])
    on_env_before_read_docs(cast("Any", None), env, [])
    assert [path.parent.name for path in tmp_path.rglob("global.db")] == made
