r"""Commands of TeX that the converter does not know, in those that it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final, Protocol

from kit.sphinxext.formulas.chemistry import chemical, quantity
from kit.sphinxext.formulas.other_names import SIZES
from kit.sphinxext.formulas.tex import Reader

Refer = Callable[[str], tuple[str, str]]
"""Returns the address and the number, in brackets, of an equation by its label."""


class Formula(Protocol):
    """What a command may ask of the formula that it stands in."""

    @property
    def refer(self) -> Refer:
        """Finds equations."""

    @property
    def inner(self) -> Callable[[str], str]:
        """Returns the MathML of a part that stands in HTML of ours."""

    @property
    def boxes(self) -> list[str]:
        """The pieces of HTML so far."""

    def box(self, html: str) -> str:
        """Return the TeX that stands for a piece of HTML."""

    def colour(self, value: str) -> str:
        """Return the name under which the converter takes a colour of CSS."""

    def rewritten(self, formula: str) -> str:
        """Return a part of the formula in the converter's words."""

    def text(self, command: str, words: str) -> str:
        """Return words in a formula."""


Command = Callable[[Formula, Reader, str], str]
"""Takes what reads the command's arguments, and its name; returns the TeX that replaces both."""

FIRST_BOX: Final = 0xE000
"""Where the letters begin that stand for HTML of ours until the formula is converted."""
BOX: Final = "kit-box-"
"""The same in tags."""
_SAFE: Final = re.compile(r"(?i)(?:https?:|mailto:|[^:]*(?:[/?#]|$))")
_COLOUR: Final = re.compile(r"[A-Za-z]+|#(?:[0-9A-Fa-f]{3}){1,2}")
_ROMAN: Final = re.compile(
    r"\\(?:rm|bf|mathrm|text|textrm|textbf|mathbf|mathsf|mathit|,|;|!| )(?![A-Za-z])"
)
_HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"


def _chemistry(formula: Formula, reader: Reader, name: str) -> str:
    return f"{{{formula.rewritten(chemical(reader.argument(name)))}}}"


def _quantity(formula: Formula, reader: Reader, name: str) -> str:
    return f"{{{formula.rewritten(quantity(reader.argument(name)))}}}"


def address_of(reader: Reader, name: str) -> str:
    r"""Return the address that ``\href`` is given.

    :raises ValueError: if it would run a script, or is of a kind that a page has no use for.
    """
    address = reader.argument(name).replace(r"\%", "%").replace(r"\#", "#").strip()
    if not _SAFE.match(re.sub(r"[\x00-\x20]", "", address)):
        raise ValueError(f"{address!r} is no address that a formula may lead to")
    return address


def _link(formula: Formula, reader: Reader, name: str) -> str:
    """Return what a link shows: a part of a formula cannot be one for who listens to the page."""
    address_of(reader, name)
    return f"{{{formula.rewritten(reader.argument(name))}}}"


def _reference(formula: Formula, reader: Reader, name: str) -> str:
    _, number = formula.refer(reader.argument(name).strip())
    return formula.box(escape(number_shown(name, number)))


def number_shown(name: str, number: str) -> str:
    r"""Return the number of an equation: for ``\eqref`` in brackets, for ``\ref`` without."""
    return number if name == r"\eqref" else number.removeprefix("(").removesuffix(")")


def _tag(formula: Formula, reader: Reader, name: str) -> str:
    r"""Return a tag as ``\tag*``: what it shows is HTML, since the converter takes ASCII only."""
    star = reader.take(r"\*")
    words = reader.argument(name).strip()
    if len(words) == 1 and ord(words) >= FIRST_BOX:
        return rf"\tag*{{{BOX}{ord(words) - FIRST_BOX}}}"
    html = formula.inner(rf"\text{{{words}}}") if re.search(r"[$\\]", words) else escape(words)
    formula.box(html if star else f"({html})")
    return rf"\tag*{{{BOX}{len(formula.boxes) - 1}}}"


def _operator(formula: Formula, reader: Reader, name: str) -> str:
    r"""Return the operator in ``\mathop``: limits stand under it if it is a word."""
    inside = reader.argument(name)
    reader.take(r"\s*\\(?:no)?limits(?![A-Za-z])")
    word = re.sub(r"[{}\s~]", "", _ROMAN.sub("", inside))
    if re.fullmatch(r"\\[A-Za-z]+", word):
        return f"{word} "
    if word.isalpha():
        return rf"\operatorname*{{{word}}}"
    return rf"\mathop{{{formula.rewritten(inside)}}}"


