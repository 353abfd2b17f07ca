"""A group exercise as notebook cells: the leader's run-sheet, tools, and what was agreed.

Markdown cells can be shown as slides; what only the leader needs is skipped or goes into the
speaker's notes. Every code cell is short and says in the reader's language what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.kinds.cells import (
    bullets,
    cell_id,
    code_cell,
    heading,
    markdown_cell,
    quote,
    table,
    titled,
    titled_list,
)
from kit.kinds.group_model import Group, Step
from kit.kinds.group_sheet import (
    assessment_definition,
    linked_assessment,
    run_sheet,
    used_steps,
)
from kit.kinds.group_words import method_words, minutes_words, people_words
from kit.plugins import Cell, Context, Slide, markdown_line, markdown_text, python_literal


def group_cells(exercise: Group, context: Context) -> Sequence[Cell]:
    """Return the leader's notebook for one group exercise."""
    return (
        *_opening(exercise, context),
        *_tools(exercise, context),
        *_preparation(exercise, context),
        *_overview(exercise, context),
        *_assessment(exercise, context),
        *(cell for step in exercise.steps for cell in _step(step, exercise, context)),
        *_vote(exercise, context),
        *_measures(context),
    )


def _opening(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    size = exercise.group_size
    roles = [role.name for role in context.platform.roles if role.id in exercise.roles]
    facts = [minutes_words(exercise.minutes, _), people_words(size.minimum, size.maximum, _)]
    yield markdown_cell(
        "title",
        heading(exercise.title, level=1),
        markdown_text(exercise.summary),
        " · ".join(markdown_line(fact) for fact in (*facts, *roles)),
        slide=Slide.SLIDE,
    )
    yield markdown_cell(
        "purpose",
        heading(_("What the group gets out of it")),
        markdown_text(exercise.purpose),
        titled(_("When you are done"), exercise.ends_with),
        slide=Slide.SLIDE,
    )
    yield markdown_cell(
        "how-to",
        heading(_("How to use this notebook")),
        _(
            "Choose “Run All Cells” in the menu “Run” before you begin, and then go from top to"
            " bottom together with the group. What you write stays in this notebook until you save"
            " it to a file at the end."
        ),
    )


def _tools(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    message = _(
        "This notebook needs workshop-kit, which is not installed here. Write %(install)s in a new"
        " cell at the top, run it, and then choose “Restart Kernel and Run All Cells” in the menu"
        " “Kernel”. If that does not work, ask whoever gave you the book."
    ) % {"install": "%pip install workshop-kit"}
    tools = ["SelfAssessment", "Workshop"] if linked_assessment(exercise, context) else ["Workshop"]
    yield code_cell(
        "tools",
        _("Fetches the tools, and says what to do if they are not installed."),
        "try:",
        f"    from kit.widgets import {', '.join(tools)}",
        "except ImportError:",
        "    class NotInstalled(Exception):",
        "        def _render_traceback_(self):",
        f"            return [{python_literal(message)}]",
        "    raise NotInstalled from None",
    )
    yield code_cell(
        "exercise",
        _("The exercise itself, from the workshop book; there is nothing to change here."),
        f"workshop = Workshop({python_literal(run_sheet(exercise, context))})",
    )


def _preparation(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    parts = [
        *titled_list(_("Before you begin"), exercise.preparation),
        *titled_list(_("Bring"), exercise.materials),
        titled(_("The room"), exercise.room),
        titled(_("When some are not in the room"), exercise.remote),
    ]
    if exercise.group_size.best:
        parts.append(titled(_("How many"), exercise.group_size.best))
    parts += [titled(role.name, role.text) for role in exercise.group_roles]
    parts += titled_list(_("What can go wrong"), exercise.pitfalls)
    yield markdown_cell("preparation", heading(_("For you who lead")), *parts)


def _overview(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    usual = {step.id: step.minutes for step in exercise.steps}
    minutes = {
        variant.name: {s.id: (change or s).minutes for s, change in used_steps(exercise, variant)}
        for variant in exercise.variants
    }
    others = {name: column for name, column in minutes.items() if column != usual}
    rows = [
        [
            step.title,
            method_words(step.method, _),
            str(step.minutes),
            *(str(column.get(step.id, "–")) for column in others.values()),
        ]
        for step in exercise.steps
    ]
    sums = [sum(column.values()) for column in (usual, *others.values())]
    rows.append([_("Together"), "", *map(str, sums)])
    heads = [_("Step"), _("How"), _("Minutes"), *others]
    yield markdown_cell(
        "overview",
        heading(_("Step by step")),
        table(heads, rows, words=2),
        slide=Slide.SLIDE,
    )
    if exercise.variants:
        yield code_cell(
            "variant",
            _("Choose how you do the exercise; the countdowns below follow."),
            "workshop.variants",
        )


def _assessment(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    linked = linked_assessment(exercise, context)
    if linked is None:
        return
    definition = assessment_definition(linked, exercise.self_assessment or "", context)
    yield markdown_cell(
        "assessment",
        heading(linked.title),
        # Not the summary: it may promise, as a page can, that nobody else sees the profile.
        _(
            "Answer alone, on a computer of your own: whoever uses this notebook can read the"
            " answers in it."
        ),
        slide=Slide.SLIDE,
    )
    yield code_cell(
        "assessment-data",
        _("The statements and the scale, from the workshop book; there is nothing to change here."),
        f"self_assessment = SelfAssessment({python_literal(definition)})",
    )
    yield code_cell(
        "assessment-form",
        _("Shows the statements."),
        "self_assessment",
        slide=Slide.CONTINUE,
    )
    yield code_cell(
        "assessment-profile",
        _("Shows the profile as a table; run the cell again when you have answered."),
        "self_assessment.table",
    )


def _step(step: Step, exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    number = exercise.steps.index(step) + 1
    facts = f"{minutes_words(step.minutes, _)} · {method_words(step.method, _)}"
    parts = [
        heading(f"{number}. {step.title}"),
        f"**{markdown_line(facts)}**",
        markdown_text(step.text),
    ]
    if step.outcome:
        parts.append(titled(_("Afterwards"), step.outcome))
    yield markdown_cell(cell_id("step", step.id), *parts, slide=Slide.SLIDE)
    if step.say:
        yield markdown_cell(
            cell_id("say", step.id),
            heading(_("Say"), level=3),
            quote(step.say),
            slide=Slide.NOTES,
        )
    yield code_cell(
        cell_id("run", step.id),
        _("Counts the step's minutes down, with room for notes."),
        f"workshop.step({python_literal(step.id)})",
        slide=Slide.CONTINUE,
    )


def _vote(exercise: Group, context: Context) -> Iterator[Cell]:
    _ = context.gettext
    vote = exercise.vote
    if vote is None:
        return
    each = _("Each person has %(dots)d dots.") if vote.dots > 1 else _("Each person has one dot.")
    how = _("Count raised hands or dots.") if vote.show_of_hands else _("Count the dots.")
    yield markdown_cell(
        "vote",
        heading(vote.question),
        bullets(option.text for option in vote.options),
        f"{each % {'dots': vote.dots}} {how}",
        slide=Slide.SLIDE,
    )
    yield code_cell(
        "vote-count",
        _("Write here how many dots or votes each answer got."),
        "workshop.votes",
        slide=Slide.CONTINUE,
    )
    yield code_cell(
        "vote-result",
        _("Shows the dots as a figure and a table; both follow what you write."),
        "workshop.votes.result",
        slide=Slide.SUBSLIDE,
    )


def _measures(context: Context) -> Iterator[Cell]:
    _ = context.gettext
    yield markdown_cell(
        "agree",
        heading(_("What do you agree on?")),
        _(
            "Choose one thing to keep and one to improve. Give each measure somebody who is"
            " responsible – a role or initials – and a date."
        ),
        slide=Slide.SLIDE,
    )
    yield code_cell(
        "measures",
        _("Write down what you agree on."),
        "workshop.measures",
        slide=Slide.CONTINUE,
    )
    yield code_cell(
        "save",
        _("Saves measures, notes and votes to files, and brings back those of last time."),
        "workshop.files",
        slide=Slide.CONTINUE,
    )
    yield markdown_cell(
        "end",
        heading(_("Next time")),
        _("Begin by bringing back the measures: what is done, and what stands in the way?"),
        slide=Slide.SLIDE,
    )
