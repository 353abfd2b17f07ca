r"""Chemical formulas as TeX: what mhchem's ``\ce`` and ``\pu`` mean, as far as books use them."""

from __future__ import annotations

import re
from typing import Final

from kit.sphinxext.formulas.tex import Reader

_ARROWS: Final = {
    "<=>>": r"\rightleftharpoons",
    "<<=>": r"\rightleftharpoons",
    "<=>": r"\rightleftharpoons",
    "<-->": r"\rightleftarrows",
    "<->": r"\leftrightarrow",
    "-->": r"\rightarrow",
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
    "⇌": r"\rightleftharpoons",
    "→": r"\rightarrow",
}
_LABELLED: Final = {
    r"\rightleftharpoons": r"\xrightleftharpoons",
    r"\rightleftarrows": r"\xrightleftharpoons",
    r"\leftrightarrow": r"\xleftrightarrow",
    r"\rightarrow": r"\xrightarrow",
    r"\leftarrow": r"\xleftarrow",
}
_ARROW: Final = "|".join(re.escape(arrow) for arrow in _ARROWS)
_COEFFICIENT: Final = r"(\d+)/(\d+)|\d+(?:[.,]\d+)?"
_RAISED: Final = r"\{|\d*[+\-]|-?\d+|[A-Za-z.\\]"
_BONDS: Final = {"-": "{-}", "=": "{=}", "#": r"{\equiv}"}
_GREEK: Final = r"\\(?:[a-zA-Z]+)"


def chemical(text: str) -> str:
    r"""Return the TeX of what stands in ``\ce``.

    >>> chemical("2H2 + O2 -> 2H2O")
    '2\\,\\mathrm{H}_{2} + \\mathrm{O}_{2} \\longrightarrow 2\\,\\mathrm{H}_{2}\\mathrm{O}'
    >>> chemical("SO4^2-"), chemical("^{14}_6C")
    ('\\mathrm{SO}_{4}^{2-}', '{}^{14}_{6}\\mathrm{C}')
    """
    return _Equation(text).tex()


