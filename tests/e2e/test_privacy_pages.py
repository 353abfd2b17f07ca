"""The pages about answers as readers get them: in four languages, on a phone, on one sheet."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.catalogues import LANGUAGES, strings
from kit.frontend.scripts.strings import SENDING, STRINGS, WAYS_TO_SENDING
from kit.projects import add_exercise, new_project
from kit.sphinxext import build_book
from tests.second_engines.checking import SecondEngines

PLATFORM = """\
schema: 1
owner: HR
review_by: 2027-12-31
id: trial
name: A platform
organisation: A municipality
language: {language}
summary: A platform.
source: kit
focus_areas:
  - {{id: learn, name: Learn, source: kit}}
roles:
  - {{id: employee, name: Employee, source: kit}}
scales:
  - id: agreement
    dont_know: Cannot say
    categories:
      - {{id: disagree, value: 1, label: Disagree}}
      - {{id: partly, value: 3, label: Partly}}
      - {{id: agree, value: 5, label: Agree}}
"""
Site = Callable[[str, str], Path]
NewPage = Callable[..., Page]

PAGES = ("privacy", "can-my-leader-see")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a new book in a language with a collector, once each."""
    built: dict[tuple[str, str], Path] = {}

    def build(language: str, collector: str) -> Path:
        if (language, collector) not in built:
            root = tmp_path_factory.mktemp("book")
            platform = root / "our.yml"
            platform.write_text(PLATFORM.format(language=language), encoding="utf-8")
            new_project(root / "book", str(platform))
            added = add_exercise(
                root / "book", "self-assessment", "learn/asking", show="book/focus-areas/learn"
            )
            exercise = root / "book" / added.path
            text = re.sub(r"collects: false.*", "collects: true", exercise.read_text("utf-8"))
            exercise.write_text(text, encoding="utf-8")
            settings = root / "book" / "_config.yml"
            text = settings.read_text(encoding="utf-8")
            assert '    kit_collector: ""\n' in text
            text = text.replace('kit_collector: ""', f'kit_collector: "{collector}"')
            settings.write_text(text, encoding="utf-8")
            result = build_book(root / "book")
            assert [str(problem) for problem in result.problems] == []
            built[language, collector] = result.site / language / "book"
        return built[language, collector]

    return build


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_answers_are_one_printed_page(
    language: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto((site(language, "/") / "can-my-leader-see.html").as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\S* 84[12]", pdf), "the paper is not A4"


@pytest.mark.parametrize("name", PAGES)
def test_they_are_accessible_and_fit_a_phone(
    name: str, site: Site, new_page: NewPage, axe: Any
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme="light")
    page.goto((site("nb", "/") / f"{name}.html").as_uri())
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, colours=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.deep
def test_the_html_checker_finds_no_fault_on_pages_in_nynorsk_and_swedish(
    site: Site, page: Page, second_engines: SecondEngines
) -> None:
    pages = [path for name in ("nn", "sv") for path in site(name, "/").parent.rglob("*.html")]
    assert len(pages) > 20
    second_engines.must_find_nothing(page, sorted(pages))


# Whoever sees one of these words asks where the survey is.
# What a form promises, also where nothing could be sent, is no word about a survey.
PROMISES = (
    (
        "Your answers stay on this page. Nothing is stored and nothing is sent. You may skip a"
        " statement."
    ),
    STRINGS["self-assessment"]["no-test"],
)
COLLECTING = {
    "nb": r"\b(kode|lapp|undersøkelse|runde|anonym|send)\w*",
    "nn": r"\b(kode|lapp|undersøking|runde|anonym|send)\w*",
    "sv": r"\b(kod(?!a)|lapp|undersökning|omgång|anonym|skicka)\w*",
    "en": r"\b(code|slip|survey|anonym|send|sent)(?:s|ous|ously|ing)?\b",
}

# The end of a heading that the search finds; its index is in plain ASCII.
LEADERS_PAGE = {
    "nb": "Vil dere se svarene samlet?",
    "nn": "svara samla?",
    "sv": "Vill ni se svaren samlat?",
    "en": "Do you want to see the answers together?",
}


def _said(book: Path) -> dict[str, str]:
    """Return what the pages and notebooks of a built book say."""
    site = book.parent.parent if (book.parent.parent / "searchindex.js").exists() else book.parent
    found = {}
    for path in sorted(site.rglob("*")):
        if path.suffix not in {".html", ".ipynb", ".json", ".txt", ".xml"}:
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            # Styles say nothing; what a module may say later stands in a script of JSON.
            text = re.sub(
                r"<style.*?</style>|<script(?! type=.application/json).*?</script>",
                " ",
                text,
                flags=re.DOTALL,
            )
            text = re.sub(r"<(?!script)[^>]*>", " ", text)
        found[path.relative_to(site).as_posix()] = html.unescape(text)
    return found


OF_MEASURES = (
    (
        "It stands on this page and in the file that you save. Nothing is sent, and nothing stays"
        " in the browser."
    ),
    *("Sent up to", "Sent up", "status-sent-up"),
)
"""What the page of measures says beside: a measure is sent up, to the level above; no answer is."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_book_with_a_collector_speaks_of_codes_and_sending(
    language: str, site: Site
) -> None:
    gettext = strings(language).gettext
    phrases = {
        *(gettext(text) for text in SENDING.values() if len(text) > 20),
        *(gettext(text) for text in WAYS_TO_SENDING.values()),
    }
    words = re.compile(COLLECTING[language], re.IGNORECASE)

    def speaks(text: str, but: tuple[str, ...] = PROMISES) -> set[str]:
        text = " ".join(text.split())
        for promise in but:
            text = text.replace(gettext(promise), "")
        return {phrase for phrase in phrases if phrase in text} | set(words.findall(text))

    without = {
        name: speaks(text, OF_MEASURES if name == "measures.html" else PROMISES)
        for name, text in _said(site(language, "")).items()
    }
    assert len(without) > 15
    assert "measures.html" in without
    assert {name: found for name, found in without.items() if found} == {}
    speaking = {name for name, text in _said(site(language, "/")).items() if speaks(text)}
    pages = ("how-to/leader", "how-to/employee", "how-to/hr", "privacy", "can-my-leader-see")
    assert speaking >= {f"book/{page}.html" for page in (*pages, "focus-areas/learn")}
    assert "exercises/learn/asking.html" in speaking
    indexes = [(site(language, where).parent.parent / "searchindex.js") for where in ("", "/")]
    assert [LEADERS_PAGE[language] in index.read_text("utf-8") for index in indexes] == [
        False,
        True,
    ]


@pytest.mark.parametrize("name", PAGES)
def test_in_a_book_without_a_collector_they_speak_of_this_device_only(
    name: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto((site("en", "") / f"{name}.html").as_uri())
    expect(page.locator(".kit-privacy")).to_contain_text("in the browser while the page is open")


def test_what_to_read_is_linked_from_the_pages_for_employees(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto((site("en", "/") / "how-to" / "employee.html").as_uri())
    page.locator("article").get_by_role("link", name="Your answers, on one sheet").click()
    expect(page.get_by_role("heading", name="Can my leader see what I answered?")).to_be_visible()
