"""Attackers after closing: who has a code, or guesses one, and wants to see more than was said."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from kit.ballots import (
    CloseRound,
    CloseSession,
    WithdrawRound,
    confirm_slips,
    draw_slips,
    round_status,
)
from kit.ballots.tables import round_
from kit.web.app import create_collector
from kit.web.frame.limits import Limits
from kit.web.standalone import standalone
from tests.organisation import TODAY, Organisation

HOST = "http://testserver"
LATER = TODAY + timedelta(days=30)
FIGURES = "responses included"


class Holder:
    """Somebody with a browser and whatever codes they have come by."""

    def __init__(self, organisation: Organisation) -> None:
        app = create_collector(organisation.store, dict, holder=False)
        # Nothing comes back to the limits while the test runs.
        app.state.shared.limits.__init__(lambda: 0.0)
        self.limits: Limits = app.state.shared.limits
        self.client = TestClient(standalone(app), headers={"origin": HOST})

    def see(self, code: str) -> Any:
        return self.client.post("/collect/after", data={"code": code}, params={"lang": "en"})

    def join(self, code: str) -> Any:
        return self.client.post("/collect/v1/join", json={"code": code.ljust(24)})


def reference_of(organisation: Organisation, round_id: str, unit: str) -> str:
    status = round_status(organisation.store, round_id)
    assert status is not None
    found = next(each.slips for each in status.sessions if each.unit.id == unit)
    assert found is not None
    return found.reference


def answer(organisation: Organisation, round_id: str, **counts: int) -> None:
    vectors = {unit: [organisation.vector(4)] * count for unit, count in counts.items()}
    organisation.answer(round_id, vectors)


def test_a_holder_sees_the_own_unit_and_neither_another_nor_the_one_above(
    organisation: Organisation,
) -> None:
    round_id = organisation.open(shown_until=LATER)
    codes = organisation.codes(round_id)
    answer(organisation, round_id, day=12, night=7, roads=6)
    organisation.ask(CloseRound(round_id))
    own = Holder(organisation).see(codes["day"]).text
    assert "12 responses included." in own
    assert "Everybody with a code from Day sees these figures until" in own
    for others in ("7 responses", "6 responses", "19 responses", "25 responses"):
        assert others not in own
    # The names of the units beside and above stand on the leader's page with their figures.
    assert "Health" not in own
    assert "Roads" not in own


def test_an_earlier_round_that_was_not_shown_is_not_seen_through_a_later_one(
    organisation: Organisation,
) -> None:
    earlier = organisation.open("roads")
    answer(organisation, earlier, roads=9)
    organisation.ask(CloseRound(earlier))
    organisation.day += timedelta(days=20)
    later = organisation.open("roads", shown_until=organisation.day)
    code = organisation.codes(later)["roads"]
    answer(organisation, later, roads=6)
    organisation.ask(CloseRound(later))
    seen = Holder(organisation).see(code).text
    assert "6 responses included." in seen
    assert "n = 9" not in seen
    assert "9 answers" not in seen
    assert "November 2, 2026" not in seen
    assert " 2 November 2026" not in seen


def test_nothing_is_seen_before_closing_not_even_beside_a_unit_that_closed_early(
    organisation: Organisation,
) -> None:
    round_id = organisation.open(shown_until=LATER)
    codes = organisation.codes(round_id)
    answer(organisation, round_id, day=12, night=12)
    organisation.ask(CloseSession(round_id, "day"))
    holder = Holder(organisation)
    assert FIGURES in holder.see(codes["day"]).text
    seen = holder.see(codes["night"]).text
    assert FIGURES not in seen
    assert "There is nothing to see before it is closed." in seen


@pytest.mark.parametrize("how", ["few", "waiting", "withdrawn", "late", "not chosen"])
def test_what_is_not_to_be_seen_is_told_by_its_state_alone(
    organisation: Organisation, how: str
) -> None:
    round_id = organisation.open(shown_until=None if how == "not chosen" else LATER)
    code = organisation.codes(round_id)["night"]
    answer(organisation, round_id, day=12, night=4 if how in {"few", "waiting"} else 9)
    end = {
        "waiting": CloseSession(round_id, "night"),
        "withdrawn": WithdrawRound(round_id),
    }.get(how, CloseRound(round_id))
    organisation.ask(end)
    if how == "late":
        organisation.day = LATER + timedelta(days=1)
    holder = Holder(organisation)
    answered = holder.see(code)
    assert answered.status_code == 200, "a code that was real is never called wrong"
    assert FIGURES not in answered.text
    words = {
        "few": "N had fewer than 5 answers, so it has no figures of its own.",
        "waiting": "The answers from N are too few to be shown alone.",
        "withdrawn": "The survey was ended without a result.",
        "late": "Its figures are not shown here.",
        "not chosen": "Its figures are not shown here.",
    }
    assert words[how] in answered.text
    assert (holder.join(code).status_code, holder.join(code).json()["code"]) == (410, "closed")


def test_who_writes_to_the_database_opens_no_figures_to_codes(organisation: Organisation) -> None:
    """Rounds that were opened without it, older ones too, stay closed; and the day is proven."""
    round_id = organisation.open("roads")
    code = organisation.codes(round_id)["roads"]
    answer(organisation, round_id, roads=9)
    organisation.ask(CloseRound(round_id))
    with organisation.store.writing() as connection:
        connection.execute(round_.update().values(shown_until=LATER))
    answered = Holder(organisation).see(code)
    assert answered.status_code == 404
    assert FIGURES not in answered.text


def test_a_guesser_is_slowed_down_as_everywhere_and_a_made_up_slip_is_no_way_around(
    organisation: Organisation,
) -> None:
    """What all slips have in common has 40 bits, but a code that long is looked up at once."""
    round_id = organisation.open("roads", code="slips", shown_until=LATER)
    slips = draw_slips(organisation.store, round_id, "roads", 9, "hr")
    confirm_slips(organisation.store, round_id, "roads", slips[0], "hr")
    reference = reference_of(organisation, round_id, "roads")
    holder = Holder(organisation)
    for guess in range(100):
        assert holder.see(f"{guess:08}").status_code == 404
    for guess in range(50):
        assert holder.join(f"0000-0000-0000-{guess:08}").status_code == 429
    for code in (reference, f"0000-0000-0000-{reference}"):
        assert holder.see(code).status_code == 429
        assert holder.join(code).status_code == 429
    # Whoever has a slip is not shut out by that.
    assert holder.join(slips[0] + reference).status_code == 200


def test_no_address_and_no_cookie_has_the_code(organisation: Organisation) -> None:
    round_id = organisation.open("roads", shown_until=LATER)
    code = organisation.codes(round_id)["roads"]
    answer(organisation, round_id, roads=9)
    organisation.ask(CloseRound(round_id))
    holder = Holder(organisation)
    answered = holder.see(code)
    assert FIGURES in answered.text
    assert answered.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answered.headers
    assert code not in str(answered.url)
    assert "code=" not in answered.text
    wrong = holder.client.get("/collect/after", params={"code": code})
    assert FIGURES not in wrong.text
    elsewhere = {"origin": "https://elsewhere.example"}
    asked = holder.client.post("/collect/after", data={"code": code}, headers=elsewhere)
    assert asked.status_code == 403