class _Equation:
    def __init__(self, text: str) -> None:
        self._reader = Reader(text.strip())
        self._parts: list[str] = []
        self._after_atom = False

    def tex(self) -> str:
        while self._reader.at < len(self._reader.text):
            for read in (
                self._space,
                self._arrow,
                self._script,
                self._number,
                self._state,
                self._atoms,
                self._charge,
                self._bond,
                self._formula,
                self._anything,
            ):
                if read():
                    break
        return "".join(self._parts)

    def _put(self, tex: str, *, atom: bool) -> bool:
        self._parts.append(tex)
        self._after_atom = atom
        return True

    def _space(self) -> bool:
        if self._reader.take(r"\s+\^(?=\s|$)|\s*\(\^\)"):
            return self._put(r"\uparrow ", atom=True)
        if self._reader.take(r"\s+v(?=\s|$)|\s*\(v\)"):
            return self._put(r"\downarrow ", atom=True)
        if match := self._reader.take(r"\s+([+\-=])(?=\s)\s*"):
            return self._put(f" {match[1]} ", atom=False)
        if self._reader.take(rf"\s+(?={_ARROW})"):
            return True
        return self._reader.take(r"\s+") is not None and self._put(r"\ ", atom=False)

    def _arrow(self) -> bool:
        match = self._reader.take(_ARROW)
        if match is None:
            return False
        arrow = _ARROWS[match[0]]
        labels = [chemical(label) for label in (self._label(), self._label()) if label is not None]
        self._reader.take(r"\s*")
        if labels:
            below = f"[{labels[1]}]" if len(labels) > 1 else ""
            return self._put(f" {_LABELLED[arrow]}{below}{{{labels[0]}}} ", atom=False)
        long = {r"\rightarrow": r"\longrightarrow", r"\leftarrow": r"\longleftarrow"}
        return self._put(f" {long.get(arrow, arrow)} ", atom=False)

    def _label(self) -> str | None:
        return self._reader.optional("the arrow") if self._reader.take(r"(?=\[)") else None

    def _script(self) -> bool:
        match = self._reader.take(rf"([\^_])(?={_RAISED})")
        if match is None:
            return False
        if self._reader.take(r"(?=\{|\\)"):
            written = self._reader.argument(match[1])
        else:
            digits = self._reader.take(r"\d*[+\-](?!\d)|-?\d+|.")
            written = digits[0] if digits else ""
        follows = self._parts[-1:] and re.match(r"(?:\{\})?([\^_])\{", self._parts[-1])
        if follows and follows[1] != match[1]:
            base = "" if follows[1] + match[1] in {"^_", "_^"} and not self._twice() else "{}"
        else:
            base = "" if self._after_atom and not follows else "{}"
        return self._put(f"{base}{match[1]}{{{_script(written)}}}", atom=self._after_atom)

    def _twice(self) -> bool:
        """Tell whether what stands before has both scripts."""
        return len(self._parts) > 1 and self._parts[-2].lstrip("{}").startswith(("^{", "_{"))

    def _number(self) -> bool:
        match = self._reader.take(r"\d+" if self._after_atom else _COEFFICIENT)
        if match is None:
            return False
        if self._after_atom:
            return self._put(f"_{{{match[0]}}}", atom=True)
        written = rf"\tfrac{{{match[1]}}}{{{match[2]}}}" if match.lastindex else match[0]
        self._reader.take(r"\s+(?![+\-=<v^])")
        return self._put(written.replace(",", "{,}") + r"\,", atom=False)

    def _state(self) -> bool:
        match = self._reader.take(r"\s*\((aq|s|l|g|cr|am|ads)\)")
        return match is not None and self._put(rf"\,\mathrm{{({match[1]})}}", atom=True)

    def _atoms(self) -> bool:
        if not self._after_atom and (match := self._reader.take(r"([a-z])(?=\s+[A-Z(\[])\s*")):
            return self._put(rf"{match[1]}\,", atom=False)
        match = self._reader.take(r"[A-Za-z]+")
        return match is not None and self._put(rf"\mathrm{{{match[0]}}}", atom=True)

    def _charge(self) -> bool:
        if not self._after_atom:
            return False
        match = self._reader.take(r"\+|-(?![A-Za-z(\[{\\])|−")
        return match is not None and self._put(f"^{{{match[0]}}}", atom=True)

    def _bond(self) -> bool:
        if match := self._reader.take(r"[-=#]"):
            return self._put(_BONDS[match[0]], atom=False)
        match = self._reader.take(r"\s*[*.·]\s*(?!\.)")
        return match is not None and self._put(r"\cdot ", atom=False)

    def _formula(self) -> bool:
        if match := self._reader.take(r"\$([^$]*)\$"):
            return self._put(f"{{{match[1]}}}", atom=True)
        if self._reader.take(r"(?=\{)"):
            inside = self._reader.argument("the group")
            return self._put(f"{{{_script(inside)}}}", atom=True)
        match = self._reader.take(rf"\\\\|{_GREEK}")
        if match is None:
            return False
        given = ""
        while self._reader.take(r"(?=\{)"):
            given += f"{{{self._reader.argument(match[0])}}}"
        return self._put(f"{match[0]}{given} ", atom=match[0] != r"\\")

    def _anything(self) -> bool:
        match = self._reader.take(r"(?s)\\?.")
        letter = match[0] if match else ""
        return self._put(letter, atom=letter in {")", "]", r"\}"})


def _script(text: str) -> str:
    """Return what stands above or below: a state and a Roman number upright, a letter as it is."""
    if match := re.fullmatch(r"\$(.*)\$", text):
        return match[1]
    text = text.strip()
    upright = re.fullmatch(r"\([a-z]+\)|[A-Z][A-Za-z]*|[a-z]{2,}|\(?[A-Z][^\\]*", text)
    return rf"\mathrm{{{text}}}" if upright else text


def quantity(text: str) -> str:
    r"""Return the TeX of what stands in ``\pu``: a number, and its unit upright.

    >>> quantity("1.2e-3 mol L-1")
    '1.2\\times 10^{-3}\\,\\mathrm{mol}\\,\\mathrm{L}^{-1}'
    """
    match = re.fullmatch(r"\s*([+\-]?\d[\d.,\s]*)?(?:[eE]([+\-]?\d+))?\s*(.*)", text, re.DOTALL)
    number, power, unit = match.groups() if match else ("", None, text)
    shown = (number or "").strip().replace(",", "{,}")
    if power is not None:
        shown += rf"\times 10^{{{power}}}"
    above, divided, below = unit.partition("//")
    units = rf"\frac{{{_unit(above)}}}{{{_unit(below)}}}" if divided else _unit(unit)
    return rf"{shown}\,{units}" if shown and units else shown + units


def _unit(text: str) -> str:
    words = re.sub(r"\\(?:cdot|times)(?![A-Za-z])", "*", text.strip())
    words = re.sub(r"\\[A-Za-z]+|([A-Za-zµ%°Å]+)(?:\^?\{?([+\-]?\d+)\}?)?", _raised_unit, words)
    return re.sub(r"\s+", r"\\,", words.replace("*", r"{\cdot}"))


def _raised_unit(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    unit = rf"\mathrm{{{match[1]}}}".replace("%", r"\%")
    return unit + (f"^{{{match[2]}}}" if match[2] else "")
