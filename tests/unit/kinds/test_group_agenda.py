"""A group exercise as an agenda."""

from kit.kinds.group_agenda import group_agenda
from kit.kinds.group_model import Group
from kit.load import load_book
from tests.e2e.building import REPOSITORY


def test_variants_keep_the_order_of_the_steps_and_the_minutes_that_they_say() -> None:
    book = load_book(REPOSITORY)
    groups = [each.value for each in book.exercises.values() if isinstance(each.value, Group)]
    assert groups
    for exercise in groups:
        agenda = group_agenda(exercise)
        order = [step.id for step in exercise.steps]
        assert [each.step for each in agenda.variants[0].steps] == order
        for written, found in zip(exercise.variants, agenda.variants[1:], strict=True):
            used = [each.step for each in found.steps]
            assert used == sorted(used, key=order.index)
            assert found.minutes == written.minutes
