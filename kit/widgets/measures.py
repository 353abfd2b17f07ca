"""Write down what a team agrees on: one thing to keep, one to improve, and measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from kit.catalogues import Strings, strings
from kit.frontend.labels import label
from kit.model import Status
from kit.widgets.agreement import Agreement, Measure
from kit.widgets.files import load, save
from kit.widgets.layout import Tool, button, field, row

if TYPE_CHECKING:
    import pandas as pd


class Measures(Tool):
    """Fields for what to keep, what to improve, and as many measures as the team wants."""

    def __init__(
        self,
        language: str,
        exercise: str,
        title: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._language, self._exercise, self._title = language, exercise, title
        self._today = today
        self._texts = strings(language)
        _ = self._texts.gettext
        self._keep = field(ipywidgets.Text, _("One thing to keep"))
        self._improve = field(ipywidgets.Text, _("One thing to improve"))
        self._rows: list[_Row] = []
        self._list = ipywidgets.VBox()
        self._add = button(_("Add a measure"), self.add)
        super().__init__(self._keep, self._improve, self._list, self._add)
        self.add_class("kit-measures")
        self.add()

    @property
    def keep(self) -> str:
        """What the team wants to keep."""
        return str(self._keep.value)

    @keep.setter
    def keep(self, text: str) -> None:
        self._keep.value = text

    @property
    def improve(self) -> str:
        """What the team wants to improve."""
        return str(self._improve.value)

    @improve.setter
    def improve(self, text: str) -> None:
        self._improve.value = text

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, without rows that nobody has written in."""
        found = (row.measure for row in self._rows)
        return tuple(measure for measure in found if not measure.is_empty)

    @measures.setter
    def measures(self, measures: Iterable[Measure]) -> None:
        self._rows.clear()
        for measure in measures:
            self.add(measure)
        if not self._rows:
            self.add()

    @property
    def table(self) -> pd.DataFrame:
        """One row a measure: text, responsible, date and status."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only a table needs it

        columns = list(Measure.model_fields)
        rows = [[getattr(measure, name) for name in columns] for measure in self.measures]
        table = pd.DataFrame(rows, columns=columns)
        table["due"] = pd.to_datetime(table["due"])
        return table.astype({"text": str, "responsible": str, "status": str})

    @property
    def agreement(self) -> Agreement:
        """Everything that is written here, ready to be saved."""
        return Agreement(
            exercise=self._exercise,
            title=self._title,
            language=self._language,
            saved=self._today(),
            keep=self.keep,
            improve=self.improve,
            measures=self.measures,
        )

    @agreement.setter
    def agreement(self, agreement: Agreement) -> None:
        self.keep, self.improve = agreement.keep, agreement.improve
        self.measures = agreement.measures

    def add(self, measure: Measure | None = None) -> None:
        """Add a row, empty or with a measure in it."""
        row = _Row(self._texts, measure or Measure(), len(self._rows) + 1, self._remove)
        self._rows.append(row)
        self._show()

    def save(self, path: Path | str) -> tuple[Path, ...]:
        """Write ``<path>.json``, ``.md`` and ``.csv``.

        :raises FileExistsError: if one of them exists; then nothing is written.
        """
        return save(self.agreement, path)

    def load(self, path: Path | str) -> None:
        """Bring back what was saved; it takes the place of what is written here."""
        self.agreement = load(path)

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._show()
        # The button that was pressed is gone, and with it the place of the keyboard.
        self._add.focus()

    def _show(self) -> None:
        for number, entry in enumerate(self._rows, start=1):
            entry.number = number
        self._list.children = [entry.widget for entry in self._rows]


class _Row:
    """One measure's fields; each has the measure's number in its label."""

    def __init__(
        self, texts: Strings, measure: Measure, number: int, remove: Callable[[_Row], None]
    ) -> None:
        _ = texts.gettext
        statuses = [(label(status, _), status) for status in Status]
        self._labels = {
            "text": _("Measure %(number)d"),
            "responsible": _("Responsible for measure %(number)d (role or initials)"),
            "due": _("Date for measure %(number)d"),
            "status": _("Status of measure %(number)d"),
        }
        self._remove_label = _("Remove measure %(number)d")
        self._fields: dict[str, Any] = {
            "text": field(ipywidgets.Text, "", value=measure.text),
            "responsible": field(ipywidgets.Text, "", value=measure.responsible),
            "due": field(ipywidgets.DatePicker, "", value=measure.due),
            "status": field(ipywidgets.Dropdown, "", options=statuses, value=measure.status),
        }
        self._button = button("", lambda: remove(self), quiet=True)
        text, *others = self._fields.values()
        self.widget = ipywidgets.VBox([text, row(*others, look="kit-row"), self._button])
        self.widget.add_class("kit-measure")
        self.number = number

    @property
    def measure(self) -> Measure:
        """What stands in the fields."""
        return Measure(**{name: entry.value for name, entry in self._fields.items()})

    @property
    def number(self) -> int:
        """The measure's place in the list, from 1."""
        return self._number

    @number.setter
    def number(self, number: int) -> None:
        self._number = number
        for name, entry in self._fields.items():
            entry.description = entry.tooltip = self._labels[name] % {"number": number}
        self._button.description = self._remove_label % {"number": number}
