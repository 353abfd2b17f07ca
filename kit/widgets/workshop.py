"""All the tools of one group exercise's notebook, tied together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.catalogues import strings
from kit.widgets.agreement import Agreement, Note, VoteCount
from kit.widgets.countdown import Countdown
from kit.widgets.files import free_path, latest, load, own_folder, save
from kit.widgets.layout import Tool, button, row, sentence
from kit.widgets.measures import Measures
from kit.widgets.notes import Notes
from kit.widgets.run_sheet import RunSheet, Step
from kit.widgets.variants import Variants
from kit.widgets.votes import Votes


class Workshop:
    """The tools for one exercise: variants, steps, votes, measures and files.

    Each tool is made once; showing it again shows the same one, with what is written in it.

    :param data: the run-sheet that the notebook carries.
    :param folder: where files are saved and looked for; none means the notebook's folder, or one
        of the user's own if the notebook lies inside a built book.
    :raises pydantic.ValidationError: if the data was changed into something else.
    """

    def __init__(
        self,
        data: dict[str, Any],
        *,
        folder: Path | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.sheet = RunSheet.read(data)
        self.folder = folder or own_folder(Path())
        self.elsewhere = folder is None and self.folder != Path()
        """Whether files lie in another folder than the notebook."""
        self.today = today
        self._texts = strings(self.sheet.language)
        self._steps = {step.id: _StepTool(self.sheet, step) for step in self.sheet.steps}

    @cached_property
    def variants(self) -> Variants:
        """Choose a variant; the countdowns follow."""
        return Variants(self.sheet, self._on_variant_chosen)

    @property
    def variant(self) -> str | None:
        """The id of the chosen variant; none means the exercise as it is.

        :raises KeyError: if it is set to one that the exercise does not have.
        """
        return self.variants.value

    @variant.setter
    def variant(self, variant_id: str | None) -> None:
        if variant_id is not None and self.sheet.variant(variant_id) is None:
            raise KeyError(variant_id)
        self.variants.value = variant_id

    def step(self, step_id: str) -> Tool:
        """Return a step's countdown and its room for notes.

        :raises KeyError: if the exercise has no such step.
        """
        return self._steps[step_id]

    @cached_property
    def votes(self) -> Votes:
        """Count dots or votes.

        :raises LookupError: if the exercise has nothing to vote on.
        """
        if self.sheet.vote is None:
            raise LookupError("this exercise has nothing to vote on")
        return Votes(self.sheet.language, self.sheet.vote)

    @cached_property
    def measures(self) -> Measures:
        """Write down what the team agrees on."""
        sheet = self.sheet
        return Measures(sheet.language, sheet.exercise, sheet.title, self.today)

    @cached_property
    def files(self) -> Tool:
        """Buttons that save everything, and bring back what was saved last."""
        return _FilesTool(self)

    @property
    def agreement(self) -> Agreement:
        """Everything that was written down, ready to be saved."""
        notes = [
            Note(step=step.id, title=step.title, text=text)
            for step in self.sheet.steps
            if (text := self._steps[step.id].notes.text).strip()
        ]
        return self.measures.agreement.model_copy(
            update={
                "variant": self.variant,
                "notes": tuple(notes),
                **(self._vote_counts() if self.sheet.vote else {}),
            }
        )

    def save(self, path: Path | str | None = None) -> tuple[Path, ...]:
        """Write everything to ``<path>.json``, ``.md`` and ``.csv``; return the files.

        :param path: none means a new name of exercise and date, in the notebook's folder.
        :raises FileExistsError: if one of the files exists; then nothing is written.
        """
        if path is None:
            path = free_path(self.folder, self.sheet.exercise, self.today())
        return save(self.agreement, path)

    def load(self, path: Path | str | None = None) -> Path | None:
        """Bring back the measures that were saved last; return their file, or none.

        Notes and votes belong to the day on which they were made and are not brought back.
        """
        found = latest(self.folder, self.sheet.exercise) if path is None else Path(path)
        if found is not None:
            self.measures.agreement = load(found)
        return found

    def _vote_counts(self) -> dict[str, Any]:
        counts = self.votes.counts
        options = self.votes.vote.options
        return {
            "people": self.votes.people,
            "votes": tuple(
                VoteCount(option=option.id, text=option.text, count=counts[option.id])
                for option in (options if self.votes.n else ())
            ),
        }

    def _on_variant_chosen(self, variant_id: str | None) -> None:
        for tool in self._steps.values():
            tool.use(variant_id)


class _StepTool(Tool):
    """Countdown and notes of one step, as long as the chosen variant says."""

    def __init__(self, sheet: RunSheet, step: Step) -> None:
        self._sheet, self._step = sheet, step
        self._countdown = Countdown(sheet.language, step.title, step.minutes)
        self.notes = Notes(sheet.language, step.title)
        self._difference = sentence()
        super().__init__(self._countdown, self.notes)

    def use(self, variant_id: str | None) -> None:
        """Follow a variant: its minutes, its text, or that it leaves the step out."""
        variant = self._sheet.variant(variant_id)
        planned = variant.step(self._step.id) if variant else None
        if variant and planned is None:
            _ = strings(self._sheet.language).gettext
            words = _("This step is left out: %(variant)s.")
            self._difference.value = words % {"variant": variant.name}
            self.show(self._difference)
            return
        self._countdown.minutes = planned.minutes if planned else self._step.minutes
        self._difference.value = (planned.text or "") if planned else ""
        parts = (self._difference,) if self._difference.value else ()
        self.show(*parts, self._countdown, self.notes)


class _FilesTool(Tool):
    """Save, and bring back; says what happened."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._texts = strings(workshop.sheet.language)
        _ = self._texts.gettext
        save_button = button(_("Save to files"), self._save, main=True)
        load_button = button(_("Bring back the measures of last time"), self._load)
        super().__init__(row(save_button, load_button, look="kit-buttons"))

    def _save(self) -> None:
        _ = self._texts.gettext
        names = ", ".join(path.name for path in self._workshop.save())
        words = _("Saved: %(files)s.") % {"files": names}
        folder = self._workshop.folder
        if self._workshop.elsewhere:
            words = _("Saved in %(folder)s: %(files)s.") % {"folder": folder, "files": names}
        self.said.value = words

    def _load(self) -> None:
        _ = self._texts.gettext
        if self._workshop.measures.measures:
            self.said.value = _("Measures stand here already; remove them first.")
            return
        found = self._workshop.load()
        self.said.value = (
            _("Brought back from %(file)s.") % {"file": found.name}
            if found
            else _("No saved measures lie beside this notebook.")
            if not self._workshop.elsewhere
            else _("No saved measures lie in %(folder)s.") % {"folder": self._workshop.folder}
        )
