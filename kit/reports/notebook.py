"""A report in a notebook: tables as pandas, figures with their words."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.reports.captions import FigureName, figure_names, figure_titles, figure_words
from kit.reports.reading import read_report
from kit.reports.report import Report, UnitShown
from kit.reports.terminal import as_text

if TYPE_CHECKING:
    import pandas as pd

    from kit.storage import CollectorSettings


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that a notebook shows; whoever cannot see it hears its words.

    No template has its one element: what IPython asks for stands with the figure, escaped.
    """

    svg: str
    title: str
    words: str

    def _repr_html_(self) -> str:
        return f"<figure>{self.svg}<figcaption>{escape(self.title)}</figcaption></figure>"

    def __repr__(self) -> str:
        return f"{self.title}. {self.words}"


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A report with tables and figures: ``.profile``, ``.answers``, ``.history``, ``.units``.

    A score that is only told as a bound has the sign in ``bound``; what may not be shown is
    missing.
    """

    report: Report

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RoundReport:
        """Return the report that was written as JSON."""
        return cls(Report.model_validate(data))

    def __repr__(self) -> str:
        return as_text(self.report)

    @property
    def profile(self) -> pd.DataFrame:
        """One row a dimension: n, mean and bound, and those of the unit above."""
        units = [("", self.report.unit)]
        if self.report.parent:
            units.append(("parent_", self.report.parent))
        return self._frame(units)

    @property
    def answers(self) -> pd.DataFrame:
        """One row a statement whose answers may be shown: how many chose each category."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        items = self.report.items_shown
        names = [*(category.id for category in self.report.round.categories), "dont-know"]
        counts = [self.report.counts(item) for item in items]
        index = pd.Index([item.id for item in items], name="item", dtype="object")
        table = pd.DataFrame(counts, columns=names, index=index, dtype="int64")
        table.insert(0, "dimension", [item.dimension for item in items])
        table.insert(1, "text", [item.text for item in items])
        return table

    @property
    def history(self) -> pd.DataFrame:
        """One row a round on the same questions and dimension, oldest first."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        rounds = self.report.timeline
        frames = [self._frame([("", unit)]).assign(closed=closed) for closed, unit in rounds]
        return pd.concat(frames).set_index("closed", append=True).swaplevel()

    @property
    def units(self) -> pd.DataFrame:
        """One row a unit and dimension, for the unit itself and those below."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        units = (self.report.unit, *self.report.below)
        frames = [
            self._frame([("", unit)]).assign(unit=unit.id, unit_name=unit.name) for unit in units
        ]
        return pd.concat(frames).set_index("unit", append=True).swaplevel()

    def figure(self, name: FigureName = "profile") -> Shown | None:
        """Return a figure: ``profile``, ``answers`` or ``history``; none if there is none."""
        if name not in figure_names(self.report):
            return None
        from kit.reports.figures import figure_svg  # noqa: PLC0415 - Matplotlib is slow to import

        return Shown(
            figure_svg(self.report, name),
            figure_titles(self.report)[name],
            figure_words(self.report, name),
        )

    def _frame(self, units: list[tuple[str, UnitShown]]) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        dimensions = self.report.round.dimensions
        columns: dict[str, Any] = {"name": [dimension.name for dimension in dimensions]}
        for prefix, unit in units:
            scores = [unit.scores.get(dimension.id) for dimension in dimensions]
            told = [(s.respondents, s.mean, s.bound) if s else (None, None, None) for s in scores]
            n, mean, bound = zip(*told, strict=True)
            columns[f"{prefix}n"] = pd.array(n, dtype="Int64")
            columns[f"{prefix}mean"] = pd.array(mean, dtype="Float64")
            columns[f"{prefix}bound"] = pd.array(bound, dtype="string")
        ids = [dimension.id for dimension in dimensions]
        return pd.DataFrame(columns, index=pd.Index(ids, name="dimension"))


def read_round(
    round_id: str,
    unit: str | None = None,
    *,
    project: Path | str = ".",
    settings: CollectorSettings | None = None,
    language: str = "",
) -> RoundReport:
    """Return the report on a round of a book's own collector, or of another one.

    ``read_round("...").profile`` is a table.

    :param unit: whom it is about; the whole round unless told otherwise.
    :param project: folder of the book, for its own collector.
    :raises LookupError: if there is no such round, or the unit is not in it.
    :raises UsageError: if the database cannot be read; nothing of what it holds is repeated.
    """
    from kit.storage import CollectorSettings, open_store, without_content  # noqa: PLC0415

    where = settings or CollectorSettings.embedded(Path(project))
    with without_content(where.database_file), closing(open_store(where)) as store:
        report = read_report(store, round_id, unit, language=language)
    if report is None:
        raise LookupError(f"no round {round_id!r}" + (f" with unit {unit!r}" if unit else ""))
    return RoundReport(report)
