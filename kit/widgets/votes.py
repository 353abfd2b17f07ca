"""Count dots or votes, and show them as a table and a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import ipywidgets

from kit.catalogues import strings
from kit.widgets.layout import Tool, field
from kit.widgets.run_sheet import Vote

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST: Final = 9999


class Votes(Tool):
    """A field for each answer; the leader writes how many dots or votes it got.

    Only numbers are kept. ``counts`` can be set, too: ``votes.counts = {"ask": 4}``.
    """

    def __init__(self, language: str, vote: Vote) -> None:
        self.vote = vote
        self._texts = strings(language)
        _ = self._texts.gettext
        self._people = field(_number, _("How many of you take part"))
        self._fields = {option.id: field(_number, option.text) for option in vote.options}
        self._result: ipywidgets.HTML | None = None
        for entry in (self._people, *self._fields.values()):
            entry.observe(self._follow, "value")
        super().__init__(self._people, *self._fields.values())
        self.add_class("kit-votes")

    @property
    def counts(self) -> dict[str, int]:
        """How many dots or votes each answer got, by its id."""
        return {option: entry.value for option, entry in self._fields.items()}

    @counts.setter
    def counts(self, counts: Mapping[str, int]) -> None:
        for option, count in counts.items():
            self._fields[option].value = count

    @property
    def people(self) -> int | None:
        """How many took part, if that was written down."""
        return self._people.value or None

    @people.setter
    def people(self, people: int | None) -> None:
        self._people.value = people or 0

    @property
    def n(self) -> int:
        """All dots and votes together."""
        return sum(self.counts.values())

    @property
    def table(self) -> pd.DataFrame:
        """One row an answer: its words, n, and its share of all (nothing without any)."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        counts = list(self.counts.values())
        shares = [count / self.n if self.n else None for count in counts]
        return pd.DataFrame(
            {
                "option": [option.text for option in self.vote.options],
                "n": counts,
                "share": pd.array(shares, dtype="Float64"),
            },
            index=pd.Index(list(self._fields), name="id"),
        )

    @property
    def figure(self) -> Figure:
        """The dots, one row an answer, with n."""
        from kit.widgets.figure import draw  # noqa: PLC0415 - Matplotlib is slow to import

        return draw(self.vote.question, self._rows(), self._n_words())

    @property
    def alt(self) -> str:
        """The figure in words."""
        rows = "; ".join(f"{text}: {count}" for text, count in self._rows())
        return f"{self.vote.question} {self._n_words()}. {rows}."

    @property
    def result(self) -> ipywidgets.HTML:
        """Figure and table, to look at together; they follow the counts."""
        if self._result is None:
            self._result = ipywidgets.HTML()
            self._result.add_class("kit-tool")
            self._follow()
        return self._result

    def _rows(self) -> list[tuple[str, int]]:
        return [(option.text, self._fields[option.id].value) for option in self.vote.options]

    def _n_words(self) -> str:
        votes = self._texts.ngettext("%(n)d vote", "%(n)d votes", self.n) % {"n": self.n}
        if self.people is None:
            return votes
        said = self._texts.ngettext(
            "%(votes)s from %(people)d person", "%(votes)s from %(people)d people", self.people
        )
        return said % {"votes": votes, "people": self.people}

    def _follow(self, _change: Any = None) -> None:
        self.said.value = self._too_many()
        if self._result is None:
            return
        _ = self._texts.gettext
        if self.n == 0:
            self._result.value = _("Nothing is counted yet.")
            return
        from kit.widgets.figure import as_html  # noqa: PLC0415 - Matplotlib is slow to import

        heads = (_("Answer"), _("Number"), _("Share"))
        self._result.value = as_html(self.figure, self.alt, heads, self._rows())

    def _too_many(self) -> str:
        """Return what to say if there are more dots than the people have."""
        _ = self._texts.gettext
        people = self.people or 0
        allowed = self.vote.dots * people
        if not people or self.n <= allowed:
            return ""
        words = _("You have counted %(n)d, but %(people)d people have %(allowed)d together.")
        return words % {"n": self.n, "people": people, "allowed": allowed}


def _number(**options: Any) -> ipywidgets.BoundedIntText:
    return ipywidgets.BoundedIntText(value=0, min=0, max=MOST, **options)
