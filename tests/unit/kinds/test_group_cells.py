"""The cells of a group exercise, as plain data."""

import ast
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.catalogues import LANGUAGES, read_catalogue, strings
from kit.catalogues.extract import LOCALE
from kit.plugins import Cell, Slide

Change = Callable[[dict[str, Any]], None]
MakeCells = Callable[..., dict[str, Cell]]

HOSTILE = 'a "quoted" \'word\' """ \\ {{ x }} ${y} <b> # æ 👋 *'


@pytest.fixture(scope="session")
def cells(make_group: Callable[..., Any]) -> MakeCells:
    def make(language: str = "en", change: Change | None = None) -> dict[str, Cell]:
        kind, exercise, context = make_group(language, change)
        made = kind.cells(exercise, context)
        assert len({cell.id for cell in made}) == len(made)
        return {cell.id: cell for cell in made}

    return make


def literal(cell: Cell) -> Any:
    """Return the data that a cell hands to its tool."""
    call = ast.parse(cell.source).body[-1].value  # type: ignore[attr-defined]
    return ast.literal_eval(call.args[0])


def test_a_notebook_has_its_parts_in_order(cells: MakeCells) -> None:
    assert list(cells()) == [
        "title",
        "purpose",
        "how-to",
        "tools",
        "exercise",
        "preparation",
        "overview",
        "variant",
        "assessment",
        "assessment-data",
        "assessment-form",
        "assessment-profile",
        *("step-remember", "say-remember", "run-remember"),
        *("step-compare", "run-compare"),
        *("step-agree", "say-agree", "run-agree"),
        "vote",
        "vote-count",
        "vote-result",
        "agree",
        "measures",
        "save",
        "end",
    ]


def test_a_step_is_a_slide_with_minutes_method_and_outcome(cells: MakeCells) -> None:
    cell = cells()["step-remember"]
    assert cell.slide == Slide.SLIDE
    assert cell.source.split("\n\n") == [
        r"## 1\. Remember",
        "**5 min · Alone**",
        "Write down what happened.",
        "**Afterwards:** Notes of your own",
    ]


def test_what_the_leader_says_is_in_the_speakers_notes(cells: MakeCells) -> None:
    cell = cells()["say-remember"]
    assert cell.slide == Slide.NOTES
    assert cell.source.endswith("> Take five minutes.\n>\n> Nobody reads it.")


def test_tools_for_the_leader_alone_are_not_on_a_slide(cells: MakeCells) -> None:
    made = cells()
    for name in ("how-to", "tools", "exercise", "preparation", "variant", "assessment-data"):
        assert made[name].slide == Slide.SKIP, name


def test_the_overview_has_a_column_for_each_variant_of_another_time(cells: MakeCells) -> None:
    lines = cells()["overview"].source.split("\n")
    assert lines[2:] == [
        "| Step | How | Minutes | Short |",
        "| :-- | :-- | --: | --: |",
        "| Remember | Alone | 5 | 5 |",
        "| Compare | In pairs | 15 | – |",
        "| Agree | All together | 10 | 10 |",
        "| Together |  | 30 | 15 |",
    ]


def test_every_variant_is_in_the_data_with_its_steps(cells: MakeCells) -> None:
    short, small = literal(cells()["exercise"])["variants"]
    assert short["steps"] == [
        {"step": "remember", "minutes": 5},
        {"step": "agree", "minutes": 10, "text": "Choose one only."},
    ]
    assert [step["minutes"] for step in small["steps"]] == [5, 15, 10]


def test_code_is_short_and_begins_with_its_only_comment(cells: MakeCells) -> None:
    for cell in cells().values():
        if cell.type == "code":
            lines = cell.source.split("\n")
            comments = [line for line in lines if line.lstrip().startswith("#")]
            assert comments == lines[:1], cell.id
            assert len(lines) <= 8 or cell.id in {"exercise", "assessment-data"}, cell.id


def test_what_the_exercise_lacks_has_no_cells(cells: MakeCells) -> None:
    def strip(data: dict[str, Any]) -> None:
        for key in ("vote", "variants", "self_assessment"):
            del data["group"][key]

    made = cells(change=strip)
    assert not {"vote", "variant", "assessment", "assessment-data"} & set(made)
    assert "SelfAssessment" not in made["tools"].source


def test_a_self_assessment_that_the_book_lacks_has_no_cells(cells: MakeCells) -> None:
    def lose(data: dict[str, Any]) -> None:
        data["group"]["self_assessment"] = "learn/gone"

    assert "assessment" not in cells(change=lose)


def test_the_notebook_carries_the_self_assessment_and_no_path(cells: MakeCells) -> None:
    cell = cells()["assessment-data"]
    definition = literal(cell)
    assert cell.tags == ("hide-input",)
    assert definition["exercise"]["items"][0]["text"] == "I ask for help."
    assert [scale["id"] for scale in definition["platform"]["scales"]] == ["agreement"]
    assert ".yml" not in cell.source


def test_the_notebook_does_not_repeat_a_promise_that_only_a_page_can_keep(
    cells: MakeCells,
) -> None:
    def promise(data: dict[str, Any]) -> None:
        data["self-assessment"]["summary"] = "Only you see the profile."

    assert "Only you see" not in cells(change=promise)["assessment"].source


def test_ids_that_are_long_or_alike_stay_apart(cells: MakeCells) -> None:
    long = "x" * 59

    def rename(data: dict[str, Any]) -> None:
        del data["group"]["variants"]
        for step, name in zip(
            data["group"]["steps"], (f"{long}a", f"{long}b", "say-a"), strict=True
        ):
            step["id"] = name

    made = cells(change=rename)
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", name) for name in made)


@given(
    text=st.one_of(st.just(HOSTILE), st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
)
def test_no_text_of_an_author_breaks_a_cell(cells: MakeCells, text: str) -> None:
    text = text.strip() or "-"

    def poison(data: dict[str, Any]) -> None:
        group = data["group"]
        group["title"] = group["vote"]["question"] = group["variants"][0]["name"] = text
        group["steps"][0]["title"] = group["steps"][0]["say"] = text
        data["self-assessment"]["items"][0]["text"] = text

    made = cells(change=poison)
    for cell in made.values():
        if cell.type == "code":
            ast.parse(cell.source)
    sheet = literal(made["exercise"])
    assert [sheet["title"], sheet["vote"]["question"], sheet["steps"][0]["title"]] == [text] * 3
    assert literal(made["assessment-data"])["exercise"]["items"][0]["text"] == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_ours_is_in_the_catalogue(
    make_group: Callable[..., Any], language: str
) -> None:
    said: list[str] = []

    def listen(text: str) -> str:
        said.append(text)
        return strings(language).gettext(text)

    kind, exercise, context = make_group(language, None, listen)
    kind.cells(exercise, context)
    catalogue = read_catalogue(LOCALE / language / "LC_MESSAGES" / "kit.po", language)
    assert said
    assert [text for text in said if not (text in catalogue and catalogue[text].string)] == []


def test_norwegian_and_english_notebooks_differ_only_in_words(cells: MakeCells) -> None:
    norwegian, english = cells("nb"), cells("en")
    assert list(norwegian) == list(english)
    assert norwegian["end"].source.startswith("## Neste gang")
    assert json.loads(json.dumps(literal(norwegian["exercise"])))["language"] == "nb"
