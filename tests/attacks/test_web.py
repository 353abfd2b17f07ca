"""Attackers on the network: other people's pages, other leaders, guessers, and readers of logs."""

import io
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from kit.ballots import (
    CloseRound,
    UnitSpec,
    UnitTree,
    objections,
    request_act,
    results_of,
    save_units,
)
from kit.measures import (
    Agreement,
    Measure,
    SentUp,
    Status,
    agreements_of,
    keep,
    pass_on,
    passed_on_by,
)
from kit.storage import audit_entries, open_store
from kit.storage.owners import MEASURES
from kit.web.access import issue_links, list_links
from kit.web.access.meetings import Meeting, meetings_of, prepare
from kit.web.app import create_collector
from tests.organisation import TREE, Organisation
from tests.unit.web.access.test_runs import state

HERE = "https://collect.example.org"
BOOK = "https://book.example.org"
JSON = {"content-type": "application/json"}


@contextmanager
def collector(organisation: Organisation) -> Iterator[TestClient]:
    """Serve the collector as `kit collect` does, below its usual address."""
    exercises = {organisation.exercise.exercise_id: organisation.exercise}
    part = create_collector(organisation.store, lambda: exercises, origins=[BOOK], holder=True)
    app = Starlette(routes=[Mount("/collect", part)], lifespan=part.router.lifespan_context)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(organisation: Organisation) -> Iterator[TestClient]:
    with collector(organisation) as found:
        yield found


def body(organisation: Organisation, code: str, number: int = 3, **others: Any) -> dict[str, Any]:
    return {
        "code": code.ljust(24),
        "ballot": secrets.token_hex(16),
        "fingerprint": organisation.exercise.fingerprint,
        "answers": organisation.vector(number).hex(),
    } | others


def sign_in(client: TestClient, organisation: Organisation, unit: str, role: Any) -> dict[str, str]:
    """Return the headers of somebody who came by a link."""
    top = next(each for each in TREE.walk() if each.id == unit)
    until = organisation.day + timedelta(days=30)
    (link, *_) = issue_links(organisation.store, replace(top, children=()), role, until, "test")
    answer = client.post(
        "/collect/v1/visits", json={"secret": link.secret}, headers={"origin": HERE}
    )
    assert answer.status_code == 201, answer.text
    cookie = answer.headers["set-cookie"]
    client.cookies.clear()
    assert re.search(r"HttpOnly", cookie)
    assert re.search(r"SameSite=strict", cookie, re.IGNORECASE)
    assert re.search(r"Secure", cookie)
    return {"cookie": cookie.partition(";")[0], "origin": HERE}


# --- whoever reads logs and errors ------------------------------------------------------------


def test_no_canary_from_any_header_or_field_reaches_a_log_or_an_answer(
    organisation: Organisation, client: TestClient
) -> None:
    code = organisation.codes(organisation.open())["day"]
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    canaries, answers = [], []

    def canary() -> str:
        canaries.append(secrets.token_hex(16))
        return canaries[-1]

    try:
        for path in ("join", "answers", "withdrawals"):
            good = body(organisation, code)
            for field in (*good, "more"):
                data = {**good, field: canary()}
                headers = {
                    name: canary()
                    for name in ("user-agent", "referer", "x-forwarded-for", "cookie", "x-any")
                }
                answers.append(client.post(f"/collect/v1/{path}", json=data, headers=headers))
            raw = f'{{"code": "{canary()}", broken'
            answers.append(client.post(f"/collect/v1/{path}", content=raw, headers=JSON))
            answers.append(client.get(f"/collect/v1/{path}", params={"code": canary()}))
        sent = body(organisation, code)
        canaries += [sent["ballot"], sent["answers"], code]
        answers.append(client.post("/collect/v1/answers", json=sent))
        assert answers[-1].status_code == 200
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    # httpx, the client, logs what it asks for; that is the attacker's own log.
    said = "\n".join(line for line in log.getvalue().splitlines() if "HTTP Request" not in line)
    for each in canaries:
        assert each not in said
        assert all(each not in answer.text for answer in answers)
        assert all(each not in str(answer.headers) for answer in answers)


