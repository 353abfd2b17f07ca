"""A workshop opened into the steps of its exercises."""

from datetime import date

from kit.agenda import Agenda, Step, StepOf, Variant, exercise_agenda, workshop_agenda
from kit.load import load_book
from kit.model import Method, Workshop
from kit.plugins import agenda_of
from tests.e2e.building import REPOSITORY

EXERCISE = Agenda(
    (
        Step("tell", "Tell", 4, Method.PAIRS, "Tell each other.", leader="Keep the time."),
        Step("agree", "Agree", 6, Method.ALL),
    ),
    (
        Variant("", "time", (StepOf("tell", 4), StepOf("agree", 6))),
        Variant("short", "time", (StepOf("agree", 5, "Only one thing."),)),
    ),
)


def workshop(**more: object) -> Workshop:
    return Workshop.model_validate(
        {
            "schema": 1,
            "owner": "HR",
            "review_by": date(2030, 1, 1),
            "title": "An hour",
            "summary": "Together.",
            "minutes": 20,
            "activities": [
                {"id": "welcome", "title": "Welcome", "minutes": 8, "say": "Good morning."},
                {
                    "id": "talk",
                    "exercise": "learn/talk",
                    "minutes": 12,
                    "leader": "Have paper ready.",
                },
                {"id": "pass-on", "title": "Pass on", "minutes": 5, "usual": False},
            ],
            **more,
        }
    )


def test_an_exercise_is_opened_into_its_steps_and_spare_minutes_go_to_the_last() -> None:
    agenda = workshop_agenda(workshop(), {"learn/talk": EXERCISE})
    (usual,) = agenda.variants
    assert usual.steps == (StepOf("welcome", 8), StepOf("talk/tell", 4), StepOf("talk/agree", 8))
    assert usual.minutes == 20
    assert agenda.by_id["welcome"].say == "Good morning."


def test_what_the_programme_says_to_the_leader_stands_where_its_exercise_begins() -> None:
    steps = workshop_agenda(workshop(), {"learn/talk": EXERCISE}).by_id
    assert steps["talk/tell"].leader == "Have paper ready.\n\nKeep the time."
    assert steps["talk/agree"].leader is None


def test_a_variant_has_its_own_activities_and_its_own_way_to_do_an_exercise() -> None:
    variants = [
        {
            "id": "handover",
            "name": "Handover",
            "fits": "time",
            "minutes": 12,
            "activities": [
                {"activity": "pass-on", "minutes": 7},
                {"activity": "talk", "variant": "short", "minutes": 5, "text": "Stand up."},
            ],
        }
    ]
    agenda = workshop_agenda(workshop(variants=variants), {"learn/talk": EXERCISE})
    _, handover = agenda.variants
    assert (handover.name, handover.minutes) == ("Handover", 12)
    assert handover.steps == (
        StepOf("pass-on", 7),
        StepOf("talk/agree", 5, "Stand up.\n\nOnly one thing."),
    )


def test_an_exercise_without_steps_is_one_that_everybody_takes_alone() -> None:
    book = load_book(REPOSITORY)
    exercise = book.exercises["learn/where-we-stand"].value
    agenda = workshop_agenda(workshop(), {"learn/talk": exercise_agenda(exercise)})
    step = agenda.by_id["talk"]
    assert (step.title, step.method, step.minutes) == (exercise.title, Method.ALONE, 12)
    assert step.text == exercise.summary


def test_every_workshop_of_the_book_takes_the_minutes_that_it_says() -> None:
    book = load_book(REPOSITORY)
    assert book.workshops
    agendas = {
        name: agenda_of(book.kinds[entry.value.kind], entry.value, book.context(name, "nb"))
        for name, entry in book.exercises.items()
    }
    for entry in book.workshops.values():
        agenda = workshop_agenda(entry.value, agendas)
        usual, *others = agenda.variants
        assert usual.minutes == entry.value.minutes
        assert [each.minutes for each in others] == [each.minutes for each in entry.value.variants]
        assert {step.step for each in agenda.variants for step in each.steps} <= set(agenda.by_id)
