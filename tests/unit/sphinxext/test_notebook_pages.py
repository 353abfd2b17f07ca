"""What is handed out of a notebook page: no answers, and else the very same bytes."""

import json

from kit.sphinxext.notebook_pages import without_answers

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
