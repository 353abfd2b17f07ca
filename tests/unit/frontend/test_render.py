import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.catalogues import LANGUAGES
from kit.frontend import render_exercise, render_form
from kit.load import Book, load_book
from kit.model import texts, translated
from tests.form_exercises import FORMS, IDS

STATE = re.compile(r'<script type="application/json" class="kit-state">(.*?)</script>', re.DOTALL)
HOSTILE = """</script><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;{{ 7*7 }}"""


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(FORMS)


def rendered(book: Book, exercise_id: str, exercise: Any = None, language: str = "nb") -> str:
    exercise = exercise or book.exercises[exercise_id].value
    context = replace(book.context(exercise_id), language=language)
    return render_exercise(book.kinds[exercise.kind], exercise, context, level=2)


def readable(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", STATE.sub("", html))).split())


@pytest.mark.parametrize("exercise_id", IDS)
def test_every_text_of_the_author_can_be_read_without_a_script(
    book: Book, exercise_id: str
) -> None:
    page = readable(rendered(book, exercise_id))
    for key, text in texts(book.exercises[exercise_id].value):
        for part in text.split("\n\n"):
            assert key == "title" or " ".join(part.split()) in page, key


@pytest.mark.parametrize("exercise_id", IDS)
def test_hostile_text_stays_text(book: Book, exercise_id: str) -> None:
    exercise = translated(book.exercises[exercise_id].value, lambda _key, _text: HOSTILE)
    html = rendered(book, exercise_id, exercise)
    assert html.count("<script") == html.count("</script>") == 1
    assert "<img" not in html
    assert "49" not in readable(html)
    state = STATE.search(html)
    assert state
    assert json.loads(state[1])["exercise"]["title"] == HOSTILE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise_id", IDS)
def test_what_the_kit_says_is_in_the_language_of_the_page(
    book: Book, exercise_id: str, language: str
) -> None:
    html = rendered(book, exercise_id, language=language)
    develops = {"nb": "Utvikler", "nn": "Utviklar", "sv": "Utvecklar", "en": "Develops"}
    assert f"<dt>{develops[language]}</dt>" in html
    assert f' lang="{language}"' in html


def test_headings_begin_one_level_below_the_title(book: Book) -> None:
    exercise = book.exercises["learn/from-error-to-habit"].value
    context = book.context("learn/from-error-to-habit")
    html = render_exercise(book.kinds["group"], exercise, context, level=3)
    assert set(re.findall(r"<h(\d)", html)) == {"4", "5"}
    deep = render_exercise(book.kinds["group"], exercise, context, level=6)
    assert set(re.findall(r"<h(\d)", deep)) == {"6"}


def test_a_form_for_a_notebook_leaves_purpose_and_links_out(book: Book) -> None:
    exercise = book.exercises["learn/learning-here"].value
    html = render_form(book.kinds[exercise.kind], exercise, book.context("learn/learning-here"))
    assert "kit-facts" not in html
    assert "kit:" not in html
    assert html.count("<fieldset") == len(exercise.items)


def test_each_statement_offers_the_scale_in_words_and_dont_know_apart(book: Book) -> None:
    html = rendered(book, "learn/learning-here")
    first = html[html.index("<fieldset") : html.index("</fieldset>")]
    assert re.findall(r'value="([\w-]+)"', first) == [
        "not-at-all",
        "little",
        "partly",
        "well",
        "fully",
        "dont-know",
    ]
    assert re.findall(r"<span>([^<]+)</span>", first)[-2:] == ["Stemmer helt", "Vet ikke"]
    assert first.index("kit-choice--apart") > first.index("Stemmer helt")


def test_the_profile_by_hand_marks_reversed_statements_and_leaves_no_gap(book: Book) -> None:
    page = readable(rendered(book, "learn/learning-here"))
    assert "Å være nysgjerrig 1, 2, 3*" in page
    assert "Å lære sammen av det som går galt hos oss 4, 5, 6*, 7" in page
    assert "Regn 6 minus tallet" in page
    assert "Fra 1,0 til 2,4" in page
    assert "Fra 2,5 til 3,7" in page
    assert "Fra 3,8 til 5,0" in page


def test_a_run_sheet_tells_when_each_step_begins_and_ends(book: Book) -> None:
    html = rendered(book, "learn/from-error-to-habit")
    assert re.findall(r'kit-clock">([^<]+)<', html) == ["0–5", "5–15", "15–40", "40–60"]


def test_a_variant_tells_its_own_minutes_and_what_differs(book: Book) -> None:
    html = rendered(book, "learn/from-error-to-habit")
    variant = html[html.index('data-variant="short"') : html.index('data-variant="big"')]
    assert re.findall(r"<td>(\d+)</td>", variant) == ["5", "15", "10"]
    assert "Bruk bare én årsak." in variant


def test_links_carry_ids_and_not_addresses(book: Book) -> None:
    html = rendered(book, "learn/from-error-to-habit")
    assert set(re.findall(r'href="([^"]+)"', html)) == {
        "kit:role/leader",
        "kit:exercise/learn/learning-here",
        "kit:light/learn/from-error-to-habit",
    }


def test_a_foreign_kind_brings_its_template_and_cannot_replace_ours(
    book: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "weigh.html").write_text("<p>{{ _('Weigh') }} {{ exercise.title }}</p>")
    (folder / "exercise.html").write_text("taken over")
    own = book.kinds["reflection"]
    kind: Any = SimpleNamespace(
        name="dilemma", template="weigh.html", assets=tmp_path, module=None, state=own.state
    )
    exercise = book.exercises["learn/looking-back"].value
    html = render_exercise(kind, exercise, book.context("learn/looking-back"))
    assert "<p>Weigh Sist du lærte noe på jobben</p>" in html
    assert 'data-kit-kind="dilemma"' in html
