"""What waits for a round's end is as long whatever was answered, and nobody else's."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from kit.ballots import RoundUnit
from kit.ballots.holding.counting import (
    open_waiting,
    release_tree,
    seal_waiting,
    threshold,
)
from kit.ballots.secrets.sealing import new_private_key, public_key_of, seal
from kit.ballots.tables import waiting_count
from kit.model import K_FLOOR
from kit.release import Tally, tally
from tests.unit.ballots.conftest import exercise

SHAPE = exercise().shape
CODE_KEY = bytes(32)
PRIVATE = new_private_key()
PUBLIC = public_key_of(PRIVATE)
FOUND = tally([(1, 2, 3)] * 7, SHAPE)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {waiting_count.name} (session TEXT, sealed BLOB)")
        yield connection
    engine.dispose()


def _leave(connection: Connection, session: str, sealed: bytes) -> None:
    connection.execute(waiting_count.insert().values(session=session, sealed=sealed))


def _sealed(session: str, found: Tally = FOUND, code_key: bytes = CODE_KEY) -> bytes:
    return seal_waiting(code_key, PUBLIC, session, found, SHAPE)


def test_what_waits_is_as_long_for_nobody_as_for_ten_thousand() -> None:
    nobody, many = tally([], SHAPE), tally([(5, 5, 5)] * 10_000, SHAPE)
    assert len(_sealed("a", nobody)) == len(_sealed("a", many)) == len(_sealed("a"))


def test_a_tally_that_would_betray_itself_by_its_length_is_refused() -> None:
    strange = Tally(1, {"us": 1}, {"i" * 5000: (1,)})
    with pytest.raises(ValueError, match="longer than the length that all of them have"):
        _sealed("a", strange)


def test_what_was_left_comes_back_as_it_was(connection: Connection) -> None:
    _leave(connection, "a", _sealed("a"))
    assert open_waiting(connection, "a", PRIVATE, CODE_KEY) == FOUND


@pytest.mark.parametrize(
    "sealed",
    [
        pytest.param(_sealed("b"), id="another session's"),
        pytest.param(_sealed("a", code_key=bytes([1]) * 32), id="made without the code key"),
        pytest.param(seal(PUBLIC, b"[1, 2]"), id="a proof that is none"),
        pytest.param(seal(PUBLIC, json.dumps(["00", {}]).encode()), id="a wrong proof"),
        pytest.param(seal(PUBLIC, b"no JSON"), id="no JSON"),
        pytest.param(seal(public_key_of(new_private_key()), b"[]"), id="to another key"),
        pytest.param(_sealed("a")[:-1], id="cut off"),
    ],
)
def test_what_somebody_else_has_put_there_counts_as_nothing(
    connection: Connection, sealed: bytes
) -> None:
    _leave(connection, "a", sealed)
    assert open_waiting(connection, "a", PRIVATE, CODE_KEY) is None


def test_what_is_not_there_is_nothing(connection: Connection) -> None:
    assert open_waiting(connection, "a", PRIVATE, CODE_KEY) is None


def test_the_units_of_a_round_are_one_tree_whatever_their_order() -> None:
    rows = [
        RoundUnit("a", "school", "A", 3, leaf=True),
        RoundUnit("school", "town", "School", None, leaf=False),
        RoundUnit("b", "school", "B", 3, leaf=True),
        RoundUnit("town", None, "Town", None, leaf=False),
    ]
    tree = release_tree(rows)
    assert tree.id == "town"
    assert [unit.id for unit in tree.children] == ["school"]
    assert [unit.id for unit in tree.children[0].children] == ["a", "b"]


@pytest.mark.parametrize(("stored", "held"), [(0, K_FLOOR), (-3, K_FLOOR), (4, 5), (5, 5), (8, 8)])
def test_no_database_lowers_the_threshold(stored: int, held: int) -> None:
    assert threshold(stored) == held
