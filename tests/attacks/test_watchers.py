"""Attackers who watch while a round is open: nothing that they can ask moves one by one."""

import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from kit.cli import main
from kit.storage import audit_entries
from kit.web.running import following
from tests.attacks.test_web import HERE, collector, sign_in
from tests.organisation import Organisation

LEAF = "day"
Look = Callable[[], tuple[str, ...]]


@pytest.fixture
def client(organisation: Organisation) -> Iterator[TestClient]:
    with collector(organisation) as found:
        yield found


@pytest.fixture(autouse=True)
def _without_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read anew whenever somebody looks: a tenth of a second later would be a look of its own."""
    monkeypatch.setattr(following, "_PAUSE", 0.0)


def code_for_the_wall(client: TestClient, leader: dict[str, str], round_id: str) -> str:
    """Let a leader make a code for the computer in the room."""
    page = f"/collect/rounds/{round_id}/units/{LEAF}/wall"
    client.post(page, data={"x": ""}, headers=leader, follow_redirects=False)
    told = client.get(page, headers=leader).text
    return told.partition("data-wall-code>")[2].partition("<")[0]


def on_the_wall(client: TestClient, leader: dict[str, str], round_id: str) -> dict[str, str]:
    """Return the headers of the computer in the room on which a leader shows a session."""
    code, own = code_for_the_wall(client, leader, round_id), {"origin": HERE}
    entered = client.post("/collect/wall", data={"code": code}, headers=own, follow_redirects=False)
    client.cookies.clear()
    return {"cookie": entered.headers["set-cookie"].partition(";")[0], "origin": HERE}


def everything(organisation: Organisation, client: TestClient, round_id: str) -> Look:
    """Return a function that asks all that leader, HR and the command line can ask."""
    leader = sign_in(client, organisation, LEAF, "leader")
    hr = sign_in(client, organisation, "all", "hr")
    pages = (
        *(f"rounds/{round_id}", f"rounds/{round_id}/units/{LEAF}/close", "rounds"),
        f"rounds/{round_id}/units/{LEAF}/wall",
        *(f"v1/rounds/{round_id}", f"v1/rounds/{round_id}/results", "v1/rounds"),
        f"v1/rounds/{round_id}/units/{LEAF}/run",
    )
    asked = [(page, who) for page in (*pages, f"rounds/{round_id}/close") for who in (leader, hr)]
    wall = on_the_wall(client, leader, round_id)
    asked += [("wall/screen", wall), ("wall/run", wall)]
    settings = organisation.settings
    where = ["--database", settings.database, "--code-key", str(settings.code_key)]
    status = ["round", "status", round_id, *where]

    def look() -> tuple[str, ...]:
        answers = [client.get(f"/collect/{page}", headers=who).text for page, who in asked]
        told = [CliRunner().invoke(main, [*status, *more]).output for more in ([], ["--json"])]
        acts = json.dumps([entry.act for entry in audit_entries(organisation.store)])
        return (*answers, *told, acts)

    return look


def test_who_sends_four_and_watches_sees_a_colleague_only_at_a_step(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open()
    look = everything(organisation, client, round_id)
    vector = organisation.vector(3)
    organisation.answer(round_id, {LEAF: [vector] * 4})
    seen = [look()]
    for _ in range(16):
        organisation.answer(round_id, {LEAF: [vector]})
        seen.append(look())
    moved = [4 + at for at in range(1, 17) if seen[at] != seen[at - 1]]
    assert moved == [5, 10, 20]
    assert len(set(seen)) == 4


def test_who_takes_answers_back_and_watches_sees_steps_only(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open()
    look = everything(organisation, client, round_id)
    sent = organisation.answer(round_id, {LEAF: [organisation.vector(3)] * 12})
    seen = [look()]
    for each in sent[:8]:
        organisation.withdraw(each)
        seen.append(look())
    moved = [12 - at for at in range(1, 9) if seen[at] != seen[at - 1]]
    assert moved == [9, 4]


def test_a_higher_threshold_has_wider_steps(organisation: Organisation, client: TestClient) -> None:
    round_id = organisation.open(k=8)
    look = everything(organisation, client, round_id)
    seen = [look()]
    for _ in range(20):
        organisation.answer(round_id, {LEAF: [organisation.vector(3)]})
        seen.append(look())
    moved = [at for at in range(1, 21) if seen[at] != seen[at - 1]]
    assert moved == [8, 16]


def test_what_hangs_on_the_wall_says_enough_and_no_number(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open(LEAF)
    shown = on_the_wall(client, sign_in(client, organisation, LEAF, "leader"), round_id)

    def wall() -> str:
        text = client.get("/collect/wall/screen", headers=shown).text
        return text.partition('role="status" data-live>')[2].partition("<")[0]

    organisation.answer(round_id, {LEAF: [organisation.vector(3)] * 4})
    assert wall() == "Not enough answers yet"
    organisation.answer(round_id, {LEAF: [organisation.vector(3)]})
    assert wall() == "Enough answers"
    organisation.answer(round_id, {LEAF: [organisation.vector(3)] * 15})
    assert wall() == "Enough answers"