def test_a_failure_tells_nothing_of_what_was_sent(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_self: object, *arguments: object) -> None:
        raise RuntimeError(repr(arguments))

    monkeypatch.setattr("kit.ballots.Receiver.answer", fail)
    with collector(organisation) as client:
        sent = body(organisation, "ABCD-EFGH")
        answer = client.post("/collect/v1/answers", json=sent)
    assert answer.status_code == 500
    for secret in (sent["ballot"], "ABCD", sent["answers"]):
        assert secret not in answer.text
        assert secret not in caplog.text


# --- lengths ----------------------------------------------------------------------------------


def test_neither_request_nor_reply_has_a_length_that_depends_on_the_answers(
    organisation: Organisation, client: TestClient
) -> None:
    code = organisation.codes(organisation.open())["day"]
    sizes = set()
    for number in range(6):
        answer = client.post("/collect/v1/answers", json=body(organisation, code, number))
        assert answer.status_code == 200
        headers = sum(len(name) + len(value) for name, value in answer.headers.items())
        sizes.add((answer.request.headers["content-length"], len(answer.content), headers))
    assert len(sizes) == 1


# --- replay and stuffing ----------------------------------------------------------------------


def test_a_repeated_request_counts_once(organisation: Organisation, client: TestClient) -> None:
    round_id = organisation.open("day")
    sent = body(organisation, organisation.codes(round_id)["day"])
    for _ in range(7):
        assert client.post("/collect/v1/answers", json=sent).json() == {"state": "received"}
    assert organisation.close(round_id).code == "nothing-released"


def test_a_room_has_no_more_places_than_people(
    organisation: Organisation, client: TestClient
) -> None:
    code = organisation.codes(organisation.open("day"))["day"]
    found = [
        client.post("/collect/v1/answers", json=body(organisation, code)).status_code
        for _ in range(22)
    ]
    assert found == [200] * 20 + [409] * 2


def test_guessing_codes_becomes_hopeless_and_keeps_no_address(
    organisation: Organisation, client: TestClient
) -> None:
    right = organisation.codes(organisation.open("day"))["day"]
    found = [
        client.post("/collect/v1/join", json={"code": f"{n:08d}".ljust(24)}).status_code
        for n in range(300)
    ]
    assert set(found) == {404, 429}
    assert found.count(404) < 150
    # The guesser cannot lock the room out for long: a right code is heard again at once.
    tries = (
        client.post("/collect/v1/join", json={"code": right.ljust(24)}).status_code
        for _ in range(200)
    )
    assert 200 in tries


# --- downgrades and mass assignment -----------------------------------------------------------


@pytest.mark.parametrize(
    "more", [{"k": 1}, {"items": True}, {"session": "x"}, {"state": "open"}, {"places": 99}]
)
def test_a_field_that_nobody_asked_for_is_refused(
    organisation: Organisation, client: TestClient, more: dict[str, Any]
) -> None:
    code = organisation.codes(organisation.open("day"))["day"]
    answer = client.post("/collect/v1/answers", json=body(organisation, code, **more))
    assert answer.status_code == 422


def opening(organisation: Organisation, **others: Any) -> dict[str, Any]:
    return {
        "exercise": organisation.exercise.exercise_id,
        "purpose": "To learn",
        "discussed_on": organisation.day.isoformat(),
    } | others


@pytest.mark.parametrize("k", [0, 1, 4, -5])
def test_nobody_opens_a_round_with_a_lower_threshold(
    organisation: Organisation, client: TestClient, k: int
) -> None:
    headers = sign_in(client, organisation, "all", "hr")
    asked = opening(organisation, root="all", k=k)
    answer = client.post("/collect/v1/rounds", json=asked, headers=headers)
    if answer.status_code == 202:
        told = client.get(f"/collect/v1/requests/{answer.json()['request']}", headers=headers)
        assert told.json().get("round") is None, told.text
    else:
        assert answer.status_code in {409, 422}, answer.text
    listed = client.get("/collect/v1/rounds", headers=headers).json()
    assert listed == []


# --- other leaders ----------------------------------------------------------------------------


