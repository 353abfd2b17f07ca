"""The files of a page that follows a meeting are ours, small, and no others."""

import re
from pathlib import Path

from kit.frontend import Frame
from kit.load import load_book
from kit.web.frame.programmes import Programmes
from kit.web.running.followed import _assets

BOOK = load_book(Path(__file__).parents[4])


def test_scripts_are_made_and_styles_are_taken_as_they_are() -> None:
    script, host = _assets()["widget-workshop.js"], _assets()["host.js"]
    assert b"kitForms" in script
    assert b"import " not in script
    assert host.startswith(b"window.kitRun=")
    assert b"/*" not in _assets()["workshop.css"]


def test_a_page_finds_all_that_it_loads() -> None:
    frame = Frame("/collect/followed", None, "Vi i Sarpsborg", {"nb": "?lang=nb", "en": "?lang=en"})
    html = Programmes(lambda: BOOK).page(
        "learn", "nb", frame, follow={"role": "wall"}, resolve=lambda _: None
    )
    loaded = set(re.findall(r'(?:href|src)="/collect/followed/([^"]+)"', html or ""))
    fonts = set(re.findall(r"url\(\"?([\w.-]+\.woff2)", _assets()["headings.css"].decode()))
    assert {"host.js", "widget-workshop.js", "workshop.css"} <= loaded
    assert loaded | fonts <= set(_assets())
