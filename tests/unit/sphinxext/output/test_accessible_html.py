"""HTML of other extensions that gets in the way of assistive technology is put right."""

import re

import pytest
from sphinx.errors import SphinxError

from kit.sphinxext.output.accessible_html import accessible, mend_page


def test_every_checkbox_of_a_list_of_tasks_has_a_name() -> None:
    box = '<input class="task-list-item-checkbox" disabled="disabled" type="checkbox">'
    done = box.replace("disabled=", 'checked="checked" disabled=')
    html = accessible(f"<li>{box} a</li><li>{done} b</li>")
    names = re.findall('aria-label="([^"]+)"', html)
    assert len(set(names)) == len(names) == 2
    assert accessible(html) == html


def test_an_entry_of_the_list_of_sources_is_one_of_its_list() -> None:
    assert (
        accessible('<div class="citation" id="a" role="doc-biblioentry">')
        == '<div class="citation" id="a" role="listitem">'
    )


def test_nothing_heads_a_note_or_a_table_that_has_no_heading() -> None:
    html = '<aside><p class="sidebar-title"></p>\n<p>Note</p></aside><th></th><th>A</th>'
    assert accessible(html) == "<aside><p>Note</p></aside><td></td><th>A</th>"


def test_what_authors_write_about_html_stays_as_it_is() -> None:
    html = "<code>&lt;th&gt;&lt;/th&gt;</code><th>Name</th>"
    assert accessible(html) == html


def test_an_article_that_is_no_text_any_more_names_what_it_has_become() -> None:
    page = {"body": ["<p>"]}
    with pytest.raises(SphinxError, match=r"has made \['<p>'\] of the article"):
        mend_page(page)


def test_a_page_without_an_article_is_left_alone() -> None:
    page: dict[str, object] = {"title": "Search"}
    mend_page(page)
    assert page == {"title": "Search"}
