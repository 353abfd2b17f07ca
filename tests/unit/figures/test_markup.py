"""What Matplotlib draws becomes markup that is read aloud and takes the page's colours."""

from xml.etree import ElementTree as ET

import pytest

from kit.figures.look import INK, PAPER
from kit.figures.markup import Slice, as_markup, as_slices

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="100pt" height="50pt" viewBox="0 0 100 50">
 <metadata>who and when</metadata>
 <defs><style>* {{stroke-linejoin: round}}</style></defs>
 <defs><path id="m1" d="M 0 0" style="stroke: {INK}; stroke-linecap: butt"/></defs>
 <g id="empty"><g/></g>
 <g id="axes"><rect style="fill: {PAPER}" clip-path="url(#m1)"/><use xlink:href="#m1"/>
 <text style="font: bold 10px 'Open Sans'">Words</text></g>
</svg>"""


def _read(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - made here


def _markup(page: str = "") -> ET.Element:
    return _read(as_markup(DRAWN, "A <title>", "All & more.", name="f", page=page))


def test_it_has_a_name_and_all_of_it_in_words_before_anything_else() -> None:
    root = _markup()
    title, words = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "A <title>")
    assert (words.tag, words.text) == (f"{SVG}desc", "All & more.")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")


def test_no_style_and_nothing_about_its_making_is_left() -> None:
    root = _markup()
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"metadata", "style"}
    assert not any("style" in element.attrib for element in root.iter())


def test_a_text_keeps_weight_and_size_and_has_a_colour() -> None:
    (text,) = _markup().iter(f"{SVG}text")
    assert text.attrib == {
        "font-size": "10px", "font-weight": "bold", "font-family": "Open Sans", "fill": INK,
    }  # fmt: skip


def test_whatever_an_id_is_used_by_still_finds_it_and_no_other_id_is_left() -> None:
    root = _markup()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids == ["f-title", "f-words", "f-1"]
    (use,) = root.iter(f"{SVG}use")
    (rect,) = root.iter(f"{SVG}rect")
    assert use.get("href") == "#f-1"
    assert rect.get("clip-path") == "url(#f-1)"


def test_on_a_page_its_colours_are_the_pages_and_its_width_too() -> None:
    root = _markup(page="kit-figure")
    (rect,) = root.iter(f"{SVG}rect")
    (text,) = root.iter(f"{SVG}text")
    assert root.get("class") == "kit-figure"
    assert root.get("width") is None
    assert rect.get("class") == "kit-fill-paper"
    assert text.get("class") == "kit-fill-ink"
    assert text.get("font-family") is None


def test_slices_carry_the_drawing_once_and_each_has_its_own_words() -> None:
    parts = [Slice("One", "First.", 0, 20), Slice("Two", "Second.", 20, 50)]
    first, second = map(_read, as_slices(DRAWN, parts, name="f", page="kit-figure"))
    assert (first.get("viewBox"), second.get("viewBox")) == ("0 0 100 20", "0 20 100 30")
    assert len(list(first.iter(f"{SVG}text"))) == 1
    assert [element.tag for element in second] == [f"{SVG}title", f"{SVG}desc", f"{SVG}use"]
    assert second[2].get("href") == "#f-whole"
    assert [root[0].text for root in (first, second)] == ["One", "Two"]
    ids = [element.get("id") for root in (first, second) for element in root.iter()]
    found = [each for each in ids if each]
    assert len(set(found)) == len(found)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ET.ParseError):
        as_markup("<svg>", "", "", name="f", page="")
