"""Who may open a round on what, and when not."""

import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

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
    raise_head_count,
    request_act,
    resting,
    round_status,
    save_units,
)
from kit.ballots.acts.act import RefusedError
from kit.ballots.holding.opening import open_round
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.tables import request
from kit.model import Dimension, Item, ResponseShape
from tests.unit.ballots.conftest import (
    ORGANISATION,
    OTHERS,
    SCALE,
    TEXTS,
    TODAY,
    Organisation,
    exercise,
    plan,
)


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
        (replace(exercise(), shape=_shape(US, US, items=3)), "too-few-items"),
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


def test_a_round_with_a_raised_threshold_releases_nothing_below_it(sqlite: Organisation) -> None:
    round_id = sqlite.open("a", k=8)
    sqlite.answer(sqlite.code(round_id, "a"), *[b"\4\4\4"] * 7)
    assert sqlite.ask(CloseRound(round_id)).code == "nothing-released"


def test_an_unknown_unit_is_refused(sqlite: Organisation) -> None:
    assert _refused(sqlite, "nowhere") == "unknown-unit"


@pytest.mark.parametrize("code", ["room", "slips"])
def test_a_round_needs_the_number_of_people(sqlite: Organisation, code: str) -> None:
    save_units(sqlite.store, UnitTree(UnitSpec("town", "Town")), "hr")
    assert sqlite.ask(OpenRound(plan(code=code))).code == "head-count-missing"


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
    town.open("school", exercise("dare/other", texts=OTHERS))


def test_the_same_questions_under_another_id_are_the_same_exercise(sqlite: Organisation) -> None:
    sqlite.open("a", exercise("learn/old"))
    assert _refused(sqlite, "a", exercise("learn/copy")) == "in-another-round"
    others = exercise("learn/others", texts=OTHERS)
    known = replace(others, same_as=(exercise().fingerprint,))
    assert _refused(sqlite, "a", known) == "in-another-round"
    sqlite.open("a", others)


def test_changing_one_word_in_each_statement_makes_no_new_exercise(town: Organisation) -> None:
    town.open("a")
    copy = exercise("learn/copy", texts=[text.replace("Here", "Often") for text in TEXTS])
    assert _refused(town, "a", copy) == "in-another-round"
    assert _refused(town, "town", copy) == "in-another-round"
    town.open("b", copy)


@pytest.mark.parametrize("shared", [1, 2])
def test_half_of_a_dimension_is_too_much_and_less_is_not(sqlite: Organisation, shared: int) -> None:
    sqlite.open("a")
    what = exercise("learn/other", texts=[*TEXTS[:shared], *OTHERS])
    expected = None if shared == 1 else "in-another-round"
    assert sqlite.ask(OpenRound(plan("a", what))).code == expected


def test_a_translation_under_another_id_is_no_new_exercise(sqlite: Organisation) -> None:
    ours = exercise()
    items = {item.id: text for item, text in zip(ours.shape.items, OTHERS, strict=True)}
    wording = {**ours.wording, "nb": replace(ours.wording["en"], items=items)}
    sqlite.open("a", replace(ours, wording=wording))
    assert _refused(sqlite, "a", exercise("learn/translated", texts=OTHERS)) == "in-another-round"


def test_a_refusal_names_the_other_exercise_and_says_until_when(town: Organisation) -> None:
    round_id = town.open("a")
    copy = exercise("dare/copy")
    found = town.ask(OpenRound(plan("school", copy)))
    told = {"round": round_id, "exercise": "learn/where-we-stand", "until": ""}
    told |= {"name": "Team A", "by": "hr", "opened_on": TODAY.isoformat(), "closes_on": ""}
    titles = {"title": "Where we stand", "title.en": "Where we stand"}
    assert found.details == {**told, **titles}
    town.answer(town.code(round_id, "a"), *[b"\4\4\4"] * 5)
    town.ask(CloseRound(round_id))
    found = town.ask(OpenRound(plan("school", copy)))
    until = (TODAY + timedelta(days=14)).isoformat()
    assert found.details == {**told, **titles, "until": until}


def test_an_open_round_is_named_before_one_that_was_released(town: Organisation) -> None:
    """Its end is not known, so it is the longer wait."""
    first = town.open("a")
    town.answer(town.code(first, "a"), *[b"\4\4\4"] * 5)
    town.ask(CloseRound(first))
    second = town.open("b")
    assert town.ask(OpenRound(plan("school"))).details["round"] == second


def test_what_rests_is_known_before_a_round_is_asked_for(town: Organisation) -> None:
    first = town.open("a")
    town.answer(town.code(first, "a"), *[b"\4\4\4"] * 5)
    town.ask(CloseRound(first))
    raise_head_count(town.store, "c", 6, "hr")
    town.open("c")
    exercises = [exercise(), exercise("learn/copy"), exercise("dare/other", texts=OTHERS)]

    def told(root: str) -> list[tuple[str, str, date | None]]:
        found = resting(town.store, exercises, root)
        return [(each.exercise_id, rest.unit, rest.until) for each, rest in found]

    until = TODAY + timedelta(days=14)
    names = ("learn/where-we-stand", "learn/copy")
    assert told("a") == [(name, "Team A", until) for name in names]
    assert told("town") == [
        row for name in names for row in ((name, "C", None), (name, "Team A", until))
    ]
    assert told("b") == told("nowhere") == []
    town.wait(14)
    assert told("a") == []


def test_a_round_has_the_places_that_its_units_have_when_it_is_opened(
    town: Organisation, tmp_path: Path
) -> None:
    """HR saves fewer people, or no such unit, while the keys of a round are made."""
    smaller = UnitTree(replace(ORGANISATION.root, children=(UnitSpec("a", "Team A", 7),)))
    keys = KeyFolder(tmp_path / "other-keys")
    made, saved = keys.make, []

    def save_then_make(ids: Iterable[str]) -> Mapping[str, bytes]:
        if not saved:
            saved.append(save_units(town.another(), smaller, "hr"))
        return made(ids)

    with patch.object(keys, "make", save_then_make):
        done = open_round(town.store, keys, plan("town"), "hr", "request")
    status = round_status(town.store, done.round_id or "")
    assert status is not None
    assert [(each.unit.id, each.places) for each in status.sessions] == [("a", 7)]


def test_of_two_openings_at_once_with_nearly_the_same_questions_one_succeeds(
    town: Organisation, tmp_path: Path
) -> None:
    """Two key holders, since one would carry out one request after the other."""
    both = threading.Barrier(2)
    texts = [text.replace("we", "they") for text in TEXTS]
    plans = [plan("a"), plan("town", exercise("learn/copy", texts=texts))]

    def open_one(number: int) -> str | None:
        store = town.another()
        keys = KeyFolder(tmp_path / f"keys-{number}")
        made = keys.make
        # Both have looked around when either begins to write.
        with patch.object(keys, "make", lambda ids: (both.wait(30), made(ids))[1]):
            try:
                open_round(store, keys, plans[number], "hr", f"request-{number}")
            except RefusedError as refused:
                return refused.code
        return None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(open_one, range(2)))) == ["None", "in-another-round"]
    assert len(list_rounds(town.store)) == 1


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
