"""A self-assessment in a notebook: the same form as in the book, its answers in Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import traitlets
from babel.numbers import format_decimal

from kit.catalogues import strings
from kit.frontend import form_css
from kit.widgets.assets import KitWidget, tools_css
from kit.widgets.books import read_definition
from kit.widgets.form import read_form
from kit.widgets.profile import profile
from kit.widgets.templates import rendered

if TYPE_CHECKING:
    import pandas as pd

_KIND: Final = "self-assessment"
_COLLECTOR: Final = re.compile(r"https://[^/\s?#@]+|http://(localhost|127\.0\.0\.1)(:\d+)?")


class SelfAssessment(KitWidget):
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

    exercise = traitlets.Dict().tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    sends = traitlets.Dict().tag(sync=True)
    sending = traitlets.Unicode().tag(sync=True)
    join = traitlets.Unicode().tag(sync=True)
    definition = traitlets.Dict().tag(sync=True)
    """What a page that is made of the notebook renders the form from anew."""
    answers = traitlets.Dict().tag(sync=True)
    """Category id, or ``dont-know``, by item id."""

    def __init__(
        self, definition: Mapping[str, Any], *, collector: str = "", join: str = "", **traits: Any
    ) -> None:
        address = collector.rstrip("/")
        _check_sending(definition, address, join)
        form = read_form(definition, address)
        self._language = definition["language"]
        _ = strings(self._language).gettext
        # On a page the answers are gone with the page; here the kernel has them.
        no_test = _(
            "The profile is a place to start thinking and talking. It is not a validated test."
        )
        super().__init__(
            module=form.source,
            look=f"{form_css()}\n{tools_css()}",
            exercise=dict(form.exercise),
            strings=dict(form.strings) if address else {**form.strings, "no-test": no_test},
            html=form.html,
            sends=dict(form.sends),
            sending=form.sending,
            join=join,
            definition=_written(definition),
            **traits,
        )
        self.add_class("kit-tool")

    @classmethod
    def from_exercise(
        cls,
        exercise: str | Path,
        *,
        book: str | Path | None = None,
        language: str | None = None,
        collector: str = "",
        join: str = "",
    ) -> Self:
        """Return the widget for an exercise of a book on this machine.

        >>> SelfAssessment.from_exercise("learn/where-we-stand", book="sarpsborg").answers
        {}

        :param exercise: an id, or the path of the exercise's file.
        :param book: the book's folder or the name of an installed platform; none means the book
            that the file, or else the working folder, lies in.
        :param language: one of the book's languages; none means the language it was written in.
        :raises LookupError: if there is no such book, exercise or language.
        :raises ValueError: if it is no self-assessment, or its file has problems.
        """
        definition = read_definition(exercise, kind=_KIND, book=book, language=language)
        return cls(definition, collector=collector, join=join)

    def __repr__(self) -> str:
        return f"<SelfAssessment {self.exercise['id']}: {len(self.exercise['items'])} statements>"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Add what can be read where no widget can be shown: title and statements."""
        found = super()._repr_mimebundle_(**options)
        bundle = found[0] if isinstance(found, tuple) else found
        if bundle is not None:
            bundle["text/html"] = self._fallback()
        return found

    def _fallback(self) -> str:
        return rendered(
            "statements.html",
            _=strings(self._language).gettext,
            language=self._language,
            title=self.exercise["title"],
            items=self.exercise["items"],
        )

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
        _ = strings(self._language).gettext
        of = _("Only in the form") if self._private else _("{n} of {total}")
        return pd.DataFrame(
            {
                _("Score"): [self._shown(score.score) for score in scores],
                _("Answered"): [of.format(n=score.answered, total=score.items) for score in scores],
            },
            index=pd.Index([score.name for score in scores], name=_("Area")),
        )

    @property
    def _private(self) -> bool:
        return bool(self.sends)

    def _shown(self, score: float | None) -> str:
        if self._private:
            return "–"
        if score is None:
            return str(self.strings["too-few"])
        return format_decimal(score, format="0.0", locale=self._language)

    def forget(self) -> None:
        """Forget all answers, before somebody else uses the notebook."""
        self.answers = {}


def _written(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the exercise as its author wrote it, and of the platform its scale alone."""
    scales = definition["platform"].get("scales", ())
    used = definition["exercise"]["scale"]
    return {
        "exercise_id": definition["exercise_id"],
        "language": definition["language"],
        "exercise": definition["exercise"],
        "scale": next(scale for scale in scales if scale["id"] == used),
    }


def _check_sending(definition: Mapping[str, Any], collector: str, join: str) -> None:
    """Refuse a collector that the answers cannot be sent to, and a code without one."""
    if not collector:
        if join:
            raise ValueError("a code needs the address of the collector that it belongs to")
        return
    if not _COLLECTOR.fullmatch(collector):
        raise ValueError(f"{collector!r} is no address such as https://svar.example.no")
    if not definition.get("fingerprint"):
        raise ValueError("the answers to this exercise cannot be sent")
