"""Formulas: TeX as authors write it becomes MathML, which browsers show without a script.

``renderer`` puts formulas on pages, ``equations`` and ``lines`` number them. ``converter`` asks
the library math-core, for which ``macros`` writes out the author's commands and ``dialect`` what
the library does not know, with ``environments`` and ``chemistry``; ``tex`` reads TeX.
"""

from kit.sphinxext.formulas.converter import mathml
from kit.sphinxext.formulas.renderer import RENDERER, add_math, add_numbers

__all__ = ["RENDERER", "add_math", "add_numbers", "mathml"]
