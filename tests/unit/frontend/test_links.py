from kit.frontend import resolve_links


def test_an_address_is_escaped_and_other_attributes_stay() -> None:
    html = '<a class="x" href="kit:light/learn/a" data-kit-optional title="&gt;">Open</a>'
    resolved = resolve_links(html, lambda target: f'{target}.html?a=1&b="2"')
    assert resolved == (
        '<a class="x" href="light/learn/a.html?a=1&amp;b=&quot;2&quot;" title="&gt;">Open</a>'
    )


def test_a_link_that_leads_nowhere_becomes_its_text() -> None:
    html = 'See <a href="kit:exercise/learn/a"><b>A</b></a>.'
    assert resolve_links(html, lambda _target: None) == "See <b>A</b>."


def test_an_optional_link_that_leads_nowhere_goes() -> None:
    html = '<p><a href="kit:notebook/learn/a" data-kit-optional>Download</a></p>'
    assert resolve_links(html, lambda _target: None) == "<p></p>"


def test_other_links_are_left_alone() -> None:
    html = '<a href="https://example.org/kit:x">x</a>'
    assert resolve_links(html, lambda _target: "no") == html


def test_what_a_page_shows_has_its_address_and_none_where_it_is_not_there() -> None:
    html = '<video controls src="kit:file/a.webm"></video><video src="kit:file/b.webm"></video>'
    resolved = resolve_links(html, {"file/a.webm": "../a.webm"}.get)
    assert resolved == '<video controls src="../a.webm"></video><video></video>'
