"""A conversation as notebook cells: for one who leads it on a screen or as slides.

There is no room in it for what a side prepares: a notebook is a file that may be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.kinds.cells import bullets, cell_id, heading, markdown_cell, titled, titled_list
from kit.kinds.conversation_model import Conversation
from kit.kinds.group_words import minutes_words
from kit.plugins import Cell, Context, Slide, markdown_line, markdown_text


def conversation_cells(exercise: Conversation, context: Context) -> Iterator[Cell]:
    """Yield the notebook of one conversation."""
    _ = context.gettext
    facts = (minutes_words(exercise.minutes, _), *(side.name for side in exercise.sides))
    yield markdown_cell(
        "title",
        heading(exercise.title, level=1),
        markdown_text(exercise.summary),
        " · ".join(map(markdown_line, facts)),
        slide=Slide.SLIDE,
    )
    yield markdown_cell(
        "purpose",
        heading(_("What the conversation is for")),
        markdown_text(exercise.purpose),
        *titled_list(_("Keep out of it"), exercise.leave_out),
        slide=Slide.SLIDE,
    )
    for step in exercise.together:
        yield markdown_cell(
            cell_id("step", step.id),
            f"## {markdown_line(step.title)} ({minutes_words(step.minutes, _)})",
            *([markdown_text(step.text)] if step.text else []),
            *([bullets(each.text for each in step.prompts)] if step.prompts else []),
            slide=Slide.SLIDE,
        )
    document = exercise.document
    yield markdown_cell(
        "document",
        heading(document.title),
        bullets(field.label for field in document.fields),
        *([_("It replaces what was agreed before.")] if document.replaces else []),
        titled(_("Where it is kept"), document.filed),
        slide=Slide.SLIDE,
    )
