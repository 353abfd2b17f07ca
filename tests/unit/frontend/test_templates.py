"""Whatever stands in a text, a page shows it as text; what has no translation says its language."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from kit.catalogues import strings
from kit.frontend.templates import breakable, environment, paragraphs
from kit.model import Untranslated


def render(source: str, language: str = "nb", **variables: object) -> str:
    given = {"_": strings(language).gettext, "language": language, **variables}
    return environment().from_string(source).render(given)


def test_text_is_never_markup() -> None:
    assert render("{{ text }}", text="<b> & 'c'") == "&lt;b&gt; &amp; &#39;c&#39;"
    assert paragraphs("<b>\r\n\r\nTwo") == "<p>&lt;b&gt;</p>\n<p>Two</p>"


def test_a_text_without_a_translation_says_its_language() -> None:
    text = Untranslated("Looking <back>", "en")
    mark = 'class="kit-source-language" lang="en"'
    assert render("{{ text }}", text=text) == f"<span {mark}>Looking &lt;back&gt;</span>"
    assert paragraphs(text) == f"<p {mark}>Looking &lt;back&gt;</p>"
    assert render('<a title="{{ text | plain }}">', text=text) == '<a title="Looking &lt;back&gt;">'


def test_empty_lines_make_no_empty_paragraphs() -> None:
    assert paragraphs("\n\n\n\none\ntwo\n\n\n") == "<p>one two</p>"


def test_numbers_and_days_are_in_the_readers_way_of_writing() -> None:
    source = "{{ 1234.5 | number }} {{ when | day }}"
    assert render(source, "sv", when=date(2026, 11, 3)).endswith("3 november 2026")
    assert render(source, "sv", when=date(2026, 11, 3)).startswith("1\xa0234,5")


def test_a_variable_that_nobody_gives_is_a_fault_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        render("{{ nothing }}")


def test_an_address_breaks_between_its_names() -> None:
    assert breakable("a.example/b:1") == "a<wbr>.example<wbr>/b<wbr>:1"
    assert breakable("<a>") == "&lt;a&gt;"
