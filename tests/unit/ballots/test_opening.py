"""Who may open a round on what, and when not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import literal, select

from kit.ballots import (
    CloseRound,
    CloseSession,
    Collectable,
    Holder,
    OpenRound,
    UnitSpec,
    UnitTree,
    WithdrawRound,
    list_rounds,
    outcome,
    request_act,
    round_status,
    save_units,
)
from kit.ballots.tables import request
from kit.model import Dimension, Item, ResponseShape
from tests.unit.ballots.conftest import SCALE, TODAY, Organisation, exercise, plan


def _refused(town: Organisation, root: str = "town", what: Collectable | None = None) -> str:
    found = town.ask(OpenRound(plan(root, what)))
    assert not found.done
    return found.code or ""


def _shape(*dimensions: Dimension, items: int) -> ResponseShape:
    rows = [
        Item(id=f"{d.id}{n}", text="We do", dimension=d.id)
        for d in dimensions
        for n in range(items)
    ]
    return ResponseShape(SCALE, dimensions, tuple(rows))


def _said(text: str) -> Collectable:
    what = exercise()
    wording = {"nb": replace(what.wording["en"], items={"i1": text})}
    return replace(what, wording={**what.wording, **wording})


US = Dimension(id="us", name="Us", about="we")
ME = Dimension(id="me", name="Me", about="me")


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (replace(exercise(), shape=_shape(US, items=2)), "too-few-items"),
        (replace(exercise(), shape=_shape(items=2)), "too-few-items"),
        (replace(exercise(), shape=_shape(US, ME, items=3)), "about-me"),
        (_said("Min nærmeste leder spør oss om råd"), "identifiable-person"),
    ],
)
def test_what_would_tell_too_much_is_not_collected(
    sqlite: Organisation, what: Collectable, code: str
) -> None:
    assert _refused(sqlite, what=what) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"k": 4}, "k-too-low"),
        ({"purpose": " "}, "no-purpose"),
        ({"purpose": "a" * 401}, "no-purpose"),
        ({"discussed_on": None}, "not-discussed"),
        ({"discussed_on": TODAY + timedelta(days=1)}, "not-discussed"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes-in-the-past"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(
    sqlite: Organisation, change: dict[str, object], code: str
) -> None:
    found = sqlite.ask(OpenRound(plan(**change)))
    assert (found.done, found.code) == (False, code)
    assert list_rounds(sqlite.store) == []


def test_k_can_be_raised(sqlite: Organisation) -> None:
    round_id = sqlite.open("a", k=8)
    sqlite.answer(sqlite.code(round_id, "a"), *[b"\4\4\4"] * 7)
    assert sqlite.ask(CloseRound(round_id)).code == "nothing-released"


def test_an_unknown_unit_is_refused(sqlite: Organisation) -> None:
    assert _refused(sqlite, "nowhere") == "unknown-unit"


def test_a_room_code_needs_the_number_of_people(sqlite: Organisation) -> None:
    save_units(sqlite.store, UnitTree(UnitSpec("town", "Town")), "hr")
    assert _refused(sqlite) == "head-count-missing"
    assert sqlite.ask(OpenRound(plan(code="slips"))).done


@pytest.mark.parametrize("first", ["town", "school", "a"])
@pytest.mark.parametrize("second", ["town", "school", "a"])
def test_no_unit_is_in_two_rounds_on_one_exercise(
    sqlite: Organisation, first: str, second: str
) -> None:
    sqlite.open(first)
    assert _refused(sqlite, second) == "in-another-round"


def test_units_beside_each_other_do_not_mind(town: Organisation) -> None:
    town.open("school")
    town.open("health")
    town.open("school", exercise("dare/other", verb="like"))


def test_the_same_questions_under_another_id_are_the_same_exercise(sqlite: Organisation) -> None:
    sqlite.open("a", exercise("learn/old"))
    assert _refused(sqlite, "a", exercise("learn/copy")) == "in-another-round"
    mended = exercise("learn/mended", verb="really do")
    known = replace(mended, same_as=(exercise().fingerprint,))
    assert _refused(sqlite, "a", known) == "in-another-round"
    sqlite.open("a", mended)


def test_a_scale_whose_means_tell_how_often_each_step_was_chosen_is_refused(
    sqlite: Organisation,
) -> None:
    values = (-100, -93, 1, 2, 100)
    categories = tuple(
        category.model_copy(update={"value": value})
        for category, value in zip(SCALE.categories, values, strict=True)
    )
    what = exercise()
    scale = SCALE.model_copy(update={"categories": categories})
    shape = replace(what.shape, scale=scale)
    assert _refused(sqlite, what=replace(what, shape=shape)) == "uneven-scale"


def test_a_request_that_can_never_be_done_stops_no_other(town: Organisation) -> None:
    round_id = town.open("a")
    poison = request_act(town.store, "hr", OpenRound(plan("b", purpose="a\0b")))
    closing = request_act(town.store, "hr", CloseRound(round_id))
    with town.store.writing() as connection:
        unread = request.insert().from_select(
            [column.name for column in request.columns],
            select(
                literal("x"),
                *[column for column in request.columns if column.name != "id"],
            ).where(request.c.id == closing),
        )
        connection.execute(unread)
    Holder(town.store).run_pending()
    done = {name: outcome(town.store, name) for name in (poison, closing, "x")}
    codes = {name: found and (found.done, found.code) for name, found in done.items()}
    assert codes == {
        poison: (False, "no-purpose"),
        closing: (True, "nothing-released"),
        "x": (False, "not-ours"),
    }


def test_an_exercise_that_was_renamed_is_the_same(sqlite: Organisation) -> None:
    sqlite.open("a", exercise("learn/old"))
    renamed = exercise("learn/new", ("learn/old",))
    assert _refused(sqlite, "a", renamed) == "in-another-round"
    sqlite.open("b", renamed)
    assert _refused(sqlite, "b", exercise("learn/old")) == "in-another-round"


def test_a_unit_rests_for_14_days_after_a_release_whatever_the_clock(town: Organisation) -> None:
    round_id = town.open("a")
    town.answer(town.code(round_id, "a"), *[b"\4\4\4"] * 5)
    town.ask(CloseSession(round_id, "a"))
    town.wait(-30)
    assert _refused_of(town, "town", discussed_on=town.today) == "released-lately"
    town.wait(30 + 13)
    assert _refused_of(town, "school") == "released-lately"
    town.wait(1)
    town.open("a")


def _refused_of(town: Organisation, root: str, **more: object) -> str | None:
    return town.ask(OpenRound(plan(root, **more))).code


def test_what_released_nothing_gives_no_reason_to_wait(sqlite: Organisation) -> None:
    sqlite.ask(WithdrawRound(sqlite.open("a")))
    sqlite.ask(CloseRound(sqlite.open("a")))
    sqlite.open("a")


def test_a_unit_that_moved_is_still_known_where_it_was(sqlite: Organisation) -> None:
    sqlite.open("school")
    moved = UnitTree(UnitSpec("new", "New", None, (UnitSpec("a", "Team A", 12),)))
    save_units(sqlite.store, moved, "hr")
    assert _refused(sqlite, "new") == "in-another-round"


def test_people_placed_directly_at_a_unit_are_a_leaf(sqlite: Organisation) -> None:
    status = round_status(sqlite.store, sqlite.open())
    assert status is not None
    [own] = [each.unit for each in status.sessions if each.unit.own]
    assert (own.id, own.parent, own.people, own.name) == ("school/own", "school", 2, "School")


def test_keys_are_on_disk_before_anybody_can_answer(sqlite: Organisation) -> None:
    sqlite.open()
    assert sqlite.settings.keys is not None
    keys = list(sqlite.settings.keys.glob("*.key"))
    assert len(keys) == 6
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}
    assert sqlite.settings.keys.stat().st_mode & 0o777 == 0o700
