"""The fonts of formulas, as they are shipped."""

import re
from importlib.resources import as_file, files
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

STATIC = files("kit.frontend") / "static"
NAMES = ("formulas.woff2", "formulas-rare.woff2")


def _font(name: str) -> TTFont:
    with as_file(STATIC / name) as path:
        return TTFont(path, lazy=False)


def _ranges() -> dict[str, set[int]]:
    """Return the letters for which the style asks for each font."""
    style = (STATIC / "formulas.css").read_text(encoding="utf-8")
    found = {}
    for name, ranges in re.findall(r'url\("([^"]*)"\).*?unicode-range:([^;]*);', style, re.DOTALL):
        letters: set[int] = set()
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            letters |= {*range(int(first, 16), int(last or first, 16) + 1)}
        found[name] = letters
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_style_asks_for_a_font_where_it_has_the_letter(name: str) -> None:
    known = set(_font(name).getBestCmap()) - ({0x20} if "rare" in name else set())
    assert known <= _ranges()[name]
    assert not _ranges()[NAMES[0]] & _ranges()[NAMES[1]]


def test_the_first_font_has_what_formulas_are_made_of_and_its_measures() -> None:
    font = _font("formulas.woff2")
    wanted = {*range(0x20, 0x7F), *map(ord, "æøåÆØÅ∑∏∫√→⇒⏞⟨⟩≤≠")}
    wanted |= {*range(0x3B1, 0x3CA), *range(0x1D44E, 0x1D455), 0x211D, 0x2032}
    assert wanted <= set(font.getBestCmap())
    constants = font["MATH"].table.MathConstants
    assert constants.ScriptPercentScaleDown == 70
    assert constants.SubscriptShiftDown.Value > 0


def test_parts_of_every_growing_arrow_may_overlap() -> None:
    variants = _font("formulas.woff2")["MATH"].table.MathVariants
    joined = [
        made.GlyphAssembly.PartRecords
        for made in variants.HorizGlyphConstruction
        if made.GlyphAssembly is not None
    ]
    assert joined
    for parts in joined:
        for left, right in pairwise(parts):
            overlap = min(left.EndConnectorLength, right.StartConnectorLength)
            assert overlap >= variants.MinConnectorOverlap


@pytest.mark.parametrize("name", NAMES)
def test_the_fonts_have_a_name_of_their_own_and_their_licence_lies_beside(name: str) -> None:
    names = {record.nameID: record.toUnicode() for record in _font(name)["name"].names}
    assert "STIX" not in names[1] + names[4] + names[6]
    assert "The STIX Fonts Project Authors" in names[0]
    licence = (STATIC / "formulas-font-license.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert names[0] in licence
