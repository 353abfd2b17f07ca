"""Attackers with a stopwatch.

Seconds differ from machine to machine and day to day; what makes them differ does not: which
statements the database is asked, how many bytes come back, how many times the disk is waited for.
So these are compared, and a request that must not be told from another has to have the same ones.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from kit.ballots.rounds.slips import confirm_slips, draw_slips
from kit.web.access import issue_links, revoke_link
from kit.web.app import create_collector
from tests.organisation import TREE, Organisation

HERE = "https://collect.example.org"
NEVER_ISSUED = "0000-0000-0000"
Trace = tuple[int, bytes, int, list[str]]
"""Status, body, length of the headers, statements."""


@pytest.fixture
def client(organisation: Organisation) -> Iterator[TestClient]:
    exercises = {organisation.exercise.exercise_id: organisation.exercise}
    # The key holder looks for requests by itself, and would be among the statements.
    part = create_collector(organisation.store, lambda: exercises, holder=False)
    app = Starlette(routes=[Mount("/collect", part)], lifespan=part.router.lifespan_context)
    with TestClient(app, base_url=HERE) as found:
        yield found


@contextmanager
def statements(organisation: Organisation) -> Iterator[list[str]]:
    """Give the statements that the database is asked, without their values."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(organisation.store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(organisation.store.engine, "before_cursor_execute", note)


def ask(organisation: Organisation, client: TestClient, path: str, body: dict[str, Any]) -> Trace:
    with statements(organisation) as asked:
        answer = client.post(f"/collect/v1/{path}", json=body, headers={"origin": HERE})
    size = sum(len(name) + len(value) for name, value in answer.headers.items())
    return answer.status_code, answer.content, size, asked


def answer_of(organisation: Organisation, code: str, number: int = 3) -> dict[str, Any]:
    return {
        "code": code.ljust(24),
        "ballot": secrets.token_hex(16),
        "fingerprint": organisation.exercise.fingerprint,
        "answers": organisation.vector(number).hex(),
    }


@pytest.fixture
def slips(organisation: Organisation) -> list[str]:
    round_id = organisation.open("day", code="slips")
    drawn = draw_slips(organisation.store, round_id, "day", 12, "test")
    confirm_slips(organisation.store, round_id, "day", drawn[0], "test")
    return drawn


def test_a_used_slip_is_not_told_from_one_that_never_was(
    organisation: Organisation, client: TestClient, slips: list[str]
) -> None:
    """Whoever finds a colleague's slip learns nothing of whether its owner has answered."""
    used = slips[0]
    assert ask(organisation, client, "answers", answer_of(organisation, used))[0] == 200
    for path, of_code in (
        ("join", lambda code: {"code": code.ljust(24)}),
        ("answers", lambda code: answer_of(organisation, code)),
    ):
        one = ask(organisation, client, path, of_code(used))
        other = ask(organisation, client, path, of_code(NEVER_ISSUED))
        assert one == other
        assert one[0] == 404
        assert one[3]


def test_what_somebody_answers_changes_no_statement_and_no_byte_of_the_reply(
    organisation: Organisation, client: TestClient, slips: list[str]
) -> None:
    first = ask(organisation, client, "answers", answer_of(organisation, slips[0], 0))
    traces = [
        ask(organisation, client, "answers", answer_of(organisation, slip, 1 + n % 5))
        for n, slip in enumerate(slips[1:11])
    ]
    # The first reads the box, which the process then knows.
    assert first[:3] == traces[0][:3]
    assert all(trace == traces[0] for trace in traces)


def test_how_many_have_answered_changes_nothing_that_a_right_code_does(
    organisation: Organisation, client: TestClient, slips: list[str]
) -> None:
    joins = []
    for slip in slips[:7]:
        joins.append(ask(organisation, client, "join", {"code": slips[-1].ljust(24)}))
        ask(organisation, client, "answers", answer_of(organisation, slip))
    assert joins[0][0] == 200
    assert all(join[:3] == joins[0][:3] for join in joins)
    assert all(join[3] == joins[1][3] for join in joins[1:])


def test_a_receipt_that_was_used_is_not_told_from_one_that_never_was(
    organisation: Organisation, client: TestClient, slips: list[str]
) -> None:
    sent = answer_of(organisation, slips[0])
    assert ask(organisation, client, "answers", sent)[0] == 200
    receipt = {"ballot": sent["ballot"]}
    assert ask(organisation, client, "withdrawals", receipt)[0] == 200
    one = ask(organisation, client, "withdrawals", receipt)
    assert one == ask(organisation, client, "withdrawals", {"ballot": secrets.token_hex(16)})
    assert one[0] == 404


def test_an_answer_sent_again_replies_as_the_first_time(
    organisation: Organisation, client: TestClient, slips: list[str]
) -> None:
    sent = answer_of(organisation, slips[0])
    first, again = (ask(organisation, client, "answers", sent) for _ in range(2))
    assert first[:3] == again[:3]


def test_links_that_are_no_good_are_not_told_from_each_other(
    organisation: Organisation, client: TestClient
) -> None:
    top = next(each for each in TREE.walk() if each.id == "day")
    alone = replace(top, children=())
    until = organisation.day + timedelta(days=30)
    revoked, expired = (
        issue_links(organisation.store, alone, "leader", end, "test")[0]
        for end in (until, organisation.day)
    )
    revoke_link(organisation.store, revoked.id, "test")
    organisation.day += timedelta(days=1)
    traces = [
        ask(organisation, client, "visits", {"secret": secret})
        for secret in (revoked.secret, expired.secret, secrets.token_urlsafe(24))
    ]
    assert traces[0] == traces[1] == traces[2]
    assert traces[0][0] == 404


def test_fewer_than_five_answers_are_one_answer_to_a_leader(
    organisation: Organisation, client: TestClient
) -> None:
    """The pages and data of none, one and four answers have the same bytes."""
    round_id = organisation.open("day")
    top = next(each for each in TREE.walk() if each.id == "day")
    until = organisation.day + timedelta(days=30)
    (link,) = issue_links(organisation.store, top, "leader", until, "test")
    body = {"secret": link.secret}
    assert client.post("/collect/v1/visits", json=body, headers={"origin": HERE}).is_success
    seen = []
    for answers in (0, 1, 3, 1):
        organisation.answer(round_id, {"day": [organisation.vector(2)] * answers})
        for path in (f"v1/rounds/{round_id}", f"rounds/{round_id}", "v1/rounds", "rounds"):
            with statements(organisation) as asked:
                answer = client.get(f"/collect/{path}")
            assert answer.status_code == 200, path
            seen.append((path, answer.content, sorted(answer.headers.items()), asked))
    few, five = [seen[at : at + 4] for at in (0, 4, 8)], seen[12:]
    assert few[0] == few[1] == few[2]
    assert few[0] != five