def test_a_leader_sees_and_ends_nothing_of_a_neighbour(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open("night")
    organisation.answer(round_id, {"night": [organisation.vector(3)] * 6})
    neighbour = sign_in(client, organisation, "day", "leader")
    for path in (
        f"/collect/v1/rounds/{round_id}",
        f"/collect/v1/rounds/{round_id}/results",
        f"/collect/rounds/{round_id}",
        f"/collect/rounds/{round_id}/results",
        f"/collect/rounds/{round_id}/results.csv",
        f"/collect/rounds/{round_id}/close",
    ):
        assert client.get(path, headers=neighbour).status_code == 404, path
    for act in ("close", "withdraw", "units/night/close"):
        path = f"/collect/v1/rounds/{round_id}/{act}"
        assert client.post(path, json={}, headers=neighbour).status_code == 404, path
    assert client.get("/collect/v1/rounds", headers=neighbour).json() == []
    assert organisation.close(round_id).done


def test_a_leader_of_one_team_gets_no_figures_of_another_in_a_common_round(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open("all")
    three = [organisation.vector(3)]
    organisation.answer(round_id, {"day": three * 6, "night": three * 7, "roads": three * 8})
    leader = sign_in(client, organisation, "day", "leader")
    for unit in ("night", "roads"):
        for path in (
            "v1/rounds/{}/results?unit={}",
            "rounds/{}/results?unit={}",
            "rounds/{}/results.csv?unit={}",
            "rounds/{}/results.json?unit={}",
        ):
            answer = client.get(f"/collect/{path}".format(round_id, unit), headers=leader)
            assert answer.status_code == 404, path
    organisation.close(round_id)
    own = client.get(f"/collect/v1/rounds/{round_id}/results", headers=leader)
    assert own.status_code == 200
    assert '"included":7' not in own.text.replace(" ", "")
    for unit in ("night", "roads"):
        answer = client.get(f"/collect/v1/rounds/{round_id}/results?unit={unit}", headers=leader)
        assert answer.status_code == 404
    assert (
        client.post(f"/collect/v1/rounds/{round_id}/close", json={}, headers=leader).status_code
        == 404
    )


def test_a_leader_may_not_end_the_whole_round(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open("all")
    leader = sign_in(client, organisation, "day", "leader")
    for act in ("close", "withdraw"):
        answer = client.post(f"/collect/v1/rounds/{round_id}/{act}", json={}, headers=leader)
        assert answer.status_code == 404


def test_while_open_nobody_sees_a_number_below_five_nor_one_of_a_department(
    organisation: Organisation, client: TestClient
) -> None:
    round_id = organisation.open("health")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 4})
    hr = sign_in(client, organisation, "all", "hr")
    told = client.get(f"/collect/v1/rounds/{round_id}", headers=hr).json()
    assert {each["unit"]: each["at_least"] for each in told["sessions"]} == {
        "day": None,
        "night": None,
    }
    organisation.answer(round_id, {"day": [organisation.vector(3)]})
    told = client.get(f"/collect/v1/rounds/{round_id}", headers=hr).json()
    assert {each["unit"]: each["at_least"] for each in told["sessions"]} == {
        "day": 5,
        "night": None,
    }


OF_RESPONDENTS = {
    *("/", "/after", "/code", "/enter", "/leave", "/health", "/results.css"),
    *("/v1/join", "/v1/answers", "/v1/withdrawals", "/v1/visits"),
    *("/wall", "/wall/screen", "/wall/state", "/wall/run"),
    *("/room", "/room/{programme}", "/v1/room"),
}
FIELDS = {
    "drawing": "x" * 22,
    "exchanging": "y" * 22,
    "count": "1",
    "printed": "0",
    "spoilt": "0",
    "unit": "night",
    "root": "night",
    "people": "99",
    "again": "yes",
    "below": "yes",
    "purpose": "To see",
    "discussed_on": "2026-11-01",
    "expires_on": "2026-11-20",
}


RUN = state().model_dump(mode="json")


def every_ask(client: TestClient) -> Iterator[tuple[str, str]]:
    """Yield method and address of all that the collector answers to those who have a link."""
    for path, asks in client.get("/collect/openapi.json").json()["paths"].items():
        if path not in OF_RESPONDENTS:
            yield from ((method, path) for method in asks)


def measures_of(
    organisation: Organisation, unit: str, *, new: bool = True
) -> tuple[Agreement, str]:
    """Return what a unit has agreed on, and the id of what it passes on."""
    settings = organisation.store.settings.beside(MEASURES.beside)
    with closing(open_store(settings, MEASURES)) as store:
        if new:
            sent = SentUp(to="health", name="Health", due=organisation.day)
            measure = Measure(text="Theirs", status=Status.SENT_UP, sent_up=sent)
            agreed = Agreement(agreed=organisation.day, language="en", measures=(measure,))
            keep(store, unit, unit, agreed, 0, "leader")
            pass_on(store, unit, unit, "", "Theirs", "leader")
        (kept,), (note,) = agreements_of(store, unit), passed_on_by(store, unit)
    return kept.agreement, note.id


def victim(organisation: Organisation, round_id: str, link_id: str) -> dict[str, str]:
    """Let a team have one of everything; return what stands in addresses for it."""
    theirs = request_act(organisation.store, f"leader night link {link_id}", CloseRound("none"))
    agreed, note = measures_of(organisation, "night")
    day = organisation.day
    prepared = Meeting("night", organisation.exercise.exercise_id, "Theirs", day, day)
    prepare(organisation.store, prepared, "leader")
    ids = {"round_id": round_id, "link_id": link_id, "request_id": theirs}
    ids |= {"agreement": agreed.id, "measure": agreed.measures[0].id, "note": note}
    return ids | {"meeting": prepared.id, "session": round_id}


def every_answer(
    client: TestClient, organisation: Organisation, headers: dict[str, str], ids: dict[str, str]
) -> Iterator[tuple[str, str, Any]]:
    """Ask for each address that there is; yield method, address and what was answered."""
    asked = opening(organisation, root="night")
    for method, path in every_ask(client):
        place = f"/collect{path}".format(**ids, unit="night", kind="csv")
        given: dict[str, Any] = {"data": FIELDS}
        if path == "/units":
            given = {"files": {"table": ("t.csv", b"unit,name\nall,All\n")}}
        elif path == "/measures/open":
            given = {"files": {"file": ("m.json", b"{}")}}
        elif path.startswith("/v1/"):
            given = {"json": asked}
        more = {} if method == "get" else {"json": RUN} if method == "put" else given
        yield (
            method,
            path,
            client.request(method, place, headers=headers, follow_redirects=False, **more),
        )


@pytest.mark.parametrize(
    ("unit", "role"),
    [
        ("", ""),
        ("day", "leader"),
        ("roads", "leader"),
        ("roads", "hr"),
        ("roads", "representative"),
    ],
)
def test_no_address_leads_a_stranger_to_what_is_anothers(
    organisation: Organisation, client: TestClient, unit: str, role: str
) -> None:
    """Each address that there is, so that a new one is tried, too; with the ids of a victim."""
    round_id = organisation.open("night", code="slips")
    stranger = sign_in(client, organisation, unit, role) if unit else {"origin": HERE}
    sign_in(client, organisation, "night", "leader")
    link = next(each for each in list_links(organisation.store) if each.unit == "night")
    ids = victim(organisation, round_id, link.id)
    before = measures_of(organisation, "night", new=False), meetings_of(organisation.store, "night")
    assert (before[0][0].id, before[0][1]) == (ids["agreement"], ids["note"])
    assert [each.id for each in before[1]] == [ids["meeting"]]
    acts = len(audit_entries(organisation.store))
    for method, path, answer in every_answer(client, organisation, stranger, ids):
        place = str(answer.request.url)
        # A leader's form opens a round of the own unit, whatever is sent; here on no exercise.
        own = role and method == "get" and "{" not in path
        codes = {401} if not role else {200, 404} if own else {404, 422}
        assert answer.status_code in codes, (method, path)
        assert not [each for each in ids.values() if each in answer.text and each not in place]
    assert len(audit_entries(organisation.store)) == acts
    after = measures_of(organisation, "night", new=False), meetings_of(organisation.store, "night")
    assert after == before
    assert not next(each for each in list_links(organisation.store) if each.id == link.id).revoked


def test_a_representative_reads_and_does_nothing_else_even_in_the_own_unit(
    organisation: Organisation, client: TestClient
) -> None:
    """Each address that there is, while people answer; what is shown tells nothing of them."""
    round_id = organisation.open("night")
    code = organisation.codes(round_id)["night"]
    organisation.answer(round_id, {"night": [organisation.vector(3)] * 12})
    who = sign_in(client, organisation, "night", "representative")
    [own] = list_links(organisation.store)
    ids = victim(organisation, round_id, own.id)
    acts = len(audit_entries(organisation.store))
    read: dict[str, str] = {}
    for method, path, answer in every_answer(client, organisation, who, ids):
        if answer.status_code not in {404, 422}:
            # Taking back what was never said does nothing.
            assert answer.status_code == (200 if method == "get" else 303), (method, path)
            read |= {path: answer.text} if method == "get" else {}
    home = "/representative"
    assert read.keys() == {home, f"{home}/measures", f"{home}/sessions/{{session}}"}
    for path, text in read.items():
        said = re.sub(r"<[^>]*>", " ", text)
        told = [each for each in (code, "least", "nough", "Fewer", "12", "slip") if each in said]
        assert not told, path
    assert len(audit_entries(organisation.store)) == acts
    place, said = f"/collect{home}/sessions/{round_id}", {"discussed": "no"}
    for origin in (BOOK, "null"):
        headers = who | {"origin": origin}
        assert client.post(place, data=said, headers=headers).status_code == 403
    for unit, role in (("night", "leader"), ("all", "hr"), ("roads", "representative")):
        other = sign_in(client, organisation, unit, role)
        assert client.post(place, data=said, headers=other).status_code == 404, role
    assert objections(organisation.store, [round_id]) == {}


# --- other people's pages ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        f"{BOOK}.evil.example",
        "http://book.example.org",
        f"{BOOK}:444",
        BOOK.upper(),
        "",
    ],
)
def test_no_foreign_page_sends_answers_or_reads_replies(
    organisation: Organisation, client: TestClient, origin: str
) -> None:
    code = organisation.codes(organisation.open("day"))["day"]
    headers = {"origin": origin}
    answer = client.post("/collect/v1/answers", json=body(organisation, code), headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    asked = headers | {"access-control-request-method": "POST"}
    before = client.options("/collect/v1/answers", headers=asked)
    assert "access-control-allow-origin" not in before.headers


def test_the_book_may_send_and_never_with_a_cookie(
    organisation: Organisation, client: TestClient
) -> None:
    code = organisation.codes(organisation.open("day"))["day"]
    headers = {"origin": BOOK}
    answer = client.post("/collect/v1/answers", json=body(organisation, code), headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == BOOK
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("origin", [None, "null", BOOK, "https://evil.example"])
def test_a_leaders_cookie_moves_nothing_from_another_page(
    organisation: Organisation, client: TestClient, origin: str | None
) -> None:
    round_id = organisation.open("day")
    leader = sign_in(client, organisation, "day", "leader")
    del leader["origin"]
    headers = leader | ({} if origin is None else {"origin": origin})
    for path in (f"v1/rounds/{round_id}/close", f"v1/rounds/{round_id}/withdraw"):
        answer = client.post(f"/collect/{path}", json={}, headers=headers)
        assert answer.status_code == 403, path
    answer = client.post(f"/collect/rounds/{round_id}/close", data={}, headers=headers)
    assert answer.status_code == 403
    listed = client.get("/collect/v1/rounds", headers=leader).json()
    assert [each["state"] for each in listed] == ["open"]


# --- names that are programs ------------------------------------------------------------------

HOSTILE = '=HYPERLINK("http://evil.example")<script>alert(1)</script>'


def test_a_units_name_is_never_a_program(organisation: Organisation, client: TestClient) -> None:
    save_units(organisation.store, UnitTree(UnitSpec("day", HOSTILE, 20)), "test")
    round_id = organisation.open("day", items=True)
    leader = sign_in(client, organisation, "day", "leader")
    open_page = client.get(f"/collect/rounds/{round_id}", headers=leader)
    organisation.answer(round_id, {"day": [organisation.vector(1 + n % 5) for n in range(12)]})
    organisation.close(round_id)
    assert results_of(organisation.store, round_id)
    for page in (
        open_page,
        client.get("/collect/rounds", headers=leader),
        client.get(f"/collect/rounds/{round_id}/results", headers=leader),
    ):
        assert page.status_code == 200
        assert "HYPERLINK" in page.text
        assert "<script>alert" not in page.text
        assert "'unsafe-inline'" not in page.headers["content-security-policy"]
    table = client.get(f"/collect/rounds/{round_id}/results.csv", headers=leader)
    assert table.status_code == 200
    assert "HYPERLINK" in table.text
    cells = re.split(r"[;,\n]", table.text.lstrip("\ufeff"))
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@", "\t"))]
    picture = client.get(f"/collect/rounds/{round_id}/results.svg", headers=leader)
    assert picture.status_code == 200
    assert "<script" not in picture.text
