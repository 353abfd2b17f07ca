"""A self-assessment in a notebook: the same form as in the book, its answers in Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import anywidget
import traitlets
from babel.numbers import format_decimal

from kit.catalogues import strings
from kit.frontend import form_css
from kit.widgets.form import read_form
from kit.widgets.layout import asset
from kit.widgets.profile import profile

if TYPE_CHECKING:
    import pandas as pd

_COLLECTOR: Final = re.compile(r"https://[^/\s?#@]+|http://(localhost|127\.0\.0\.1)(:\d+)?")


class SelfAssessment(anywidget.AnyWidget):
    """Show a self-assessment; ``answers`` and ``profile`` follow what is chosen.

    Whoever can use the notebook's kernel can read the answers: it is a tool for one person at
    their own computer, or for trying things out.

    With a collector, the reader can send the answers about "we here" with a code from the leader.
    Then all answers stay in the browser: kernel, widget state and notebook never get them, and
    ``answers`` stays empty.

    :param collector: the address of the collector, such as ``https://svar.example.no``.
    :param join: the room's code; a code that is for one person is better typed in the form, since
        whatever stands in a cell is saved with the notebook.
    :raises ValueError: if the exercise never collects, or the address is not one.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    exercise = traitlets.Dict().tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    sending = traitlets.Unicode().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    """Category id, or ``dont-know``, by item id."""

    def __init__(
        self, definition: Mapping[str, Any], *, collector: str = "", join: str = "", **traits: Any
    ) -> None:
        sending = _sending(definition, collector.rstrip("/"), join)
        form = read_form(definition, sending.get("collector", ""))
        self._language = definition["language"]
        _ = strings(self._language).gettext
        # On a page the answers are gone with the page; here the kernel has them.
        no_test = _(
            "The profile is a place to start thinking and talking. It is not a validated test."
        )
        super().__init__(
            _esm=form.source,
            _css=f"{form_css()}\n{asset('tools.css')}",
            exercise={**form.exercise, **sending},
            strings=dict(form.strings) if sending else {**form.strings, "no-test": no_test},
            html=form.html,
            sending=form.sending,
            **traits,
        )
        self.add_class("kit-tool")

    @property
    def profile(self) -> pd.DataFrame:
        """One row a dimension: its name, score (or nothing), items answered, items."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        scores = profile(self.exercise, self.answers)
        return pd.DataFrame(
            {
                "dimension": [score.name for score in scores],
                "score": pd.array([score.score for score in scores], dtype="Float64"),
                "answered": [score.answered for score in scores],
                "items": [score.items for score in scores],
            },
            index=pd.Index([score.dimension for score in scores], name="id"),
        )

    @property
    def table(self) -> pd.DataFrame:
        """The profile in the reader's words, to be shown; :attr:`profile` is for counting."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        scores = profile(self.exercise, self.answers)
        of = strings(self._language).gettext("Only in the form") if self._private else ""
        of = of or self.strings["of"]
        return pd.DataFrame(
            {
                self.strings["score"]: [self._shown(score.score) for score in scores],
                self.strings["answered"]: [
                    of.format(n=score.answered, total=score.items) for score in scores
                ],
            },
            index=pd.Index([score.name for score in scores], name=self.strings["area"]),
        )

    @property
    def _private(self) -> bool:
        return bool(self.exercise.get("private"))

    def _shown(self, score: float | None) -> str:
        if self._private:
            return "–"
        if score is None:
            return str(self.strings["too-few"])
        return format_decimal(score, format="0.0", locale=self._language)

    def forget(self) -> None:
        """Forget all answers, before somebody else uses the notebook."""
        self.answers = {}


def _sending(definition: Mapping[str, Any], collector: str, join: str) -> dict[str, Any]:
    """Return what the form needs to send answers; nothing without a collector."""
    if not collector:
        if join:
            raise ValueError("a code needs the address of the collector that it belongs to")
        return {}
    if not _COLLECTOR.fullmatch(collector):
        raise ValueError(f"{collector!r} is no address such as https://svar.example.no")
    if not definition.get("fingerprint"):
        raise ValueError("the answers to this exercise cannot be sent")
    return {
        "private": True,
        "collector": collector,
        "join": join,
        "fingerprint": definition["fingerprint"],
    }
