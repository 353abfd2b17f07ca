"""The self-assessment as a widget: the form of the book, its answers in Python."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pydantic
import pytest

from kit.frontend import form_css, widget_source
from kit.plugins import discover
from kit.widgets import SelfAssessment
from tests.danish import FOLDER

Definition = Callable[..., dict[str, Any]]


@pytest.fixture
def widget(definition: Definition) -> SelfAssessment:
    return SelfAssessment(definition())


def test_the_widget_runs_the_module_of_the_page(widget: SelfAssessment) -> None:
    kind = discover().of("kit.kinds")["self-assessment"]
    assert widget.module.text == widget_source(kind)
    assert widget.look.text.startswith(form_css())
    assert widget._esm.endswith("export default{render};")


def test_the_widget_shows_the_form_of_the_page(widget: SelfAssessment) -> None:
    assert "I hide what went wrong." in widget.html
    assert 'data-kit-kind="self-assessment"' in widget.html
    assert "kit:" not in widget.html
    assert "<details" not in widget.html


def test_the_widget_does_not_promise_what_only_a_page_can_keep(widget: SelfAssessment) -> None:
    said = " ".join([widget.html, *widget.strings.values()])
    assert "stay on this page" not in said
    assert "only on this page" not in said
    assert "whoever uses it can read them" in widget.html


def test_the_form_speaks_the_exercises_language(definition: Definition) -> None:
    widget = SelfAssessment(definition("nb"))
    assert widget.strings["next"] == "Neste"
    assert 'lang="nb"' in widget.html


def test_the_form_says_which_of_its_words_are_english(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    assert '<span lang="en">' in SelfAssessment(definition("da")).html
    assert 'lang="en"' not in SelfAssessment(definition("nb")).html


def test_before_any_answer_the_profile_is_empty(widget: SelfAssessment) -> None:
    assert widget.answers == {}
    assert widget.profile["score"].isna().all()
    assert list(widget.profile["answered"]) == [0, 0]


def test_answers_become_a_profile(widget: SelfAssessment) -> None:
    widget.answers = {"ask": "always", "hide": "never", "share": "often", "time": "dont-know"}
    expected = pd.DataFrame(
        {
            "dimension": ["I learn", "We learn"],
            "score": pd.array([5.0, None], dtype="Float64"),
            "answered": [2, 1],
            "items": [3, 3],
        },
        index=pd.Index(["me", "we"], name="id"),
    )
    pd.testing.assert_frame_equal(widget.profile, expected)


def test_the_table_speaks_the_readers_language(definition: Definition) -> None:
    widget = SelfAssessment(definition("nb"))
    widget.answers = {"ask": "always", "hide": "often", "share": "dont-know"}
    expected = pd.DataFrame(
        {"Snitt": ["3,5", "for få svar"], "Besvart": ["2 av 3", "0 av 3"]},
        index=pd.Index(["I learn", "We learn"], name="Område"),
    )
    pd.testing.assert_frame_equal(widget.table, expected)


def test_answers_can_be_forgotten(widget: SelfAssessment) -> None:
    widget.answers = {"ask": "always"}
    widget.forget()
    assert widget.answers == {}


def test_html_in_a_statement_stays_text(definition: Definition) -> None:
    def poison(data: dict[str, Any]) -> None:
        data["self-assessment"]["items"][0]["text"] = "<img src=x onerror=alert(1)>"

    widget = SelfAssessment(definition(change=poison))
    assert "<img src=x" not in widget.html
    assert "&lt;img src=x" in widget.html


def test_a_definition_that_was_changed_into_something_else_is_refused(
    definition: Definition,
) -> None:
    changed = definition()
    del changed["exercise"]["items"]
    with pytest.raises(pydantic.ValidationError, match="items"):
        SelfAssessment(changed)


# --- with a collector -------------------------------------------------------------------------

COLLECTOR = "https://svar.example.no"


def collecting(definition: Definition) -> dict[str, Any]:
    return {**definition(), "fingerprint": "0" * 32}


def test_with_a_collector_answers_stay_in_the_browser_and_the_form_says_so(
    definition: Definition,
) -> None:
    widget = SelfAssessment(collecting(definition), collector=f"{COLLECTOR}/", join="AAAA-BBBB")
    assert widget.sends["collector"] == COLLECTOR
    assert widget.join == "AAAA-BBBB"
    assert widget.sends["fingerprint"] == "0" * 32
    assert not {"collector", "join", "fingerprint"} & widget.exercise.keys()
    assert "The notebook does not get them and does not save them." in widget.html
    assert "whoever uses it can read them" not in widget.html
    assert "I have a code from my leader" in widget.html
    assert "Send anonymously" in widget.sending


def test_with_a_collector_the_table_says_where_the_profile_is(definition: Definition) -> None:
    table = SelfAssessment(collecting(definition), collector=COLLECTOR).table
    assert set(table["Answered"]) == {"Only in the form"}
    assert set(table["Score"]) == {"–"}


def test_without_a_collector_the_form_cannot_send(widget: SelfAssessment) -> None:
    assert not widget.sends
    assert "send" not in widget.strings


@pytest.mark.parametrize(
    ("collector", "join", "words"),
    [
        ("", "AAAA-BBBB", "needs the address"),
        ("http://svar.example.no", "", "no address"),
        ("/", "AAAA-BBBB", "needs the address"),
    ],
)
def test_a_code_without_a_safe_address_is_refused(
    definition: Definition, collector: str, join: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        SelfAssessment(collecting(definition), collector=collector, join=join)


def test_what_is_never_collected_cannot_be_sent(definition: Definition) -> None:
    data = definition()
    data.pop("fingerprint", None)
    with pytest.raises(ValueError, match="cannot be sent"):
        SelfAssessment(data, collector=COLLECTOR)
