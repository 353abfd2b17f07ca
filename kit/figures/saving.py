"""Write figures as PNG and SVG, without dates, names of programs or anything else that differs."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from matplotlib import rc_context
from matplotlib.figure import Figure

from kit.figures.look import STYLE
from kit.figures.markup import Slice, as_markup, as_slices


def as_png(figure: Figure) -> bytes:
    """Return the figure as PNG, the same bytes every time."""
    out = io.BytesIO()
    with _quiet():
        figure.savefig(out, format="png", dpi=150, metadata={"Software": None})
    return out.getvalue()


def as_svg(figure: Figure, title: str, words: str, *, name: str = "figure", page: str = "") -> str:
    """Return the figure as SVG whose text is text, with its title and all of it in words.

    No element has a ``style``, so that it may stand in a page with a strict content security
    policy.

    :param name: begins every id, so that several figures can stand in one page.
    :param page: a CSS class: the figure is for a page that gives colours and font itself (by the
        classes ``kit-fill-<colour>`` and ``kit-stroke-<colour>``); otherwise it is a file.
    """
    return as_markup(_drawn(figure), title, words, name=name, page=page)


def as_sliced_svg(
    figure: Figure, slices: Sequence[Slice], *, name: str, page: str
) -> tuple[str, ...]:
    """Return a figure for a page as an SVG for each of its slices, which are to stand together.

    :param name: as for :func:`as_svg`, as is ``page``.
    """
    return as_slices(_drawn(figure), slices, name=name, page=page)


def _drawn(figure: Figure) -> str:
    out = io.StringIO()
    nothing = {"Creator": None, "Date": None, "Format": None, "Type": None}
    with _quiet(), rc_context(STYLE):
        figure.savefig(out, format="svg", metadata=nothing)
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        # The font draws a box for a sign that it does not have; the words and tables have it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
