"""A workshop as an agenda: its activities, with each exercise opened into the steps that it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.agenda.agenda import Agenda, Step, StepOf, Variant
from kit.model import Exercise, Method, Untranslated, Workshop, WorkshopActivity


def exercise_agenda(exercise: Exercise) -> Agenda:
    """Return an exercise of a kind without an agenda: one step that everybody takes alone."""
    step = Step("", exercise.title, exercise.minutes, Method.ALONE, exercise.summary)
    return Agenda((step,), (Variant("", "time", (StepOf("", exercise.minutes),)),))


def workshop_agenda(workshop: Workshop, agendas: Mapping[str, Agenda]) -> Agenda:
    """Return a workshop in time, the usual programme first.

    A step of an exercise has the id ``<activity>/<step>``, any other that of its activity. Minutes
    that an activity has beyond its exercise go to that exercise's last step.

    :param agendas: of the exercises, by id; one that is not there is a single step.
    :returns: with those steps that some variant uses.
    """
    parts = {each.id: _Part(each, agendas.get(each.exercise or "")) for each in workshop.activities}
    usual = Variant(
        "",
        "time",
        tuple(
            step
            for each in workshop.activities
            if each.usual
            for step in parts[each.id].steps_of(each.variant, each.minutes)
        ),
    )
    others = tuple(
        Variant(
            variant.id,
            variant.fits,
            tuple(
                step
                for entry in variant.activities
                if entry.activity in parts
                for step in parts[entry.activity].steps_of(entry.variant, entry.minutes, entry.text)
            ),
            variant.name,
            variant.text,
        )
        for variant in workshop.variants
    )
    variants = (usual, *others)
    used = {each.step for variant in variants for each in variant.steps}
    steps = (step for part in parts.values() for step in part.steps)
    return Agenda(tuple(step for step in steps if step.id in used), variants)


class _Part:
    """An activity with the steps that any of its exercise's variants has."""

    def __init__(self, activity: WorkshopActivity, agenda: Agenda | None) -> None:
        self._activity = activity
        self._agenda = agenda or Agenda((), (Variant("", "time", (StepOf("", 0),)),))
        self._single = agenda is None or [each.id for each in agenda.steps] == [""]
        self.steps = tuple(self._steps())

    def steps_of(
        self, variant: str | None, minutes: int, text: str | None = None
    ) -> Sequence[StepOf]:
        """Return the steps with which the activity is done in so many minutes.

        :param variant: of the exercise; none means the activity's own.
        :param text: what is different here; it stands at the first step.
        """
        if self._single:
            return [StepOf(self._activity.id, minutes, text)]
        chosen = self._agenda.variant(variant or self._activity.variant or "")
        steps = [replace(each, step=self._id(each.step)) for each in chosen.steps]
        spare = minutes - chosen.minutes
        if spare > 0:
            steps[-1] = replace(steps[-1], minutes=steps[-1].minutes + spare)
        if text:
            steps[0] = replace(steps[0], text=_joined(text, steps[0].text))
        return steps

    def _id(self, step: str) -> str:
        return f"{self._activity.id}/{step}"

    def _steps(self) -> Iterator[Step]:
        activity = self._activity
        if not self._single:
            for n, step in enumerate(self._agenda.steps):
                own = replace(step, id=self._id(step.id))
                # What the programme says of an exercise is said where it begins.
                yield replace(own, leader=_joined(activity.leader, own.leader)) if n == 0 else own
            return
        alone = self._agenda.steps[0] if self._agenda.steps else None
        yield Step(
            activity.id,
            activity.title or (alone.title if alone else activity.exercise or activity.id),
            activity.minutes,
            alone.method if alone else activity.method,
            activity.text or (alone.text if alone else None),
            activity.say,
            activity.leader,
            activity.outcome or (alone.outcome if alone else None),
            activity.vote,
        )


def _joined(*texts: str | None) -> str | None:
    found = [text for text in texts if text]
    if len(found) < 2:  # noqa: PLR2004 - nothing to join
        return found[0] if found else None
    joined = "\n\n".join(found)
    languages = {text.language for text in found if isinstance(text, Untranslated)}
    alike = all(isinstance(text, Untranslated) for text in found)
    return Untranslated(joined, languages.pop()) if alike else joined
