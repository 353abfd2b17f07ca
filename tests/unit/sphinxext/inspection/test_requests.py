"""Whatever asks another host, or would be stopped by the page's own policy, is found."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kit.sphinxext.inspection.requests import Found, search_built
from kit.sphinxext.output.policy import script_hash

Search = Callable[..., dict[str, list[Found]]]

POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'


@pytest.fixture
def search(tmp_path: Path) -> Search:
    """Search an output folder with the given files: name and text."""
    out = tmp_path / "out"
    app = SimpleNamespace(outdir=out, doctreedir=tmp_path / "doctrees")

    def run(files: dict[str, str]) -> dict[str, list[Found]]:
        for name, text in files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return search_built(cast("Any", app))

    return run


def test_a_page_that_asks_another_host_is_found_with_line_and_column(search: Search) -> None:
    found = search({"a/page.html": '<p>\n  <img src="https://evil.example/a.png">'})
    assert found == {
        "a/page.html": [Found("asked", "https://evil.example/a.png", 2, 13)],
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.css", "a { background: url(//evil.example/a.png) }"),
        ("a.js", 'fetch("https://evil.example/a")'),
        ("a.svg", '<svg><image href="https://evil.example/a.png"/></svg>'),
        ("A.HTML", '<script src="https://evil.example/a.js"></script>'),
    ],
)
def test_styles_scripts_and_pictures_are_searched_too(search: Search, name: str, text: str) -> None:
    assert [each.what for each in search({name: text})[name]] == ["asked"]


def test_a_link_is_nothing_that_a_page_asks_for(search: Search) -> None:
    assert search({"page.html": '<a href="https://law.example">Law</a>'}) == {}


def test_a_host_that_the_pages_policy_allows_is_not_reported(search: Search) -> None:
    policy = POLICY.format("img-src https://ours.example")
    page = '{}<img src="https://{}.example/a.png">'
    found = search({"page.html": page.format(policy, "ours"), "b.html": page.format(policy, "it")})
    assert list(found) == ["b.html"]


def test_a_script_that_the_policy_does_not_know_is_found(search: Search) -> None:
    known = "say('hello')"
    policy = POLICY.format(f"script-src 'self' {script_hash(known)}")
    page = f"{policy}<script>{known}</script><script>other()</script><p onclick='x()'>"
    found = search({"page.html": page})["page.html"]
    assert [(each.what, each.text) for each in found] == [("script", "other()"), ("script", "x()")]


def test_a_script_beside_a_form_could_read_answers_and_is_found(search: Search) -> None:
    policy = POLICY.format("script-src 'self'")
    form = '<body><div data-kit-kind="group"></div><script src="track.js"></script>'
    found = search({"page.html": policy + form})["page.html"]
    assert ("beside", "track.js") in [(each.what, each.text) for each in found]


def test_an_unchanged_file_is_remembered_and_a_changed_one_searched_again(
    search: Search, tmp_path: Path
) -> None:
    asks = '<img src="//evil.example/a.png">'
    before = search({"a.html": asks, "b.html": asks})
    assert list(before) == ["a.html", "b.html"]
    memory = tmp_path / "doctrees" / "kit-built.json"
    memory.write_text(memory.read_text().replace("//evil", "//remembered"))
    after = search({"b.html": "<p>Nothing here asks anybody.</p>"})
    assert list(after) == ["a.html"]
    assert after["a.html"][0].text == "//remembered.example/a.png"
