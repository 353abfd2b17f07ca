"""The page of an agreement, as it is written without a script."""

import json
import re
from functools import cache
from html import unescape

import pytest

from kit.catalogues import strings
from kit.frontend import AGREEMENT_NAME, Frame, agreement_page
from kit.load import load_book
from tests.e2e.building import REPOSITORY

BOOK = load_book(REPOSITORY)


@cache
def page(language: str = "nb", service: str | None = None) -> str:
    context = BOOK.context("", language, strings(language).gettext)
    frame = Frame("_static", "book/index.html", "Boka", {"nb": "a.html", "en": "b.html"})
    return agreement_page(context, BOOK.translated(language).workshops, frame, service=service)


def titles(language: str) -> dict[str, dict[str, str]]:
    found = re.search(r'class="kit-state">(.*?)</script>', page(language))
    assert found
    told: dict[str, dict[str, str]] = json.loads(found[1])["exercise"]
    return told


@pytest.mark.parametrize("language", BOOK.languages)
def test_the_ids_in_an_address_have_their_titles(language: str) -> None:
    told, text = titles(language), BOOK.translated(language)
    assert told["workshops"] == {name: each.title for name, each in text.workshops.items()}
    assert set(told["exercises"]) == set(text.exercises)
    assert told["of"]["learn"] == "learn"
    assert set(told["areas"]) == {area.id for area in BOOK.context("").platform.focus_areas}


def test_every_field_has_a_label_and_paper_has_lines_for_three_measures() -> None:
    html = page()
    fields = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', html)
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    boxes = {name for name in fields if name.endswith("environment")}
    assert {*fields} - labelled - boxes == set()
    assert len(fields) == len(set(fields))
    assert html.count('class="kit-agreed-measure"') == 3


def test_suggestions_come_folded_after_the_rooms_own_lines() -> None:
    html = page()
    own, fold = html.index('id="m2-text"'), html.index("kit-suggested")
    assert own < fold < html.index('id="next"')
    assert '<details class="kit-more kit-later kit-suggested">' in html
    for name, workshop in BOOK.workshops.items():
        for suggestion in workshop.value.suggestions:
            assert f"<span>{suggestion.text}</span>" in html, name


def test_the_service_comes_first_where_one_is_known() -> None:
    assert "/collect/" not in page()
    html = page(service="https://svar.example.no/collect/measures/new")
    link = html.index('href="https://svar.example.no/collect/measures/new"')
    assert link < html.index("kit-agreed-file")


def test_it_loads_one_script_and_no_inline_one_and_may_connect_only_for_another_language() -> None:
    html = page()
    assert f'<script defer src="_static/{AGREEMENT_NAME}.js"></script>' in html
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert "connect-src 'self'; script-src 'self'" in unescape(html)
    assert "form-action 'none'" in html


def test_it_may_load_the_typeface_of_what_is_hung_up() -> None:
    assert "font-src 'self';" in unescape(page())
    assert '<link rel="stylesheet" href="_static/headings.css">' in page()
