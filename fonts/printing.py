"""Make the fonts of paper: Literata, too, fixed at the sizes and weights that print uses.

Nothing in them varies, since WeasyPrint would take a second a sheet to fix what does. Letters of
Sámi languages have files, and a family, of their own: of two files of one family WeasyPrint takes
the letters from the first. The same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fontTools.varLib.instancer import instantiateVariableFont

from fonts.headings import COMMON, DROPPED, SAMI, SOURCE
from fonts.subset import subset, write, write_licence

TARGET: Final = Path("kit/printing/fonts")
_FEATURES: Final = ("kern", "tnum")
_PARTS: Final = (("", "latin", COMMON), ("-rare", "latin-ext", SAMI))
_CUTS: Final = (
    ("text", "Kit Text", 11, 400),
    ("text-bold", "Kit Text", 11, 700),
    ("title", "Kit Title", 28, 600),
)
"""File, family, optical size in points, weight."""


def main() -> None:
    """Write the files and the licence."""
    for file, family, size, weight in _CUTS:
        for ending, part, letters in _PARTS:
            source = SOURCE / "files" / f"literata-{part}-opsz-normal.woff2"
            font = subset(source, letters, _FEATURES, DROPPED)
            font = instantiateVariableFont(font, {"opsz": size, "wght": weight})
            name = f"{family} Rare" if ending else family
            write(font, TARGET / f"{file}{ending}.woff2", name)
    write_licence(SOURCE, TARGET / "license.txt")


if __name__ == "__main__":
    main()
