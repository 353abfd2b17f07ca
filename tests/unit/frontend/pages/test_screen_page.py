"""An exercise of any kind on a screen: steps for the room, and the way to what each does alone."""

import json
import re

import pytest

from kit.catalogues import strings
from kit.frontend import Frame, is_run, screen_page
from kit.load import load_book
from kit.plugins import screen_of
from tests.e2e.building import REPOSITORY

BOOK = load_book(REPOSITORY)
FRAME = Frame("../../_static", None, "Boka")
NAMES = [name for name, entry in BOOK.exercises.items() if not is_run(BOOK.kinds[entry.value.kind])]


def page(name: str, language: str = "nb", collecting: tuple[str, ...] = ()) -> str:
    context = BOOK.context(name, language, strings(language).gettext)
    exercise = BOOK.translated(language).exercises[name]
    agenda = screen_of(BOOK.kinds[exercise.kind], exercise, context)
    return screen_page(exercise, agenda, context, FRAME, collecting=collecting, practice={})


@pytest.mark.parametrize("language", BOOK.languages)
@pytest.mark.parametrize("name", NAMES)
def test_its_minutes_are_those_of_the_exercise(name: str, language: str) -> None:
    times = re.findall(r'<span class="kit-clock">(\d+)–(\d+)</span>', page(name, language))
    assert times[-1][1] == str(BOOK.exercises[name].value.minutes)


def test_a_reflection_is_shown_one_prompt_at_a_time_and_then_in_pairs() -> None:
    html = page("dare/three-rings")
    prompts = BOOK.exercises["dare/three-rings"].value.prompts  # type: ignore[attr-defined]
    found = re.search(r'class="kit-state">(.*?)</script>', html)
    assert found
    titles = [step["title"] for step in json.loads(found[1])["exercise"]["steps"]]
    assert titles[: len(prompts)] == [prompt.text for prompt in prompts]
    assert "kit-way" not in html


def test_a_self_assessment_is_one_step_that_leads_to_the_form_and_says_that_it_is_private() -> None:
    html = page("learn/where-we-stand")
    assert html.count('class="kit-step"') == 1
    assert '<p class="kit-way"><a href="kit:light/learn/where-we-stand">' in html
    assert "Hver har sin egen profil, og ingen andre ser den." in html


def test_where_an_exercise_is_asked_its_page_leads_to_a_meeting_with_it() -> None:
    name = "learn/where-we-stand"
    assert f"/collect/meetings/new?exercise={name}" in page(name, collecting=(name,))
    assert "/collect/" not in page(name)
