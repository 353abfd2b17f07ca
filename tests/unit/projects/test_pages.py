"""Where a new book's pages place an exercise."""

from dataclasses import replace
from pathlib import Path

from kit.load import load_book
from kit.plugins import discover
from kit.projects.pages import ALONE, FOR_TWO, TOGETHER, render_project

BOOK = Path(__file__).parents[2] / "forms"


def test_every_kind_of_ours_has_its_place_on_a_page() -> None:
    """What one does on one's own, and what a group does, have words above them on the page."""
    kinds = set(discover().of("kit.kinds"))
    assert kinds == {*ALONE, *TOGETHER, *FOR_TWO}, (
        "say in kit/projects/pages.py where a new kind stands"
    )


def test_an_exercise_of_a_foreign_kind_stands_below_the_others() -> None:
    book = load_book(BOOK)
    entries = {}
    for exercise_id, entry in book.exercises.items():
        foreign = entry.value.kind == "reflection"
        value = entry.value.model_copy(update={"kind": "dilemma"}) if foreign else entry.value
        entries[exercise_id] = replace(entry, value=value)
    pages = render_project(replace(book, exercises=entries), example=False)
    (page,) = (text for path, text in pages.items() if path.startswith("book/focus-areas/learn"))
    assert page.index("## Flere øvelser") < page.index("```{kit-exercise} learn/looking-back\n")
    assert all(f"```{{kit-exercise}} {each}\n" in page for each in entries if "learn/" in each)
