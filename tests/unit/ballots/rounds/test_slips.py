"""Slips: never more than people, good once their print is confirmed, exchanged by their code."""

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kit.ballots import (
    Answered,
    CloseRound,
    CloseSession,
    Drawn,
    OpenRound,
    Receiver,
    RefusedError,
    Slips,
    UnitSpec,
    UnitTree,
    Withdrawn,
    WithdrawRound,
    confirm_slips,
    draw_slips,
    exchange_slip,
    restore,
    results_of,
    round_status,
    save_units,
)
from kit.ballots.rounds.drawn import drawn_below
from kit.ballots.secrets.proofs import round_proof
from kit.ballots.tables import code, round_, round_unit, session
from kit.ballots.units.tree import RoundUnit
from kit.storage import Store, audit_entries, backup
from tests.older_database import bring_back
from tests.unit.ballots.conftest import Organisation, plan

VECTOR = b"\4\4\4"
NEVER = "0000-0000-0000"


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refused:
        act()
    return refused.value.code


def _draw(town: Organisation, round_id: str, count: int, unit: str = "a") -> list[str]:
    return draw_slips(town.store, round_id, unit, count, "hr")


def _status(town: Organisation, round_id: str, unit: str = "a") -> Slips:
    status = round_status(town.store, round_id)
    assert status is not None
    (found,) = (each.slips for each in status.sessions if each.unit.id == unit)
    assert found is not None
    return found


def _told(town: Organisation, slip: str) -> Drawn | None:
    """Return what somebody reads before answering with a slip."""
    joined = town.receive(lambda receiver: receiver.join(slip))
    return None if joined is None else joined.drawn  # type: ignore[attr-defined]


def _hashes(town: Organisation) -> int:
    """Count the codes that are one person's each."""
    own = select(func.count()).select_from(code).where(code.c.kind.in_(("slip", "draft")))
    with town.store.reading() as connection:
        return connection.scalar(own) or 0


# --- never more than people -------------------------------------------------------------------


def test_a_round_with_slips_needs_the_number_of_people_everywhere(sqlite: Organisation) -> None:
    top = UnitTree(UnitSpec("town", "Town", None, (UnitSpec("a", "A", 9), UnitSpec("b", "B"))))
    save_units(sqlite.store, top, "hr")
    found = sqlite.ask(OpenRound(plan(code="slips")))
    assert (found.code, found.details["unit"]) == ("head-count-missing", "b")


def test_there_are_never_more_slips_than_people(town: Organisation) -> None:
    round_id = town.open(code="slips")
    with pytest.raises(RefusedError) as refused:
        _draw(town, round_id, 13)
    assert refused.value.code == "too-many-slips"
    assert refused.value.details == {"most": "12", "people": "12"}
    town.slips(round_id, "a", 8)
    assert _refusal(lambda: _draw(town, round_id, 5)) == "too-many-slips"
    town.slips(round_id, "a", 4)
    assert _refusal(lambda: _draw(town, round_id, 1)) == "too-many-slips"
    assert _status(town, round_id) == Slips(Drawn(12, 12), 0)
    assert _hashes(town) == 12


def test_a_used_slip_makes_no_room_for_another(town: Organisation) -> None:
    round_id = town.open(code="slips")
    slips = town.slips(round_id, "a", 12)
    [(mine, _)] = town.answer(slips[0], VECTOR)
    assert _refusal(lambda: _draw(town, round_id, 1)) == "too-many-slips"
    assert town.withdraw(mine) is Withdrawn.WITHDRAWN
    assert _refusal(lambda: _draw(town, round_id, 1)) == "too-many-slips"


def test_the_head_count_is_that_of_the_opening(town: Organisation) -> None:
    round_id = town.open(code="slips")
    save_units(town.store, UnitTree(UnitSpec("town", "Town", None, (UnitSpec("a", "A", 99),))), "x")
    assert _refusal(lambda: _draw(town, round_id, 13)) == "too-many-slips"


# --- good when the print is confirmed ---------------------------------------------------------


