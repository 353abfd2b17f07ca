"""Make the fonts of formulas: STIX Two Math with the letters that formulas use, in two files.

The first file has what nearly every formula needs; browsers fetch the second, with alphabets
such as script and Fraktur, only for a page that shows one of them. Run it by `make fonts`. The
same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from fonts.subset import TARGET, subset, write, write_licence

SOURCE: Final = Path("node_modules/@fontsource/stix-two-math")
FAMILY: Final = "Kit Formulas"

_ITALIC: Final = (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), 0x210E)
_ALPHABETS: Final = range(0x1D400, 0x1D800)
_RARE: Final = (
    0x20,
    *range(0x100, 0x131),
    *range(0x132, 0x180),
    *range(0x25A0, 0x2600),
    *(0x2605, 0x2606, 0x2660, 0x2661, 0x2662, 0x2663, 0x266D, 0x266E, 0x266F, 0x2713, 0x2720),
    *range(0x2900, 0x2A00),
    *range(0x2A07, 0x2B00),
    *sorted({*_ALPHABETS} - {*_ITALIC}),
)
"""Alphabets (bold, script, Fraktur, double-struck, sans serif, monospace) and rare signs.

None of them grows: browsers look for the parts of what does in the first file only.
"""
_COMMON: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x237, *range(0x2C6, 0x2DE)),
    *range(0x300, 0x339),
    *range(0x391, 0x3F7),
    *range(0x2000, 0x2070),
    *range(0x20D0, 0x20F1),
    *range(0x2100, 0x2150),
    *range(0x2190, 0x2400),
    *range(0x27C0, 0x2800),
    *range(0x2A00, 0x2A07),
    *_ITALIC,
)
_PRIMES: Final = (0x2032, 0x2033, 0x2034, 0x2035, 0x2057)
_DROPPED: Final = ["GDEF", "GPOS", "GSUB", "gasp"]


def main() -> None:
    """Write both files and the licence."""
    source = SOURCE / "files" / "stix-two-math-latin-400-normal.woff2"
    for name, letters in (("formulas", _COMMON), ("formulas-rare", _RARE)):
        font = subset(source, letters, (), _DROPPED)
        _enlarge_primes(font)
        _mend_arrows(font)
        write(font, TARGET / f"{name}.woff2", FAMILY)
    write_licence(SOURCE, TARGET / "formulas-font-license.txt")


def _enlarge_primes(font: TTFont) -> None:
    """Draw primes as large as they stand in a superscript.

    Browsers set a prime as a superscript, in 70 % of the size. Fonts for mathematics have a
    larger one for this (the feature `ssty`), which Chromium does not ask for.
    """
    known, glyphs = font.getBestCmap(), font.getGlyphSet()
    scale = 100 / font["MATH"].table.MathConstants.ScriptPercentScaleDown
    for letter in _PRIMES:
        if letter in known:
            _enlarge(font, known[letter], glyphs, scale)


def _enlarge(font: TTFont, name: str, glyphs: object, scale: float) -> None:
    pen = TTGlyphPen(None)
    top = font["OS/2"].sCapHeight
    glyphs[name].draw(TransformPen(pen, Transform(scale, 0, 0, scale, 0, top * (1 - scale))))  # type: ignore[index]
    font["glyf"][name] = pen.glyph()
    advance, bearing = font["hmtx"][name]
    font["hmtx"][name] = (round(advance * scale), round(bearing * scale))


def _mend_arrows(font: TTFont) -> None:
    """Let arrows to the right grow: their head says that it joins at its tip, not at its shaft.

    Chromium refuses to put parts together that may not overlap. Words above and below an arrow
    come nearer, as they stand in LaTeX.
    """
    constants = font["MATH"].table.MathConstants
    constants.StretchStackTopShiftUp.Value = 600
    constants.StretchStackBottomShiftDown.Value = 500
    for construction in font["MATH"].table.MathVariants.HorizGlyphConstruction:
        if construction.GlyphAssembly is None:
            continue
        last = construction.GlyphAssembly.PartRecords[-1]
        if last.StartConnectorLength == 0:
            last.StartConnectorLength = last.EndConnectorLength
            last.EndConnectorLength = 0


if __name__ == "__main__":
    main()
