"""The page of a workshop, as it is written without a script."""

import json
import re
from dataclasses import replace
from functools import cache

from kit.catalogues import strings
from kit.frontend import WORKSHOP_NAME, Frame, workshop_page
from kit.load import load_book
from kit.plugins import agenda_of
from tests.e2e.building import REPOSITORY

BOOK = load_book(REPOSITORY)
NAMES = sorted(BOOK.workshops)


@cache
def page(name: str, language: str = "nb") -> str:
    text = BOOK.translated(language)
    agendas = {
        exercise_id: agenda_of(
            BOOK.kinds[exercise.kind], exercise, BOOK.context(exercise_id, language)
        )
        for exercise_id, exercise in text.exercises.items()
    }
    context = BOOK.context(NAMES[0], language, strings(language).gettext)
    frame = Frame("../_static", "../index.html", "Boka", {"nb": "a.html", "en": "b.html"})
    return workshop_page(name, text.workshops[name], agendas, context, frame)


def data(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" class="kit-state">(.*?)</script>', html)
    assert found
    exercise: dict[str, object] = json.loads(found[1])["exercise"]
    return exercise


def test_every_step_that_some_variant_uses_stands_on_the_page_once() -> None:
    for name in NAMES:
        agenda = data(page(name))
        rows = re.findall(r'<li class="kit-step" data-step="([^"]+)"', page(name))
        assert rows == [step["id"] for step in agenda["steps"]]  # type: ignore[attr-defined]
        used = {
            each["step"]
            for variant in agenda["variants"]  # type: ignore[attr-defined]
            for each in variant["steps"]
        }
        assert used == set(rows)


def test_the_clock_of_the_usual_programme_goes_to_its_end() -> None:
    for name in NAMES:
        times = re.findall(r'<span class="kit-clock">(\d+)–(\d+)</span>', page(name))
        begins, ends = [int(one) for one, _ in times], [int(other) for _, other in times]
        assert begins == [0, *ends[:-1]]
        assert ends[-1] == BOOK.workshops[name].value.minutes


def test_it_says_what_is_good_to_know_in_its_language() -> None:
    for language, heading, minutes in (
        ("nb", "Godt å vite", "minutter"),
        ("en", "Good to know", "minutes"),
    ):
        html = page(NAMES[0], language)
        assert f'<h2 id="kit-good-to-know">{heading}</h2>' in html
        assert minutes in html.split("<dl>")[1].split("</dd>")[0]


def test_a_workshop_with_little_said_has_the_kits_own_advice_on_who_leads() -> None:
    name = NAMES[0]
    bare = BOOK.workshops[name].value.model_copy(update={"led_by": None, "people": None})
    context = replace(BOOK.context(NAMES[0], "nb", strings("nb").gettext), exercises={})
    html = workshop_page(name, bare, {}, context, Frame("", None, "Boka"))
    assert "en annen enn deres egen leder" in html
    assert "Hvor mange</dt>" not in html


def test_it_loads_the_script_that_runs_it_and_no_inline_one() -> None:
    html = page(NAMES[0])
    loaded = re.findall(r'(?:src|href)="\.\./_static/([^"]+)"', html)
    assert set(loaded[:4]) == {"tokens.css", "headings.css", "forms.css", "workshop.css"}
    assert loaded[-1] == f"{WORKSHOP_NAME}.js"
    assert f'data-kit-kind="{WORKSHOP_NAME}"' in html


def test_a_result_to_practise_on_is_hidden_at_its_step_with_the_guide_for_the_leader() -> None:
    text = BOOK.translated("nb")
    context = BOOK.context("learn/where-we-stand", "nb", strings("nb").gettext)
    frame = Frame("../_static", None, "Boka")
    shown = {"learn/where-we-stand": "<p>Oppdiktet</p>"}
    html = workshop_page("learn", text.workshops["learn"], {}, context, frame, practice=shown)
    assert html.count('<div class="kit-practice" hidden><p>Oppdiktet</p></div>') == 1
    assert html.count('class="kit-guide" hidden') == 1
    assert "result.css" in html
    assert "oppdiktede kolleger" in html
    assert "oppdiktede kolleger" not in page("learn")
    assert "kit-guide" not in page("learn")
    assert "result.css" not in page("learn")


def test_it_leads_to_where_the_group_writes_down_what_it_agrees_on() -> None:
    def ways(collector: str, **more: object) -> list[str]:
        context = replace(
            BOOK.context(NAMES[0], "nb", strings("nb").gettext), collector=collector, exercises={}
        )
        workshop, frame = BOOK.workshops["learn"].value, Frame("", None, "Boka")
        html = workshop_page("learn", workshop, {}, context, frame, **more)  # type: ignore[arg-type]
        return re.findall(r'href="([^"]*(?:agreed|measures)[^"]*)"', html)

    assert ways("") == ["kit:agreed/workshop=learn"]
    assert ways("/") == ["/collect/measures/new", "kit:agreed/workshop=learn"]
    assert ways("https://collect.example.no") == [
        "https://collect.example.no/collect/measures/new",
        "kit:agreed/workshop=learn",
    ]
    assert ways("/", follow={"role": "leader"}) == []
    assert "kit:agreed/workshop=" not in page(NAMES[0]).split("kit-ends")[0]
