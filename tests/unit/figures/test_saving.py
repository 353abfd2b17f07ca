"""Figures as files: the same bytes, readable text, nothing that a strict policy refuses."""

from xml.etree import ElementTree as ET

from matplotlib import rc_context
from matplotlib.figure import Figure

from kit.figures import INK, PAPER, STYLE, as_png, as_svg, new_figure

SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> Figure:
    with rc_context(STYLE):
        figure = new_figure(3, 2)
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set_axis_off()
        axes.scatter([1, 2], [1, 2], color=INK)
        axes.text(1, 1, "Vi spør & <svarer>", fontweight="bold")
    return figure


def root_of(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - ours


def test_two_exports_are_the_same_bytes() -> None:
    assert as_png(drawn()) == as_png(drawn())
    assert as_svg(drawn(), "T", "W") == as_svg(drawn(), "T", "W")


def test_png_says_nothing_about_when_and_with_what_it_was_made() -> None:
    data = as_png(drawn())
    assert b"tEXt" not in data
    assert b"Matplotlib" not in data


def test_svg_says_nothing_about_when_and_with_what_it_was_made() -> None:
    text = as_svg(drawn(), "T", "W")
    assert "matplotlib" not in text.lower()
    assert "metadata" not in text


def test_text_in_svg_is_text() -> None:
    root = root_of(as_svg(drawn(), "T", "W"))
    (text,) = root.iter(f"{SVG}text")
    assert text.text == "Vi spør & <svarer>"
    assert text.get("font-weight") == "700"


def test_title_and_words_are_what_is_read_aloud() -> None:
    root = root_of(as_svg(drawn(), "Title", "In words", name="profile"))
    by_id = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")] == "Title"
    assert by_id[root.get("aria-describedby")] == "In words"


def test_no_element_has_a_style_that_a_strict_policy_refuses() -> None:
    for page in ("", "kit-figure"):
        root = root_of(as_svg(drawn(), "T", "W", page=page))
        assert not [e for e in root.iter() if e.get("style") or e.tag.endswith("style")]


def test_a_file_has_its_own_paper_and_font() -> None:
    text = as_svg(drawn(), "T", "W")
    assert PAPER in text
    assert "DejaVu Sans" in text


def test_in_a_page_colours_are_classes_and_the_font_is_the_page_s() -> None:
    root = root_of(as_svg(drawn(), "T", "W", page="kit-figure"))
    classes = {name for e in root.iter() for name in e.get("class", "").split()}
    assert {"kit-figure", "kit-fill-paper", "kit-fill-ink"} <= classes
    assert not [e for e in root.iter() if e.get("font-family")]
    assert root.get("width") is None


def test_every_id_begins_with_the_figure_s_name_and_stands_once() -> None:
    root = root_of(as_svg(drawn(), "T", "W", name="profile"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(i).startswith("profile-") for i in ids)
