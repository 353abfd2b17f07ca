"""No page asks another host, and nobody's script runs where somebody answers."""

from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.jupyterbook.foreign_hosts import remove_authors_scripts, remove_foreign_assets


def asset(filename: str | None, **attributes: str) -> Any:
    return SimpleNamespace(filename=filename, attributes=attributes)


@pytest.mark.parametrize(
    "foreign",
    [
        "https://cdn.example/a.js",
        "http://cdn.example/a.js",
        "//cdn.example/a.js",
        asset("https://cdn.example/a.css"),
        asset(None, body="load('https://plausible.example')"),
        asset(None, body="window.dataLayer; 'googletagmanager'"),
    ],
)
def test_what_would_load_from_another_host_is_taken_off(foreign: object) -> None:
    kept = [asset("_static/host.js"), "_static/a.js", asset(None, body="let a = 1")]
    context: dict[str, Any] = {"script_files": [foreign, *kept], "css_files": [foreign]}
    remove_foreign_assets(context)
    assert context == {"script_files": kept, "css_files": []}


def test_an_authors_script_does_not_run_beside_a_form_whatever_its_address_says() -> None:
    app: Any = SimpleNamespace(
        config=SimpleNamespace(html_js_files=["count.js", ("track.js", {"defer": "defer"})])
    )
    ours = asset("_static/host.js?v=1")
    context: dict[str, Any] = {
        "script_files": [asset("_static/count.js?v=2"), "track.js", ours, asset(None, body="x")]
    }
    remove_authors_scripts(app, context)
    assert [each.filename for each in context["script_files"]] == ["_static/host.js?v=1", None]
