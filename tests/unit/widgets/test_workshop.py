"""The tools of a notebook, tied together by the run-sheet that it carries."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pydantic
import pytest

from kit.catalogues import LANGUAGES
from kit.model import Status
from kit.widgets import Countdown, Measure, Measures, Workshop, load

DAY = date(2026, 3, 12)
MakeSheet = Callable[..., dict[str, Any]]


@pytest.fixture
def workshop(sheet: MakeSheet, tmp_path: Path) -> Workshop:
    return Workshop(sheet(), folder=tmp_path, today=lambda: DAY)


def minutes(workshop: Workshop) -> dict[str, int | None]:
    """Return the minutes of the countdowns that are shown."""
    shown = {}
    for step in workshop.sheet.steps:
        children = workshop.step(step.id).children
        found = [child.minutes for child in children if isinstance(child, Countdown)]
        shown[step.id] = found[0] if found else None
    return shown


def texts(workshop: Workshop, step: str) -> list[str]:
    return [getattr(child, "value", "") for child in workshop.step(step).children]


def descriptions(widget: Any) -> list[str]:
    """Return the labels of all fields and buttons, in order."""
    own = [widget.description] if hasattr(widget, "description") else []
    return own + [text for child in getattr(widget, "children", ()) for text in descriptions(child)]


# --- variants and steps -----------------------------------------------------------------------


def test_a_countdown_has_the_steps_minutes(workshop: Workshop) -> None:
    assert minutes(workshop) == {"remember": 5, "compare": 15, "agree": 10}


def test_a_variant_sets_minutes_and_leaves_steps_out(workshop: Workshop) -> None:
    workshop.variant = "short"
    assert minutes(workshop) == {"remember": 5, "compare": None, "agree": 10}
    assert "This step is left out: Short." in texts(workshop, "compare")
    assert "Choose one only." in texts(workshop, "agree")


def test_going_back_to_the_whole_exercise_brings_everything_back(workshop: Workshop) -> None:
    before = minutes(workshop)
    workshop.variant = "short"
    workshop.variant = None
    assert minutes(workshop) == before
    assert "Choose one only." not in texts(workshop, "agree")


def test_every_variant_can_be_chosen_by_its_name_and_minutes(workshop: Workshop) -> None:
    labels = [label for label, _ in workshop.variants.options]
    assert labels == ["The whole exercise, 30 min", "Short, 15 min", "A few of you, 30 min"]
    for _, variant in workshop.variants.options:
        workshop.variant = variant
        assert workshop.agreement.variant == variant


def test_a_variant_that_is_not_there_is_refused(workshop: Workshop) -> None:
    with pytest.raises(KeyError):
        workshop.variant = "gone"


def test_notes_outlive_a_change_of_variant(workshop: Workshop) -> None:
    workshop._steps["compare"].notes.text = "Two keys"
    workshop.variant = "short"
    workshop.variant = None
    assert [note.text for note in workshop.agreement.notes] == ["Two keys"]


def test_a_countdown_begins_anew_with_other_minutes() -> None:
    countdown = Countdown("en", "Remember", 5)
    countdown.left, countdown.deadline = 12.0, 1.7e12
    countdown.minutes = 7
    assert (countdown.left, countdown.deadline) == (420.0, 0.0)


def test_a_countdown_says_for_what_and_speaks_the_language() -> None:
    countdown = Countdown("nb", "Husk alene", 5)
    assert countdown.title == "Tid til: Husk alene"
    assert countdown.strings["longer"] == "Ett minutt til"


def test_showing_a_tool_again_shows_the_same_tool(workshop: Workshop) -> None:
    assert workshop.step("agree") is workshop.step("agree")
    assert workshop.measures is workshop.measures
    assert workshop.votes is workshop.votes


def test_a_run_sheet_that_was_changed_into_something_else_is_refused(sheet: MakeSheet) -> None:
    with pytest.raises(pydantic.ValidationError, match="steps"):
        Workshop({**sheet(), "steps": "none"})


def test_an_exercise_without_a_vote_says_so(sheet: MakeSheet) -> None:
    data = sheet()
    del data["vote"]
    with pytest.raises(LookupError, match="nothing to vote on"):
        Workshop(data).votes  # noqa: B018 - the property raises


# --- measures ---------------------------------------------------------------------------------


def test_measures_become_a_table() -> None:
    measures = Measures("en", "learn/x", "X")
    measures.measures = [Measure(text="Ask", responsible="AL", due=DAY, status=Status.DONE)]
    expected = pd.DataFrame(
        {"text": ["Ask"], "responsible": ["AL"], "due": [pd.Timestamp(DAY)], "status": ["done"]}
    )
    pd.testing.assert_frame_equal(measures.table, expected, check_dtype=False)


def test_a_table_without_measures_has_its_columns() -> None:
    table = Measures("en", "learn/x", "X").table
    assert list(table.columns) == ["text", "responsible", "due", "status"]
    assert table.empty


def test_every_field_has_a_label_of_its_own() -> None:
    measures = Measures("en", "learn/x", "X")
    measures.add()
    labels = [text for text in descriptions(measures) if text]
    assert len(labels) == len(set(labels))
    assert "Responsible for measure 2 (role or initials)" in labels


def test_a_measure_that_is_removed_leaves_no_gap() -> None:
    measures = Measures("en", "learn/x", "X")
    measures.measures = [Measure(text="a"), Measure(text="b"), Measure(text="c")]
    measures._rows[1]._button.click()
    assert [measure.text for measure in measures.measures] == ["a", "c"]
    assert "Measure 2" in descriptions(measures)
    assert "Measure 3" not in descriptions(measures)


def test_measures_save_and_load_by_themselves(tmp_path: Path) -> None:
    measures = Measures("en", "learn/x", "X", lambda: DAY)
    measures.keep, measures.improve = "The round", "Messages"
    measures.measures = [Measure(text="Ask", due=DAY)]
    measures.save(tmp_path / "march")
    other = Measures("en", "learn/x", "X", lambda: DAY)
    other.load(tmp_path / "march.json")
    assert other.agreement == measures.agreement


# --- files ------------------------------------------------------------------------------------


def test_measures_notes_and_votes_are_saved_together(workshop: Workshop) -> None:
    workshop.measures.measures = [Measure(text="Ask")]
    workshop._steps["remember"].notes.text = "Two keys"
    workshop.votes.counts = {"early": 4}
    workshop.votes.people = 3
    kept = load(workshop.save()[0])
    assert [measure.text for measure in kept.measures] == ["Ask"]
    assert [(note.step, note.text) for note in kept.notes] == [("remember", "Two keys")]
    assert {vote.option: vote.count for vote in kept.votes} == {
        "early": 4,
        "help": 0,
        "practice": 0,
    }
    assert kept.people == 3


def test_saving_twice_keeps_both(workshop: Workshop) -> None:
    first, second = workshop.save()[0], workshop.save()[0]
    assert [first.name, second.name] == [
        "what-we-learned-2026-03-12.json",
        "what-we-learned-2026-03-12-2.json",
    ]


def test_next_time_the_measures_come_back(
    workshop: Workshop, sheet: MakeSheet, tmp_path: Path
) -> None:
    workshop.measures.measures = [Measure(text="Ask", status=Status.STARTED)]
    workshop._steps["remember"].notes.text = "Two keys"
    workshop.save()
    next_time = Workshop(sheet(), folder=tmp_path, today=lambda: date(2026, 6, 1))
    found = next_time.load()
    assert found is not None
    assert found.name == "what-we-learned-2026-03-12.json"
    assert next_time.measures.measures == workshop.measures.measures
    assert next_time.agreement.notes == ()


def test_the_buttons_say_what_happened(workshop: Workshop) -> None:
    buttons, said = workshop.files.children
    save_button, load_button = buttons.children
    load_button.click()
    assert said.value == "No saved measures lie beside this notebook."
    workshop.measures.measures = [Measure(text="Ask")]
    save_button.click()
    assert said.value.startswith("Saved: what-we-learned-2026-03-12.json, ")
    load_button.click()
    assert said.value == "Measures stand here already; remove them first."
    workshop.measures.measures = []
    load_button.click()
    assert said.value == "Brought back from what-we-learned-2026-03-12.json."
    assert [measure.text for measure in workshop.measures.measures] == ["Ask"]


def test_a_notebook_in_a_built_book_saves_outside_of_it_and_says_where(
    sheet: MakeSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "book" / "_build" / "site" / "nb" / "exercises" / "learn"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    workshop = Workshop(sheet(), today=lambda: DAY)
    buttons, said = workshop.files.children
    save_button, load_button = buttons.children
    folder = tmp_path / "home" / "workshops"
    load_button.click()
    assert said.value == f"No saved measures lie in {folder}."
    save_button.click()
    assert said.value.startswith(f"Saved in {folder}: what-we-learned-2026-03-12.json, ")
    assert list(here.iterdir()) == []
    assert len(list(folder.iterdir())) == 3


def test_a_notebook_elsewhere_saves_beside_itself(
    sheet: MakeSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workshop = Workshop(sheet(), today=lambda: DAY)
    assert {file.parent.resolve() for file in workshop.save()} == {tmp_path}


# --- language and speed -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_tools_speak_the_language(sheet: MakeSheet, language: str) -> None:
    workshop = Workshop(sheet(language))
    said = {
        "nb": "Legg til et tiltak",
        "nn": "Legg til eit tiltak",
        "sv": "Lägg till en åtgärd",
        "en": "Add a measure",
    }
    assert said[language] in descriptions(workshop.measures)
    for tool in (workshop.variants, workshop.votes, workshop.files, workshop.step("agree")):
        assert tool is not None


def test_importing_the_tools_does_not_wait_for_tables_and_figures() -> None:
    code = (
        "import sys, kit.widgets;"
        "slow = {'pandas', 'matplotlib', 'numpy', 'nbformat', 'sphinx'} & set(sys.modules);"
        "assert not slow, slow"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