def _named_operator(_: Formula, reader: Reader, name: str) -> str:
    star = name.endswith("withlimits") or bool(reader.take(r"\*"))
    words = reader.argument(name)
    limits = reader.take(r"\s*\\limits(?![A-Za-z])")
    word = re.sub(r"[{}]", "", _ROMAN.sub("", words)).replace("-", _HYPHEN).replace("~", r"\ ")
    return rf"\operatorname{'*' if star or limits else ''}{{{word}}}"


def _stacked(formula: Formula, reader: Reader, name: str) -> str:
    inside = formula.rewritten(reader.argument(name))
    return rf"{{\begin{{subarray}}{{c}}{inside}\end{{subarray}}}}"


def _aligned(formula: Formula, reader: Reader, name: str) -> str:
    inside = formula.rewritten(reader.argument(name))
    return rf"\begin{{aligned}}{inside}\end{{aligned}}"


def _unicode(_: Formula, reader: Reader, name: str) -> str:
    reader.optional(name)
    code = reader.argument(name).strip().lower().replace("0x", "x")
    number = int(code[1:], 16) if code.startswith("x") else int(code)
    return rf"\text{{{chr(number)}}}"


def _coloured(formula: Formula, reader: Reader, name: str) -> str:
    model, colour = reader.optional(name), reader.argument(name).strip()
    if model in {"rgb", "RGB"}:
        most = 255 if model == "rgb" else 1
        parts = [min(255, max(0, round(float(part) * most))) for part in colour.split(",")]
        colour = "#" + "".join(f"{part:02x}" for part in parts)
    elif model == "HTML":
        colour = f"#{colour}"
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour")
    # Names with a capital are LaTeX's own, which the converter knows; others are those of CSS.
    return f"{name}{{{colour if colour[0].isupper() else formula.colour(colour)}}}"


def _boxed(formula: Formula, reader: Reader, name: str) -> str:
    for _ in range(2 if name == r"\fcolorbox" else 1):
        reader.argument(name)
    shown = formula.text(r"\text", reader.argument(name))
    return rf"\boxed{{{shown}}}"


def _cancelled_to(formula: Formula, reader: Reader, name: str) -> str:
    value, part = reader.argument(name), reader.argument(name)
    return rf"\cancel{{{formula.rewritten(part)}}}^{{{formula.rewritten(value)}}}"


def _small_fraction(formula: Formula, reader: Reader, name: str) -> str:
    above, below = reader.argument(name), reader.argument(name)
    return rf"{{}}^{{{formula.rewritten(above)}}}\!/_{{{formula.rewritten(below)}}}"


def _delimiter(_: Formula, reader: Reader, name: str) -> str:
    r"""Return a command of size and its delimiter: ``\left<`` is an angle, ``\big.`` nothing."""
    match = reader.take(r"\s*([<>.])")
    if match is None:
        return name
    if match[1] == ".":
        return "" if name[1:] in SIZES else f"{name}."
    return name + (r"\langle " if match[1] == "<" else r"\rangle ")


def _rule(_: Formula, reader: Reader, name: str) -> str:
    """Return one rule for one or two of them: the converter knows no double ones."""
    reader.take(r"(?:\s*\\hline(?![A-Za-z]))*")
    return name


COMMANDS: Final[Mapping[str, Command]] = {
    "ce": _chemistry,
    "pu": _quantity,
    "href": _link,
    "eqref": _reference,
    "ref": _reference,
    "tag": _tag,
    "mathop": _operator,
    "operatorname": _named_operator,
    "operatornamewithlimits": _named_operator,
    "substack": _stacked,
    "eqalign": _aligned,
    "unicode": _unicode,
    "color": _coloured,
    "textcolor": _coloured,
    "colorbox": _boxed,
    "fcolorbox": _boxed,
    "cancelto": _cancelled_to,
    "nicefrac": _small_fraction,
    "sfrac": _small_fraction,
    "hline": _rule,
    **dict.fromkeys(("left", "right", "middle", *sorted(SIZES)), _delimiter),
}
