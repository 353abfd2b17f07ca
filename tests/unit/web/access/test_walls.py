"""A screen in a room: how its code is used, and when it ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from kit.ballots import UnitSpec
from kit.storage import Store, audit_entries, open_store
from kit.web.access import (
    Wall,
    count_walls,
    end_walls,
    enter_wall,
    issue_links,
    make_wall,
    revoke_link,
    shown_wall,
    visitor,
    waiting_code,
)
from kit.web.access.tables import wall
from kit.web.access.walls import forget_walls
from tests.unit.ballots.conftest import TODAY, Organisation

TOP = UnitSpec("town", "The town", None)
WALL = Wall("r" * 22, "a")
OTHER = Wall("r" * 22, "care/own")
HOUR = 3600


@pytest.fixture
def link(town: Organisation) -> str:
    return issue_links(town.store, TOP, "hr", TODAY, "test")[0].id


@pytest.fixture
def code(town: Organisation, link: str) -> Callable[..., str]:
    """Return a function that makes a code for one more screen."""

    def make(of: Wall = WALL, store: Store | None = None) -> str:
        make_wall(store or town.store, of, link, "test")
        found = waiting_code(store or town.store, of, link)
        assert found is not None
        return found

    return make


def test_a_code_shows_one_session_on_one_screen_however_it_is_typed(
    town: Organisation, code: Callable[..., str], link: str
) -> None:
    typed = code().lower().replace("-", " ")
    secret = enter_wall(town.store, typed)
    assert secret is not None
    assert shown_wall(town.store, secret) == WALL
    assert (count_walls(town.store, WALL), count_walls(town.store, OTHER)) == (1, 0)
    assert enter_wall(town.store, typed) is None
    assert waiting_code(town.store, WALL, link) is None
    assert shown_wall(town.store, typed) is None
    assert visitor(town.store, secret) is None


def test_a_new_code_takes_the_place_of_one_that_nobody_typed(
    town: Organisation, code: Callable[..., str]
) -> None:
    shown = enter_wall(town.store, code())
    other, first, second = code(OTHER), code(), code()
    assert enter_wall(town.store, first) is None
    assert enter_wall(town.store, second) is not None
    assert enter_wall(town.store, other) is not None
    assert shown_wall(town.store, shown or "") == WALL
    assert count_walls(town.store, WALL) == 2


def test_of_code_and_cookie_only_hashes_are_kept_and_the_audit_has_neither(
    town: Organisation, code: Callable[..., str]
) -> None:
    typed = code()
    secret = enter_wall(town.store, typed)
    assert secret is not None
    end_walls(town.store, OTHER, "test")
    with town.store.reading() as connection:
        kept = repr(connection.execute(select(wall)).all())
    end_walls(town.store, WALL, "test")
    told = audit_entries(town.store)
    assert [each.act for each in told][-2:] == ["issue-wall", "end-walls"]
    for each in (typed, typed.replace("-", ""), secret):
        assert each not in kept + repr(told)


def test_a_code_waits_a_quarter_of_an_hour(
    town: Organisation, code: Callable[..., str], link: str
) -> None:
    time = 1_000_000.0
    store = open_store(town.settings, today=lambda: town.today, now=lambda: time)
    for seconds, good in ((15 * 60, True), (15 * 60 + 1, False)):
        typed = code(WALL, store)
        time += seconds
        assert (waiting_code(store, WALL, link) is not None) is good
        assert (enter_wall(store, typed) is not None) is good
    store.close()


@pytest.mark.parametrize(("hours", "days", "good"), [(20, 0, True), (3, 1, True), (4, 1, False)])
def test_a_wall_ends_with_its_day_or_three_hours_later_at_night(
    town: Organisation, hours: int, days: int, *, good: bool
) -> None:
    time, day = 1_000_000.0, TODAY
    store = open_store(town.settings, today=lambda: day, now=lambda: time)
    (issued,) = issue_links(store, TOP, "hr", TODAY + timedelta(days=9), "test")
    make_wall(store, WALL, issued.id, "test")
    secret = enter_wall(store, waiting_code(store, WALL, issued.id) or "")
    assert secret is not None
    time, day = time + hours * HOUR, TODAY + timedelta(days=days)
    assert (shown_wall(store, secret) == WALL) is good
    make_wall(store, OTHER, issued.id, "test")
    with store.reading() as connection:
        assert len(connection.execute(select(wall)).all()) == 1 + good
    store.close()


def test_whoever_stops_showing_a_session_ends_all_its_screens_and_no_others(
    town: Organisation, code: Callable[..., str], link: str
) -> None:
    shown, other = enter_wall(town.store, code()), enter_wall(town.store, code(OTHER))
    waits = code()
    end_walls(town.store, WALL, "test")
    assert shown_wall(town.store, shown or "") is None
    assert enter_wall(town.store, waits) is None
    assert waiting_code(town.store, WALL, link) is None
    assert shown_wall(town.store, other or "") == OTHER


def test_with_a_leaders_link_end_the_screens_that_were_shown_with_it(
    town: Organisation, code: Callable[..., str], link: str
) -> None:
    shown, waits = enter_wall(town.store, code()), code()
    (others,) = issue_links(town.store, TOP, "hr", TODAY, "test")
    make_wall(town.store, WALL, others.id, "test")
    by_other = enter_wall(town.store, waiting_code(town.store, WALL, others.id) or "")
    revoke_link(town.store, link, "test")
    assert shown_wall(town.store, shown or "") is None
    assert enter_wall(town.store, waits) is None
    assert shown_wall(town.store, by_other or "") == WALL


def test_what_has_ended_is_deleted_the_next_day(
    town: Organisation, code: Callable[..., str]
) -> None:
    enter_wall(town.store, code())
    town.today += timedelta(days=1)
    forget_walls(town.store)
    with town.store.reading() as connection:
        assert connection.execute(select(wall.c.unit)).scalars().all() == [WALL.unit]
    later = town.store.now() + 4 * HOUR
    object.__setattr__(town.store, "now", lambda: later)
    forget_walls(town.store)
    with town.store.reading() as connection:
        assert connection.execute(select(wall.c.unit)).all() == []
