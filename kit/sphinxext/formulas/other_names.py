r"""Commands of TeX that the converter knows by another name, or that are not to be shown."""

from __future__ import annotations

import re
from typing import Final

RENAMED: Final = {
    "LaTeX": r"\text{LaTeX}",
    "TeX": r"\text{TeX}",
    "bold": r"\mathbf",
    "cr": r"\\",
    "hfill": r"\quad",
    "middot": r"\cdot",
    "newline": r"\\",
    "pmb": r"\boldsymbol",
    "space": r"\ ",
    "tabularnewline": r"\\",
    "thickapprox": r"\approx",
    "thicksim": r"\sim",
}
SILENT: Final = frozenset(
    {
        *("allowbreak", "boldmath", "break", "displaybreak", "noindent", "nolimits", "nonumber"),
        *("notag", "protect", "smash", "xspace"),
    }
)
SILENT_WITH_ARGUMENT: Final = frozenset({"label", "require", "vspace"})
BARE: Final = frozenset({"bbox", "clap", "ensuremath", "llap", "mathclap", "mathllap", "rlap"})
"""Commands of which only what they are given is shown."""

TEXTS: Final = {
    "fbox": r"\text",
    "hbox": r"\text",
    "intertext": r"\text",
    "mbox": r"\text",
    "shortintertext": r"\text",
    "text": r"\text",
    "textbf": r"\textbf",
    "textit": r"\textit",
    "textnormal": r"\text",
    "textrm": r"\text",
    "textsf": r"\textsf",
    "textsl": r"\textit",
    "texttt": r"\texttt",
    "textup": r"\text",
}
ALPHABETS: Final = {r"\text": r"\mathrm", r"\textbf": r"\mathbf", r"\textit": r"\mathit"}
"""How a single letter is set that is written as text: it is most often a quantity."""

SIZES: Final = frozenset(
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)

_SIGNS: Final = {
    "%": r"\%",
    "_": r"\_",
    "&": r"\&",
    "#": r"\#",
    "^": "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}",
}
_SIGN: Final = re.compile(r"(?<!\\)([_&#^%])")
_NOT_SHOWN: Final = re.compile(r"\\(?:label|footnote)\s*\{[^{}]*\}")
_STYLE: Final = re.compile(
    r"\\(?:small|tiny|large|scriptsize|normalsize|rm|it|bf|quad)(?![A-Za-z])"
)


def plain(words: str) -> str:
    r"""Return text for a text command: signs that mean something in formulas stand for themselves.

    >>> plain("50% of a_b")
    '50\\% of a\\_b'
    """
    words = _SIGN.sub(lambda found: _SIGNS[found[1]], _NOT_SHOWN.sub("", words))
    return _STYLE.sub(" ", words)
