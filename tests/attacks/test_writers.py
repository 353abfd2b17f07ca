"""Attackers who write to the database while a round is open, but have neither key.

They know every table and all of our code. What they may reach at most is that nothing is shown.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256

import pytest

from kit.ballots import (
    CloseRound,
    CloseSession,
    Holder,
    Joined,
    Outcome,
    Receiver,
    WithdrawRound,
    list_rounds,
    outcome,
    request_act,
    results_of,
)
from kit.ballots.holding.counting import seal_waiting
from kit.release import Tally
from kit.storage import audit_entries
from kit.web.access import enter, issue_links, visitor
from tests.attacks.test_files import database, rows, shown
from tests.organisation import TREE, Organisation

Change = Callable[[sqlite3.Connection], object]


def inflated(organisation: Organisation) -> Tally:
    """Return a tally that brings any group over each threshold, and can be subtracted again."""
    shape = organisation.exercise.shape
    others = [0] * (len(shape.scale.categories) - 1)
    return Tally(
        4,
        {each.id: 50 for each in shape.dimensions},
        {each.id: (50, *others) for each in shape.items},
    )


def acts(organisation: Organisation) -> list[str]:
    return [entry.act for entry in audit_entries(organisation.store)]


@pytest.mark.parametrize("code_key", [bytes(32), b"x" * 32], ids=["zeros", "guessed"])
def test_what_a_session_never_carried_over_counts_for_nobody(
    organisation: Organisation, code_key: bytes
) -> None:
    """One colleague's answers plus a made-up team would be shown, and subtracted again."""
    round_id = organisation.open(items=True)
    organisation.answer(round_id, {"day": [organisation.vector(2)]})
    with database(organisation) as db:
        ((night, key),) = db.execute(
            "SELECT session.id, round.public_key FROM session JOIN round WHERE unit = 'night'"
        ).fetchall()
        shape = organisation.exercise.shape
        forged = seal_waiting(code_key, key, night, inflated(organisation), shape)
        db.execute("UPDATE session SET state = 'closed' WHERE unit = 'night'")
        db.execute("INSERT INTO waiting_count (session, sealed) VALUES (?, ?)", (night, forged))
    assert organisation.close(round_id).code == "key-lost"
    assert not shown(organisation, round_id)


def test_what_one_session_carried_over_counts_for_no_other(organisation: Organisation) -> None:
    round_id = organisation.open()
    sent = {"day": [organisation.vector(4)] * 5, "night": [organisation.vector(2)]}
    organisation.answer(round_id, sent)
    organisation.ask(CloseSession(round_id, "day"))
    with database(organisation) as db:
        db.execute("UPDATE session SET state = 'closed' WHERE unit = 'night'")
        db.execute(
            "INSERT INTO waiting_count (session, sealed) SELECT"
            " (SELECT id FROM session WHERE unit = 'night'), sealed FROM waiting_count"
        )
    organisation.close(round_id)
    found = results_of(organisation.store, round_id)
    assert found is not None
    assert {figures.included for figures in found.figures.values()} == {5}


def _regroup(db: sqlite3.Connection) -> None:
    """Make every item a dimension of its own: five ballots would do where ten are needed."""
    ((text,),) = db.execute("SELECT exercise_details FROM round").fetchall()
    details = json.loads(text)
    shape = details["shape"]
    one = shape["dimensions"][0]
    shape["dimensions"] = [one | {"id": f"x-{item['id']}"} for item in shape["items"]]
    for item in shape["items"]:
        item["dimension"] = f"x-{item['id']}"
    db.execute("UPDATE round SET exercise_details = ?", (json.dumps(details),))


def _spread_values(db: sqlite3.Connection) -> None:
    """Let every mean tell how often each category was chosen."""
    ((text,),) = db.execute("SELECT exercise_details FROM round").fetchall()
    details = json.loads(text)
    for value, category in zip(
        (-100, 0.2, 1.4, 8.6, 50), details["shape"]["scale"]["categories"], strict=True
    ):
        category["value"] = value
    db.execute("UPDATE round SET exercise_details = ?", (json.dumps(details),))


def _add_sister(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO round_unit (round, unit, parent, name, position, people, leaf)"
        " SELECT round, 'more', parent, name, 9, people, leaf"
        " FROM round_unit WHERE unit = 'day'"
    )


