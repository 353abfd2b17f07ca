from importlib.resources import files

import pytest

from kit.sphinxext.output.plain_pages import plain_page, plain_script
from kit.sphinxext.output.redirects import redirect_page

FOLDER = files("kit.sphinxext") / "static"


def test_what_a_plain_page_is_given_is_text_and_its_policy_stands_as_it_is() -> None:
    page = redirect_page("en", "a/b.html", "c.html", static="_static", title='<b> & "c"').decode()
    assert "<title>&lt;b&gt; &amp; &#34;c&#34;</title>" in page
    assert "content=\"default-src 'none'; script-src" in page
    assert '<script src="../_static/redirect.js" data-to="../c.html"></script>' in page
    assert page.endswith("</html>\n")


def test_a_page_that_was_taken_out_names_no_address_of_its_own() -> None:
    page = plain_page("taken-out.html", "en", to="index.html", static="_static").decode()
    assert "<h1>This page has been taken out of the book</h1>" in page
    assert "canonical" not in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("name", ["front-door.js", "not-found.js"])
def test_a_script_of_a_plain_page_ends_no_element_and_says_nothing_to_people(name: str) -> None:
    script = plain_script(name)
    assert "</" not in script
    assert "//" not in script
    assert (FOLDER / name).read_text(encoding="utf-8").startswith("// ")
