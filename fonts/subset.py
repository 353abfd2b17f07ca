"""What the scripts do: take some letters of a font, name it anew, and copy its licence."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET: Final = Path("kit/frontend/static")


def subset(
    source: Path, letters: Iterable[int], features: Iterable[str], dropped: Iterable[str]
) -> TTFont:
    """Return a font with these letters and features only, and without the dropped tables."""
    # The time of the source stays, so that the bytes do.
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=[*features],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.bidi_closure = False
    options.drop_tables += dropped
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def write(font: TTFont, path: Path, family: str) -> None:
    """Write a font for the web, under a family's name of our own."""
    names = {1: family, 3: family, 4: family, 6: family.replace(" ", "")}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font.flavor = "woff2"
    font.save(path)
    sys.stdout.write(f"{path}: {path.stat().st_size} bytes\n")


def write_licence(package: Path, path: Path) -> None:
    """Copy the licence of a package to where its font is shipped."""
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    path.write_text(licence, encoding="utf-8", newline="\n")
