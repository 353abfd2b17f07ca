import re
from dataclasses import replace
from pathlib import Path

import pytest

from kit.frontend import Frame, asset_files, light_page
from kit.load import Book, load_book
from kit.model import Untranslated

FORMS = Path(__file__).parents[3] / "forms"


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(FORMS)


def page(book: Book, exercise_id: str) -> str:
    exercise = book.exercises[exercise_id].value
    return light_page(
        book.kinds[exercise.kind],
        exercise,
        book.context(exercise_id),
        Frame("../../_static/kit", "../../book/learn.html", "Boken <vår>"),
    )


def test_it_has_title_language_heading_and_a_way_to_the_book(book: Book) -> None:
    html = page(book, "learn/looking-back")
    assert '<html lang="nb">' in html
    assert "<title>Sist du lærte noe på jobben – Boken &lt;vår&gt;</title>" in html
    assert re.findall(r"<h1>([^<]+)</h1>", html) == ["Sist du lærte noe på jobben"]
    assert '<a href="../../book/learn.html">Boken &lt;vår&gt;</a>' in html


def test_an_untranslated_title_keeps_its_language_and_the_tab_its_plain_words(book: Book) -> None:
    exercise = book.exercises["learn/looking-back"].value
    exercise = exercise.model_copy(update={"title": Untranslated("Før & nå", "nb")})
    html = light_page(
        book.kinds["reflection"],
        exercise,
        replace(book.context("learn/looking-back"), language="en"),
        Frame("", None, "Book"),
    )
    assert "<title>Før &amp; nå – Book</title>" in html
    assert '<h1><span class="kit-source-language" lang="nb">Før &amp; nå</span></h1>' in html


def test_it_loads_only_files_that_the_kit_offers(book: Book) -> None:
    html = page(book, "learn/learning-here")
    loaded = re.findall(r'(?:src|href)="../../_static/kit/([^"]+)"', html)
    assert loaded == ["tokens.css", "forms.css", "host.js", "self-assessment.js"]
    assert set(loaded) - {"tokens.css"} <= set(asset_files(book.kinds.values()))


def test_a_group_exercise_is_run_from_its_own_page(book: Book) -> None:
    html = page(book, "learn/from-error-to-habit")
    loaded = re.findall(r'(?:src|href)="../../_static/kit/([^"]+)"', html)
    assert loaded == ["tokens.css", "forms.css", "workshop.css", "host.js", "group-page.js"]
    assert '"leaders-window":' in html
    assert "kit-run-link" not in html
    assert 'href="kit:agreed/exercise=learn/from-error-to-habit"' in html


def test_no_script_and_no_style_is_inline(book: Book) -> None:
    for exercise_id in book.exercises:
        html = page(book, exercise_id)
        scripts = re.findall(r"<script\b[^>]*>", html)
        assert all("src=" in script or "application/json" in script for script in scripts)
        assert "<style" not in html
        assert not re.search(r"\s(style|on\w+)=", html)


def test_in_several_languages_it_leads_to_each_and_may_read_its_other_words(book: Book) -> None:
    exercise = book.exercises["learn/looking-back"].value
    given = {"nb": "../../nb/exercises/a.html", "en": "../../en/exercises/a.html"}

    def made(languages: dict[str, str]) -> str:
        kind, context = book.kinds["reflection"], book.context("learn/looking-back")
        return light_page(kind, exercise, context, Frame("", None, "Boken", languages))

    html = made(given)
    assert (
        '<a lang="nb" hreflang="nb" href="../../nb/exercises/a.html" aria-current="true">' in html
    )
    assert '<a lang="en" hreflang="en" href="../../en/exercises/a.html">English</a>' in html
    assert "connect-src &#39;self&#39;;" in html
    alone = made({"nb": "../../nb/exercises/a.html"})
    assert "kit-languages" not in alone
    assert "language.js" not in alone
    assert "connect-src" not in alone


def test_a_light_page_does_not_link_to_itself(book: Book) -> None:
    assert "kit:light/" not in page(book, "learn/looking-back")


@pytest.mark.parametrize(
    ("collector", "rule"),
    [
        ("", None),
        ("/", "connect-src &#39;self&#39;;"),
        ("https://svar.example.no", "connect-src https://svar.example.no;"),
    ],
)
def test_it_connects_to_the_collector_and_to_nothing_else(
    book: Book, collector: str, rule: str | None
) -> None:
    for exercise_id, entry in book.exercises.items():
        context = replace(book.context(exercise_id), collector=collector)
        kind = book.kinds[entry.value.kind]
        html = light_page(kind, entry.value, context, Frame("", None, "Boken"))
        collects = rule is not None and entry.value.kind == "self-assessment"
        assert ("connect-src" in html) == collects
        assert not collects or str(rule) in html
