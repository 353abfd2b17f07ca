"""A conversation is never collected, and no place outside its own page has what a side prepares."""

from pathlib import Path

import pytest
import yaml

from kit.catalogues import strings
from kit.frontend import render_exercise
from kit.kinds.conversation import kind
from kit.kinds.conversation_model import Conversation
from kit.kinds.examples import example_text
from kit.load import load_book
from kit.model import Method
from kit.plugins import Context, agenda_of

Made = tuple[Conversation, Context]


@pytest.fixture
def made(root: Path) -> Made:
    platform = load_book(root).platform
    assert platform is not None
    data = yaml.safe_load(example_text("conversation", "en"))
    context = Context("learn/a-talk", platform.value, "en", gettext=strings("en").gettext)
    return Conversation.model_validate(data), context


def test_no_answer_is_ever_collected(made: Made) -> None:
    exercise, context = made

    assert kind.response(exercise, context.platform) is None


def test_a_workshop_leads_through_the_meeting_and_what_it_asks(made: Made) -> None:
    agenda = agenda_of(kind, *made)

    assert agenda.variants[0].minutes == made[0].minutes
    assert {step.method for step in agenda.steps} == {Method.PAIRS}
    assert "What has gone well?" in (agenda.steps[0].text or "")


def test_more_than_two_do_the_meeting_together(made: Made) -> None:
    exercise, context = made
    third = exercise.sides[0].model_copy(update={"id": "mentor"})
    of_three = exercise.model_copy(update={"sides": (*exercise.sides, third)})

    assert {step.method for step in kind.agenda(of_three, context).steps} == {Method.ALL}


def test_the_wall_has_nothing_of_what_a_side_prepares(made: Made) -> None:
    prompts = [prompt.text for side in made[0].sides for prompt in side.prepare]
    shown = "".join(str(step.text) for step in kind.agenda(*made).steps)

    assert len(prompts) == 4
    assert [text for text in prompts if text in shown] == []


def test_there_is_room_to_write_on_its_own_page_alone(made: Made) -> None:
    exercise, context = made
    own = render_exercise(kind, exercise, context, level=1, light=True)
    chapter = render_exercise(kind, exercise, context)
    fields = sum(len(side.prepare) for side in exercise.sides) + len(exercise.document.fields)

    assert own.count("<textarea") == fields
    assert "<textarea" not in chapter
    assert "kit:light/learn/a-talk" in chapter


def test_on_paper_there_is_a_place_for_each_to_sign(made: Made) -> None:
    own = render_exercise(kind, *made, level=1, light=True)

    assert own.count('<tr><th scope="row">') == len(made[0].sides)
    assert "Signature" in own


def test_who_may_bring_somebody_reads_so(made: Made) -> None:
    exercise, context = made
    alone = exercise.model_copy(update={"companion": False})

    assert "bring somebody" in render_exercise(kind, exercise, context, light=True)
    assert "bring somebody" not in render_exercise(kind, alone, context, light=True)