def test_a_slip_lets_nobody_in_before_its_print_is_confirmed(town: Organisation) -> None:
    round_id = town.open(code="slips")
    slips = _draw(town, round_id, 3)
    assert _status(town, round_id) == Slips(Drawn(0, 12), 3)
    assert _told(town, slips[0]) is None
    assert town.answer(slips[0], VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert confirm_slips(town.store, round_id, "a", slips[2].lower(), "hr") == Drawn(3, 12)
    assert _told(town, slips[0]) == Drawn(3, 12)
    assert {town.answer(slip, VECTOR)[0][1] for slip in slips} == {Answered.RECEIVED}


def test_drawing_again_replaces_the_slips_that_wait(town: Organisation) -> None:
    round_id = town.open(code="slips")
    jammed, good = _draw(town, round_id, 12), _draw(town, round_id, 11)
    assert _status(town, round_id).waiting == 11
    confirm = lambda slip: confirm_slips(town.store, round_id, "a", slip, "hr")  # noqa: E731
    assert _refusal(lambda: confirm(jammed[0])) == "not-this-print"
    assert confirm(good[0]) == Drawn(11, 12)
    assert town.answer(jammed[0], VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert town.answer(good[0], VECTOR)[0][1] is Answered.RECEIVED


def test_what_is_confirmed_is_not_replaced(town: Organisation) -> None:
    round_id = town.open(code="slips")
    [first] = town.slips(round_id, "a", 1)
    _draw(town, round_id, 2)
    _draw(town, round_id, 3)
    assert _status(town, round_id) == Slips(Drawn(1, 12), 3)
    assert town.answer(first, VECTOR)[0][1] is Answered.RECEIVED


@pytest.mark.parametrize("which", ["never", "other-unit", "confirmed"])
def test_a_print_is_confirmed_with_a_code_of_its_own_only(town: Organisation, which: str) -> None:
    round_id = town.open(code="slips")
    others = _draw(town, round_id, 2, "b")
    [confirmed] = town.slips(round_id, "a", 1)
    _draw(town, round_id, 3)
    slip = {"never": NEVER, "other-unit": others[0], "confirmed": confirmed}[which]
    act = lambda: confirm_slips(town.store, round_id, "a", slip, "hr")  # noqa: E731 - one line
    assert _refusal(act) == "not-this-print"
    assert _status(town, round_id) == Slips(Drawn(1, 12), 3)


@pytest.mark.parametrize("end", [CloseRound, WithdrawRound])
def test_slips_that_wait_are_gone_after_the_round(
    town: Organisation, end: Callable[[str], CloseRound | WithdrawRound]
) -> None:
    round_id = town.open(code="slips")
    town.slips(round_id, "a", 2)
    waiting = _draw(town, round_id, 3)
    town.ask(end(round_id))
    assert _hashes(town) == 0
    act = lambda: confirm_slips(town.store, round_id, "a", waiting[0], "hr")  # noqa: E731
    assert _refusal(act) == "already-closed"


# --- a spoilt one is exchanged ----------------------------------------------------------------


def test_a_spoilt_slip_is_exchanged_against_its_code(town: Organisation) -> None:
    round_id = town.open(code="slips")
    spoilt, other = town.slips(round_id, "a", 2)
    new = exchange_slip(town.store, round_id, "a", spoilt, "hr")
    assert town.answer(spoilt, VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert town.answer(new, VECTOR)[0][1] is Answered.RECEIVED
    assert town.answer(other, VECTOR)[0][1] is Answered.RECEIVED
    assert _status(town, round_id) == Slips(Drawn(2, 12), 0)


def _full_disk(_codes: list[str]) -> None:
    raise OSError(errno.ENOSPC, "no space left")


def test_slips_that_cannot_be_written_down_replace_none(town: Organisation) -> None:
    round_id = town.open(code="slips")
    [spoilt] = town.slips(round_id, "a", 1)
    waiting = _draw(town, round_id, 2)
    with pytest.raises(OSError, match="no space"):
        draw_slips(town.store, round_id, "a", 3, "hr", keep=_full_disk)
    with pytest.raises(OSError, match="no space"):
        exchange_slip(town.store, round_id, "a", spoilt, "hr", keep=_full_disk)
    assert town.answer(spoilt, VECTOR)[0][1] is Answered.RECEIVED
    assert confirm_slips(town.store, round_id, "a", waiting[0], "hr") == Drawn(3, 12)


def test_the_same_exchange_has_the_same_slip_until_that_is_used(town: Organisation) -> None:
    round_id = town.open(code="slips")
    spoilt, other = town.slips(round_id, "a", 2)

    def exchange(slip: str, exchanging: str) -> str:
        return exchange_slip(town.store, round_id, "a", slip, "hr", exchanging=exchanging)

    new = exchange(spoilt, "A" * 22)
    assert exchange(spoilt, "A" * 22) == new
    # Who has the spoilt slip, but not what exchanged it, does not learn what came in its place.
    assert _refusal(lambda: exchange(spoilt, "B" * 22)) == "not-exchanged"
    assert exchange(other, "A" * 22) != new
    acts = [each.act for each in audit_entries(town.store)[-4:]]
    again, refused = "exchange-slip-shown-again", "exchange-slip-refused"
    assert acts == ["exchange-slip", again, refused, "exchange-slip"]
    assert town.answer(new, VECTOR)[0][1] is Answered.RECEIVED
    assert _refusal(lambda: exchange(spoilt, "A" * 22)) == "not-exchanged"
    assert _status(town, round_id) == Slips(Drawn(2, 12), 0)


def test_no_refusal_of_an_exchange_is_told_from_another(town: Organisation) -> None:
    """Used, exchanged, waiting, another unit's or never one: who draws must not learn which."""
    round_id = town.open(code="slips")
    used, spoilt = town.slips(round_id, "a", 2)
    [elsewhere] = town.slips(round_id, "b", 1)
    town.answer(used, VECTOR)
    exchange_slip(town.store, round_id, "a", spoilt, "hr")
    [waiting] = _draw(town, round_id, 1)
    told, before = set(), _hashes(town)
    for slip in (used, spoilt, elsewhere, waiting, NEVER):
        with pytest.raises(RefusedError) as refused:
            exchange_slip(town.store, round_id, "a", slip, "hr")
        told.add((refused.value.code, str(refused.value.details)))
    assert told == {("not-exchanged", "{'unit': 'a'}")}
    assert _hashes(town) == before
    assert town.answer(elsewhere, VECTOR)[0][1] is Answered.RECEIVED


def test_every_exchange_and_every_try_stands_in_the_audit_without_the_slip(
    town: Organisation,
) -> None:
    round_id = town.open(code="slips")
    [spoilt] = town.slips(round_id, "a", 1)
    new = exchange_slip(town.store, round_id, "a", spoilt, "hr")
    _refusal(lambda: exchange_slip(town.store, round_id, "a", spoilt, "hr"))
    entries = audit_entries(town.store)[-2:]
    assert [each.act for each in entries] == ["exchange-slip", "exchange-slip-refused"]
    assert [dict(each.details) for each in entries] == [{"round": round_id, "unit": "a"}] * 2
    assert spoilt not in str(entries)
    assert new not in str(entries)


# --- what is said of them ---------------------------------------------------------------------


def test_the_audit_has_how_many_were_drawn_and_confirmed(town: Organisation) -> None:
    round_id = town.open(code="slips")
    _draw(town, round_id, 12)
    town.slips(round_id, "a", 11)
    told = [(each.act, each.details.get("slips")) for each in audit_entries(town.store)[2:]]
    assert told == [("draw-slips", "12"), ("draw-slips", "11"), ("confirm-slips", "11")]
    assert {each.details["people"] for each in audit_entries(town.store)[2:]} == {"12"}


def test_the_number_is_kept_with_the_result_at_and_below_each_unit(town: Organisation) -> None:
    round_id = town.open(code="slips")
    for slip in town.slips(round_id, "a", 11)[:7]:
        town.answer(slip, VECTOR)
    for slip in town.slips(round_id, "b", 6)[:5]:
        town.answer(slip, VECTOR)
    town.ask(CloseSession(round_id, "b"))
    early = results_of(town.store, round_id)
    assert early is not None
    assert early.drawn == {"b": Drawn(6, 6)}
    town.ask(CloseRound(round_id))
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.drawn == {
        "a": Drawn(11, 12),
        "b": Drawn(6, 6),
        "school": Drawn(17, 20),
        "town": Drawn(17, 32),
    }


def test_a_result_with_a_rooms_code_has_no_number_of_slips(town: Organisation) -> None:
    round_id = town.open("a")
    town.answer(town.code(round_id, "a"), *[VECTOR] * 6)
    town.ask(CloseRound(round_id))
    found = results_of(town.store, round_id)
    assert found is not None
    assert list(found.figures) == ["a"]
    assert found.drawn == {}


def test_one_leaf_that_is_not_known_leaves_all_above_it_unknown() -> None:
    units = (
        RoundUnit("top", None, "Top", None, leaf=False),
        RoundUnit("left", "top", "Left", 5, leaf=True),
        RoundUnit("right", "top", "Right", 5, leaf=True),
    )
    found = drawn_below(units, {"left": Drawn(4, 5), "right": None})
    assert found == {"left": Drawn(4, 5), "right": None, "top": None}


# --- nobody changes it unseen -----------------------------------------------------------------


@pytest.mark.parametrize("change", ["fewer", "none", "more", "an earlier number"])
def test_a_number_that_somebody_changed_lets_nobody_in_and_shows_nothing(
    town: Organisation, change: str
) -> None:
    round_id = town.open("a", code="slips")
    town.slips(round_id, "a", 5)
    with town.store.reading() as connection:
        earlier = connection.execute(select(session.c.drawn, session.c.drawn_proof)).one()
    slips = town.slips(round_id, "a", 7)
    values: dict[str, object] = {
        "fewer": {"drawn": 5},
        "none": {"drawn": 0},
        "more": {"drawn": 13},
        "an earlier number": {"drawn": earlier.drawn, "drawn_proof": bytes(earlier.drawn_proof)},
    }[change]
    for slip in slips[:6]:
        town.answer(slip, VECTOR)
    with town.store.writing() as connection:
        connection.execute(session.update().values(values))
    if change != "an earlier number":
        assert town.receive(lambda receiver: receiver.join(slips[6])) is None
    assert town.ask(CloseRound(round_id)).code == "round-altered"
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures == {}


@pytest.mark.parametrize("early", [True, False])
def test_slips_that_somebody_let_in_without_a_confirmation_show_nothing(
    town: Organisation, *, early: bool
) -> None:
    round_id = town.open(code="slips")
    good = town.slips(round_id, "a", 5)
    others = _draw(town, round_id, 7)
    with town.store.writing() as connection:
        connection.execute(code.update().values(kind="slip"))
    for slip in [*good, others[0]]:
        assert town.answer(slip, VECTOR)[0][1] is Answered.RECEIVED
    act = CloseSession(round_id, "a") if early else CloseRound(round_id)
    assert town.ask(act).code == "round-altered"
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures == {}
    assert town.ask(WithdrawRound(round_id)).done


def test_who_hides_the_head_count_changes_the_round(town: Organisation) -> None:
    """A round of an earlier version has none, and says no number."""
    round_id = town.open("a", code="slips")
    [slip, *_] = town.slips(round_id, "a", 5)

    async def join(receiver: Receiver) -> list[bool]:
        before = await receiver.join(slip)
        with town.store.writing() as connection:
            connection.execute(session.update().values(places=None))
        return [before is not None, await receiver.join(slip) is not None]

    assert town.receive(join) == [True, False]
    assert _told(town, slip) is None
    assert town.ask(CloseRound(round_id)).code == "round-altered"


# --- across versions and backups --------------------------------------------------------------


def _make_old(town: Organisation) -> None:
    """Bring the database back to the version before slips were counted."""
    with town.store.writing() as connection:
        connection.execute(code.update().where(code.c.kind == "draft").values(kind="slip"))
        # A round with slips had no places, and its proof said so.
        slips = select(round_.c.id).where(round_.c.code == "slips")
        connection.execute(session.update().where(session.c.round.in_(slips)).values(places=None))
        for row in connection.execute(select(round_)).all():
            units = connection.execute(select(round_unit).where(round_unit.c.round == row.id))
            sessions = connection.execute(select(session).where(session.c.round == row.id))
            proof = round_proof(
                town.store.code_key, row._mapping, units.mappings().all(), sessions.mappings().all()
            )
            connection.execute(round_.update().where(round_.c.id == row.id).values(proof=proof))
        bring_back(connection, "first")


def test_open_rounds_of_the_version_before_go_on(town: Organisation) -> None:
    room = town.open("a")
    town.answer(town.code(room, "a"), *[VECTOR] * 5)
    slips = town.open("b", code="slips")
    drawn = _draw(town, slips, 6, "b")
    _make_old(town)
    town.store = town.another()
    assert town.answer(town.code(room, "a"), VECTOR)[0][1] is Answered.RECEIVED
    assert {town.answer(slip, VECTOR)[0][1] for slip in drawn[:5]} == {Answered.RECEIVED}
    assert _told(town, drawn[5]) is None
    assert town.receive(lambda receiver: receiver.join(drawn[5])) is not None
    assert _status(town, slips, "b") == Slips(None, 0)
    assert _refusal(lambda: _draw(town, slips, 1, "b")) == "slips-not-counted"
    for round_id in (room, slips):
        assert town.ask(CloseRound(round_id)).code is None
        found = results_of(town.store, round_id)
        assert found is not None
        assert len(found.figures) == 1
        assert found.drawn == {}


def test_a_backup_brings_slips_back_as_they_were(sqlite: Organisation, tmp_path: Path) -> None:
    round_id = sqlite.open("a", code="slips")
    good = sqlite.slips(round_id, "a", 5)
    waiting = _draw(sqlite, round_id, 2)
    copy = backup(sqlite.store, tmp_path / "copies", "hr")
    confirm_slips(sqlite.store, round_id, "a", waiting[0], "hr")
    for store in sqlite.open_stores:
        store.close()
    file = sqlite.settings.database_file
    assert file is not None
    for each in file.parent.iterdir():
        each.unlink()
    restore(copy, sqlite.settings, "hr")
    sqlite.store = sqlite.another()
    assert _status(sqlite, round_id) == Slips(Drawn(5, 12), 2)
    assert sqlite.answer(waiting[0], VECTOR)[0][1] is Answered.UNKNOWN_CODE
    assert _told(sqlite, good[0]) == Drawn(5, 12)
    assert confirm_slips(sqlite.store, round_id, "a", waiting[1], "hr") == Drawn(7, 12)
    assert sqlite.ask(CloseRound(round_id)).done


def test_receivers_and_hr_do_not_wait_for_each_other_for_ever(town: Organisation) -> None:
    """Answers with good, waiting and replaced slips, while HR draws, confirms and exchanges."""
    round_id = town.open(code="slips")
    good = town.slips(round_id, "a", 6)
    waiting = _draw(town, round_id, 6)
    store = town.another()

    async def send(receiver: Receiver) -> list[Answered]:
        hr = asyncio.to_thread(_exchange_all, store, round_id, good[:3])
        print_ = plan().exercise.fingerprint
        answers = (
            receiver.answer(slip, bytes([at] * 16), print_, VECTOR)
            for at, slip in enumerate([*good[3:], *waiting])
        )
        replies, _ = await asyncio.gather(asyncio.gather(*answers), hr)
        return list(replies)

    replies = town.receive(send)
    assert replies == [Answered.RECEIVED] * 3 + [Answered.UNKNOWN_CODE] * 6
    assert _status(town, round_id) == Slips(Drawn(6, 12), 6)


def _exchange_all(store: Store, round_id: str, slips: list[str]) -> None:
    for slip in slips:
        exchange_slip(store, round_id, "a", slip, "hr")
        draw_slips(store, round_id, "a", 6, "hr")
