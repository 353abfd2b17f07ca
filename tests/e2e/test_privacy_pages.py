"""The pages about answers as readers get them: in four languages, on a phone, on one sheet."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.catalogues import LANGUAGES
from kit.projects import new_project
from kit.sphinxext import build_book

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
            settings = root / "book" / "_config.yml"
            text = re.sub(r"\n *kit_collector:.*", "", settings.read_text(encoding="utf-8"))
            text += f'    kit_collector: "{collector}"\n'
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_they_are_accessible_and_fit_a_phone(
    name: str, scheme: str, site: Site, new_page: NewPage, axe: Any
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto((site("nb", "/") / f"{name}.html").as_uri())
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", PAGES)
def test_a_book_without_a_collector_says_so(name: str, site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto((site("en", "") / f"{name}.html").as_uri())
    expect(page.locator(".kit-privacy")).to_contain_text("Nothing can be sent from this book")


def test_what_to_read_is_linked_from_the_pages_for_employees(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto((site("en", "/") / "how-to" / "employee.html").as_uri())
    page.locator("article").get_by_role("link", name="Your answers, on one sheet").click()
    expect(page.get_by_role("heading", name="Can my leader see what I answered?")).to_be_visible()
