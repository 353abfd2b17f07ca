"""What widgets share is kept once, and what they are can be read."""

import json
from collections.abc import Callable
from typing import Any

from ipywidgets import Widget

from kit.widgets import Countdown, SelfAssessment, Workshop

Definition = Callable[..., dict[str, Any]]


def states(*widgets: Widget) -> list[dict[str, Any]]:
    """Return what a notebook is saved with: widgets and all that they refer to."""
    found: dict[str, Any] = {}
    waiting = list(widgets)
    while waiting:
        widget = waiting.pop()
        if widget.model_id in found:
            continue
        found[widget.model_id] = widget.get_state()
        for value in widget._trait_values.values():
            parts = value if isinstance(value, (list, tuple)) else [value]
            waiting += [part for part in parts if isinstance(part, Widget)]
    return list(found.values())


def test_scripts_and_styles_of_many_widgets_are_kept_once(sheet: Definition) -> None:
    workshop = Workshop(sheet())
    saved = states(*(workshop.step(step.id) for step in workshop.sheet.steps), workshop.measures)
    text = json.dumps(saved)
    for once in (".kit-countdown", "const CHANGES", "change:value"):
        assert text.count(f"{once}") == json.dumps([_asset(saved, once)]).count(once)
    assert sum(len(state.get("_esm", "")) for state in saved) < 1_000 * len(saved)


def _asset(saved: list[dict[str, Any]], part: str) -> str:
    (found,) = [state["text"] for state in saved if part in str(state.get("text", ""))]
    return str(found)


def test_an_asset_of_a_kernel_that_closed_its_widgets_is_made_anew() -> None:
    before = Countdown("en", "Ask", 3).module
    before.close()
    after = Countdown("en", "Ask", 3).module
    assert after is not before
    assert after.text


def test_a_widget_says_what_it_is_and_nothing_of_the_answers(definition: Definition) -> None:
    widget = SelfAssessment(definition())
    widget.answers = {"ask": "always"}
    assert repr(widget) == "<SelfAssessment learn/where-we-stand: 6 statements>"
    assert repr(Countdown("en", "Ask", 3)) == "<Countdown>"


def test_tools_say_what_they_are(sheet: Definition) -> None:
    workshop = Workshop(sheet())
    assert repr(workshop.step(workshop.sheet.steps[0].id)) == "<StepTool>"
    assert repr(workshop.measures) == "<Measures>"


def test_where_no_widget_can_be_shown_the_statements_can_be_read(definition: Definition) -> None:
    def poison(data: dict[str, Any]) -> None:
        data["self-assessment"]["items"][0]["text"] = "<b>I ask</b>"

    widget = SelfAssessment(definition("nb", poison))
    widget.answers = {"ask": "always"}
    shown = widget._repr_mimebundle_()
    bundle = shown[0] if isinstance(shown, tuple) else shown
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<li>&lt;b&gt;I ask&lt;/b&gt;</li>" in bundle["text/html"]
    assert "åpne denne notatboka" in bundle["text/html"].lower()
    assert "always" not in str(bundle)