CHANGES: dict[str, Change] = {
    "regrouped": _regroup,
    "values": _spread_values,
    "sister": _add_sister,
    "items": lambda db: db.execute("UPDATE round SET items = 1"),
    "threshold": lambda db: db.execute("UPDATE round SET k = 5"),
    "purpose": lambda db: db.execute("UPDATE round SET purpose = 'Another'"),
    "parent": lambda db: db.execute("UPDATE round_unit SET parent = 'all' WHERE unit = 'day'"),
    "places": lambda db: db.execute("UPDATE session SET places = 500"),
    "public key": lambda db: db.execute("UPDATE session SET public_key = zeroblob(32)"),
    "session": lambda db: db.execute("UPDATE session SET unit = 'x' WHERE unit = 'night'"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_round_that_was_changed_after_it_was_opened_shows_nothing(
    organisation: Organisation, change: Change
) -> None:
    round_id = organisation.open(k=6)
    organisation.answer(round_id, {"day": [organisation.vector(4)] * 7})
    with database(organisation) as db:
        change(db)
    for act in (CloseSession(round_id, "day"), CloseRound(round_id)):
        assert organisation.ask(act).code == "round-altered"
    assert not shown(organisation, round_id)
    assert acts(organisation).count("round-altered") == 2
    assert organisation.ask(WithdrawRound(round_id)).done
    assert not rows(organisation)
    assert not list(organisation.keys.glob("*.key"))


def test_a_round_that_was_changed_while_it_was_closing_shows_nothing(
    organisation: Organisation,
) -> None:
    """Between the first step and the count, or before the key holder comes back after a crash."""
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(4)] * 7})
    request_id = request_act(organisation.store, "test", CloseRound(round_id))

    def change(step: str) -> None:
        if step == "round marked":
            with database(organisation) as db:
                _regroup(db)

    Holder(organisation.store, after=change).run_pending()
    Holder(organisation.store).run_pending()
    assert not shown(organisation, round_id)
    assert outcome(organisation.store, request_id) == Outcome(
        done=False, code="round-altered", details={"round": round_id}
    )
    assert organisation.ask(WithdrawRound(round_id)).done


def test_nobody_learns_the_facts_of_a_round_that_was_changed(organisation: Organisation) -> None:
    """Else people would answer to what somebody else has written there."""
    round_id = organisation.open()
    with database(organisation) as db:
        db.execute("UPDATE round SET k = 50")

    async def join() -> Joined | None:
        receiver = Receiver(organisation.store)
        receiver.start()
        found = await receiver.join(organisation.codes(round_id)["day"])
        await receiver.aclose()
        return found

    assert asyncio.run(join()) is None


def test_an_act_that_nobody_asked_for_is_not_done(organisation: Organisation) -> None:
    round_id = organisation.open()
    organisation.answer(round_id, {"day": [organisation.vector(4)] * 7})
    act = json.dumps({"act": "close-round", "round_id": round_id})
    with database(organisation) as db:
        db.execute(
            "INSERT INTO request (id, state, actor, asked_at, act, proof)"
            " VALUES ('a', 'waiting', 'hr all link ABC', 1, ?, zeroblob(32))",
            (act,),
        )
    Holder(organisation.store).run_pending()
    assert not shown(organisation, round_id)
    (head,) = list_rounds(organisation.store)
    assert head.state == "open"
    assert acts(organisation)[-1] == "not-ours"
    assert organisation.close(round_id).done, "what was asked for by us is still done"


def test_an_act_that_was_changed_while_it_was_done_is_not_called_done(
    organisation: Organisation,
) -> None:
    round_id = organisation.open()
    request_id = request_act(organisation.store, "test", CloseRound(round_id))

    def crash(step: str) -> None:
        if step == "round marked":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Holder(organisation.store, after=crash).run_pending()
    with database(organisation) as db:
        db.execute("UPDATE request SET actor = 'hr all link ABC'")
    Holder(organisation.store).run_pending()
    found = outcome(organisation.store, request_id)
    assert found is not None
    assert (found.done, found.code) == (False, "not-ours")
    assert acts(organisation)[-1] == "not-ours"


def _role(db: sqlite3.Connection) -> None:
    db.execute("UPDATE link SET role = 'hr', unit = 'all'")


def _lengthen(db: sqlite3.Connection) -> None:
    db.execute("UPDATE link SET expires_on = '2099-01-01'")


@pytest.mark.parametrize("change", [_role, _lengthen])
def test_a_link_opens_what_it_was_issued_for_and_nothing_else(
    organisation: Organisation, change: Change
) -> None:
    store = organisation.store
    (issued,) = issue_links(store, TREE, "leader", organisation.day, "test", below=False)
    visit = enter(store, issued.secret)
    assert visit is not None
    assert visitor(store, visit) is not None
    with database(organisation) as db:
        change(db)
    assert visitor(store, visit) is None
    assert enter(store, issued.secret) is None


def test_nobody_lets_themselves_in_by_writing_a_link_or_a_visit(organisation: Organisation) -> None:
    """Their hashes are plain, so that anybody can make one."""
    store = organisation.store
    issue_links(store, TREE, "hr", organisation.day, "test", below=False)
    mine = sha256(b"mine").digest()
    with database(organisation) as db:
        db.execute(
            "INSERT INTO visit (secret, link, ends_at, proof)"
            " SELECT ?, id, 99999999999, proof FROM link",
            (mine,),
        )
    assert visitor(store, "mine") is None
    with database(organisation) as db:
        db.execute("UPDATE link SET secret = ?", (mine,))
    assert enter(store, "mine") is None
