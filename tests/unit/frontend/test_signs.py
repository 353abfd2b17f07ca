"""Every focus area has a sign that grows into a drawing; each is one stroke on one grid."""

import re
from importlib.resources import files
from types import SimpleNamespace
from typing import cast, get_args

import pytest

from kit.frontend.signs import drawing_svg, sign_name, sign_names, sign_svg
from kit.model import Platform
from kit.model.workshop import Drawing

OWN = ("dare", "learn", "lead", "mobilise", "collaborate")


def _platform(*signs: str | None) -> Platform:
    areas = tuple(SimpleNamespace(id=f"area-{n}", sign=sign) for n, sign in enumerate(signs, 1))
    by_id = {area.id: area for area in areas}
    return cast("Platform", SimpleNamespace(focus_areas=areas, focus_area=by_id.__getitem__))


def test_the_kit_draws_five_signs_and_nine_neutral_ones() -> None:
    assert set(sign_names()) == {*OWN, *(f"neutral-{n}" for n in range(1, 10))}


def test_an_area_has_the_sign_that_it_asks_for() -> None:
    assert sign_name(_platform("learn"), "area-1") == "learn"


def test_areas_without_a_sign_of_ours_get_neutral_ones_in_order() -> None:
    platform = _platform(None, "learn", "no-such-sign")

    assert [sign_name(platform, f"area-{n}") for n in (1, 2, 3)] == [
        "neutral-1",
        "learn",
        "neutral-2",
    ]


def test_the_tenth_neutral_sign_is_the_first_again() -> None:
    assert sign_name(_platform(*[None] * 10), "area-10") == "neutral-1"


@pytest.mark.parametrize("name", sign_names())
def test_a_sign_is_one_stroke_in_the_colour_of_its_text(name: str) -> None:
    drawing = (files("kit.frontend") / "static" / "signs" / f"{name}.svg").read_text("utf-8")

    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert re.findall(r'fill="([^"]*)"', drawing) == ["none"]


@pytest.mark.parametrize(
    "name", [*sign_names(), *(f"meeting-{name}" for name in get_args(Drawing))]
)
def test_every_sign_and_meeting_has_a_drawing_of_one_line_weight(name: str) -> None:
    file = files("kit.frontend") / "static" / "drawings" / f"{name}.svg"
    drawing = file.read_text("utf-8")
    assert 'viewBox="0 0 240 120"' in drawing
    assert re.findall(r'stroke-width="([^"]*)"', drawing) == ["2.5"]
    assert re.findall(r'fill="([^"]*)"', drawing) == ["none"]
    assert len(drawing) <= 1024
    shown = drawing_svg(name)
    assert 'aria-hidden="true"' in shown
    assert 'viewBox="0 0 240 120" fill="none" stroke="currentColor"' in shown
    assert "style" not in shown


def test_no_drawing_belongs_to_no_sign_and_no_meeting() -> None:
    folder = files("kit.frontend") / "static" / "drawings"
    known = [*sign_names(), *(f"meeting-{name}" for name in get_args(Drawing))]
    assert {entry.name for entry in folder.iterdir()} == {f"{name}.svg" for name in known}


@pytest.mark.parametrize("name", sign_names())
def test_a_sign_in_a_page_is_silent_and_without_style(name: str) -> None:
    svg = sign_svg(name)

    assert 'aria-hidden="true"' in svg
    assert "style" not in svg
    assert svg.endswith("</svg>")
