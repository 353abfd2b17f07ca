"""Make the font of headings: Literata with the letters of our languages, in two files.

Its optical size is one that is right from a heading on a phone to a word on a wall; its weight
may vary. The second file has the letters that Sámi languages have besides, and is fetched only
for a page that shows one of them. Run it by `make fonts`. The same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fontTools.varLib.instancer import instantiateVariableFont

from fonts.subset import TARGET, subset, write, write_licence

SOURCE: Final = Path("node_modules/@fontsource-variable/literata")
FAMILY: Final = "Kit Headings"
OPTICAL_SIZE: Final = 28
WEIGHTS: Final = (400, 700)

COMMON: Final = (
    *range(0x20, 0x7F),
    *map(ord, "\u00a0\u00ad§«°·»½×–—‘’‚“”„•…−"),  # noqa: RUF001 - the signs that are meant
    *(letter for letter in range(0xC0, 0x100) if letter not in (0xD7, 0xF7)),
)
SAMI: Final = (*map(ord, "ČčĐđŃńŊŋŠšŦŧŽž"),)
_FEATURES: Final = ("kern", "tnum")
DROPPED: Final = ("MVAR", "STAT", "VVAR", "gasp", "vhea", "vmtx")


def main() -> None:
    """Write both files and the licence."""
    for name, part, letters in (
        ("headings", "latin", COMMON),
        ("headings-rare", "latin-ext", SAMI),
    ):
        source = SOURCE / "files" / f"literata-{part}-opsz-normal.woff2"
        font = subset(source, letters, _FEATURES, DROPPED)
        font = instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": WEIGHTS})
        write(font, TARGET / f"{name}.woff2", FAMILY)
    write_licence(SOURCE, TARGET / "headings-font-license.txt")


if __name__ == "__main__":
    main()
