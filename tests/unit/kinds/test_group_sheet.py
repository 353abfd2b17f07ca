"""The notebook of a group exercise has all that its widgets show, and no more of the platform."""

from collections.abc import Callable
from typing import Any

from kit.kinds.group_sheet import assessment_definition, linked_assessment, run_sheet, used_steps

Make = Callable[..., tuple[Any, Any, Any]]


def test_a_variant_without_steps_of_its_own_has_all_of_them(make_group: Make) -> None:
    _, exercise, _ = make_group()
    variant = exercise.variants[0].model_copy(update={"steps": ()})
    assert [step for step, _ in used_steps(exercise, variant)] == list(exercise.steps)


def test_a_variant_keeps_the_order_of_the_exercise(make_group: Make) -> None:
    _, exercise, _ = make_group()
    variant = next(each for each in exercise.variants if len(each.steps) > 1)
    turned = variant.model_copy(update={"steps": variant.steps[::-1]})
    order = [step.id for step in exercise.steps]
    used = [step.id for step, _ in used_steps(exercise, turned)]
    assert used == sorted(used, key=order.index)
    assert set(used) == {change.step for change in variant.steps}


def test_a_run_sheet_has_every_step_with_its_minutes(make_group: Make) -> None:
    _, exercise, context = make_group("nb")
    sheet = run_sheet(exercise, context)
    assert [step["minutes"] for step in sheet["steps"]] == [s.minutes for s in exercise.steps]
    assert (sheet["exercise"], sheet["language"]) == (context.exercise_id, "nb")


def test_only_the_scale_that_is_used_and_the_names_of_a_platform_travel(make_group: Make) -> None:
    _, exercise, context = make_group()
    linked = linked_assessment(exercise, context)
    assert linked is not None
    definition = assessment_definition(linked, exercise.self_assessment, context)
    platform = definition["platform"]
    assert [scale["id"] for scale in platform["scales"]] == [linked.scale]  # type: ignore[attr-defined]
    assert all(set(area) == {"id", "name", "source"} for area in platform["focus_areas"])
    assert "vision" not in platform


def test_an_exercise_of_another_kind_is_no_self_assessment(make_group: Make) -> None:
    _, exercise, context = make_group()
    odd = exercise.model_copy(update={"self_assessment": "not/there"})
    assert linked_assessment(odd, context) is None
