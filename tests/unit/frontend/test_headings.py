"""The font of headings, as it is shipped: its letters, its weight, its licence."""

import re
from importlib.resources import as_file, files

import pytest
from fontTools.ttLib import TTFont

STATIC = files("kit.frontend") / "static"
STYLE = (STATIC / "headings.css").read_text(encoding="utf-8")
NAMES = ("headings.woff2", "headings-rare.woff2")

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöéèêëàâçñóòôüúíïý"
SAMI = "áčđŋšŧžńïÁČĐŊŠŦŽŃÏ"
SIGNS = "0123456789 .,:;!?«»“”„‘’‚()[]/–—-…·•×−½°§%&+=@#*'\"\u00a0"  # noqa: RUF001 - meant


def _font(name: str) -> TTFont:
    with as_file(STATIC / name) as path:
        return TTFont(path, lazy=False)


def _letters(name: str) -> set[int]:
    return set(_font(name).getBestCmap())


def _asked_for(name: str) -> set[int]:
    """Return the letters for which the style asks for a font."""
    found = re.search(rf'url\("{name}"\).*?unicode-range:([^;]*);', STYLE, re.DOTALL)
    assert found
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", found[1])
    return {n for first, last in ranges for n in range(int(first, 16), int(last or first, 16) + 1)}


def test_both_files_together_take_at_most_thirty_kilobytes() -> None:
    assert sum(len((STATIC / name).read_bytes()) for name in NAMES) <= 30 * 1024


def test_headings_have_every_letter_of_our_languages_and_of_sami_ones() -> None:
    common = {*map(ord, LETTERS + LETTERS.upper() + SIGNS)}
    assert common <= _letters(NAMES[0])
    assert {*map(ord, SAMI)} <= _letters(NAMES[0]) | _letters(NAMES[1])


@pytest.mark.parametrize("name", NAMES)
def test_the_style_asks_for_a_font_where_it_has_the_letter(name: str) -> None:
    assert _letters(name) - {0x20} <= _asked_for(name)
    assert not _asked_for(NAMES[0]) & _asked_for(NAMES[1])


@pytest.mark.parametrize("name", NAMES)
def test_the_weight_may_vary_as_far_as_the_style_says(name: str) -> None:
    axes = {axis.axisTag: axis for axis in _font(name)["fvar"].axes}
    assert list(axes) == ["wght"]
    said = f"font-weight: {axes['wght'].minValue:.0f} {axes['wght'].maxValue:.0f};"
    assert STYLE.count(said) == len(NAMES)


def test_figures_of_a_clock_may_all_be_as_wide() -> None:
    font = _font(NAMES[0])
    features = font["GSUB"].table.FeatureList.FeatureRecord
    assert "tnum" in {record.FeatureTag for record in features}
    swaps = next(
        lookup.SubTable[0].mapping
        for record in features
        if record.FeatureTag == "tnum"
        for lookup in [font["GSUB"].table.LookupList.Lookup[record.Feature.LookupListIndex[0]]]
    )
    known = font.getBestCmap()
    widths = {font["hmtx"][swaps[known[ord(figure)]]][0] for figure in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_font_has_a_name_of_its_own_and_its_licence_lies_beside(name: str) -> None:
    names = {record.nameID: record.toUnicode() for record in _font(name)["name"].names}
    assert {names[1], names[4]} == {"Kit Headings"}
    licence = (STATIC / "headings-font-license.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert names[0] in licence


def test_headings_are_swapped_in_and_no_other_style_names_the_font() -> None:
    assert STYLE.count("font-display: swap;") == len(NAMES)
    others = [entry for entry in STATIC.iterdir() if entry.name.endswith(".css")]
    naming = {entry.name for entry in others if "Kit Headings" in entry.read_text("utf-8")}
    assert naming == {"headings.css"}
