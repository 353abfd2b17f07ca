"""A meeting that is run: the higher revision holds, and nothing is left of it the next day."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kit.ballots import UnitSpec
from kit.storage import audit_entries
from kit.web.access import Wall, issue_links, revoke_link
from kit.web.access.run_state import RunState, read_state
from kit.web.access.runs import (
    begin_run,
    end_run,
    forget_runs,
    run_of,
    runs_of,
    show_result,
    write_run,
)
from kit.web.access.tables import run
from tests.unit.ballots.conftest import TODAY, Organisation

TOP = UnitSpec("town", "The town", None)
OF = Wall("r" * 22, "a")
OTHER = Wall("r" * 22, "care/own")


def state(revision: int = 1, **changes: Any) -> RunState:
    """Return where a meeting is, as a phone tells it."""
    told = {
        "revision": revision,
        "variant": "",
        "without": [],
        "minutes": {"talk": 6},
        "length": 60,
        "people": 12,
        "begun": True,
        "step": "talk",
        "going": True,
        "calm": False,
        "spent": {"talk": 30},
        "since": 90,
        "vote": None,
        "votes": {},
    }
    return RunState.model_validate(told | changes)


@pytest.fixture
def link(town: Organisation) -> str:
    return issue_links(town.store, TOP, "hr", TODAY, "test")[0].id


def test_what_the_phone_tells_is_what_others_read(town: Organisation, link: str) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    before = run_of(town.another(), OF)
    assert before is not None
    assert (before.programme, before.revision, before.state) == ("learn", 0, None)
    write_run(town.store, OF, state())
    now = run_of(town.another(), OF)
    assert now is not None
    assert (now.revision, now.state) == (1, state())
    assert 0 <= now.age < 30
    assert run_of(town.store, OTHER) is None


def test_of_two_phones_the_higher_revision_holds_and_both_are_told(
    town: Organisation, link: str
) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    write_run(town.store, OF, state(3, step="talk"))
    for late in (2, 3):
        held = write_run(town.another(), OF, state(late, step="vote"))
        assert held is not None
        assert held.state == state(3)
    won = write_run(town.another(), OF, state(4, step="vote"))
    assert won is not None
    assert won.state is not None
    assert won.state.step == "vote"


def test_many_are_read_at_once(town: Organisation, link: str) -> None:
    for each in (OF, OTHER):
        begin_run(town.store, each, "learn", link, "leader")
    found = runs_of(town.store, [OF, OTHER, Wall("x" * 22, "a")])
    assert set(found) == {OF, OTHER}
    assert runs_of(town.store, []) == {}


def test_it_is_gone_the_next_day_but_for_a_night(town: Organisation, link: str) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    town.today += timedelta(days=1)
    assert run_of(town.store, OF) is not None
    later = town.store.now() + 4 * 3600
    store = town.another()
    object.__setattr__(store, "now", lambda: later)
    assert run_of(store, OF) is None
    assert write_run(store, OF, state()) is None
    forget_runs(store)
    with store.reading() as connection:
        assert connection.execute(select(run.c.unit)).all() == []
    begin_run(store, OTHER, "learn", link, "leader")
    forget_runs(store)
    with store.reading() as connection:
        assert connection.execute(select(run.c.unit)).scalars().all() == [OTHER.unit]


def test_with_the_leaders_link_the_run_ends(town: Organisation, link: str) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    revoke_link(town.store, link, "hr")
    assert run_of(town.store, OF) is None
    assert write_run(town.store, OF, state()) is None


def test_a_row_that_somebody_has_written_into_the_database_is_not_used(
    town: Organisation, link: str
) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    with town.store.writing() as connection:
        connection.execute(run.update().values(shows_result=True))
    assert run_of(town.store, OF) is None


def test_the_result_is_shown_by_an_act_of_its_own_and_taken_off_again(
    town: Organisation, link: str
) -> None:
    begin_run(town.store, OF, "learn", link, "leader")
    write_run(town.store, OF, state())
    for shows in (True, True, False):
        show_result(town.store, OF, link, "leader", shows=shows)
        found = run_of(town.store, OF)
        assert found is not None
        assert (found.shows_result, found.state) == (shows, state())
    acts = [each.act for each in audit_entries(town.store)]
    assert acts[-2:] == ["show-result-on-wall", "hide-result-on-wall"]
    end_run(town.store, OF, "leader")
    assert run_of(town.store, OF) is None


def test_a_result_is_shown_at_a_second_meeting_that_nobody_runs(
    town: Organisation, link: str
) -> None:
    show_result(town.store, OF, link, "leader", shows=True)
    found = run_of(town.store, OF)
    assert found is not None
    assert (found.programme, found.state, found.shows_result) == ("", None, True)
    assert [each.act for each in audit_entries(town.store)][-1] == "show-result-on-wall"


def test_to_take_off_what_nobody_shows_leaves_no_trace(town: Organisation, link: str) -> None:
    before = len(audit_entries(town.store))
    show_result(town.store, OF, link, "leader", shows=False)
    assert run_of(town.store, OF) is None
    assert len(audit_entries(town.store)) == before


def test_the_audit_says_that_a_meeting_was_run_and_none_of_its_steps(
    town: Organisation, link: str
) -> None:
    before = len(audit_entries(town.store))
    begin_run(town.store, OF, "learn", link, "leader")
    for n in range(1, 9):
        write_run(town.store, OF, state(n))
    assert [each.act for each in audit_entries(town.store)[before:]] == ["begin-run"]


def test_what_is_kept_and_is_none_of_ours_is_nothing() -> None:
    assert read_state("") is None
    assert read_state("{}") is None
    assert read_state(state().model_dump_json()) == state()
