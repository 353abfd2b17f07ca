"""A disk that is really full: no false acknowledgement, and withdrawal and closing still work.

The disk is a file system of its own, of a few megabytes in memory. Who may make one is root, if
only of a namespace: ``test_store_full_disk.py`` runs these tests in one.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kit.ballots import Answered, CloseRound, Receiver, Withdrawn, results_of, save_units
from kit.ballots.units.tree import UnitSpec, UnitTree
from kit.load import load_book
from kit.storage import reserve as reserve_module
from kit.web.access import issue_links
from kit.web.app import create_collector
from kit.web.standalone import standalone
from tests.e2e.building import REPOSITORY
from tests.unit.ballots.conftest import Organisation, settings_in
from tests.unit.web.access.test_runs import state

VECTOR = b"\4\4\4"
MIB = 1024 * 1024


def mount(folder: Path, size: str) -> Path:
    """Make a folder with a file system of its own; it goes with the namespace."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Give a folder on a file system of 4 MiB."""
    return mount(tmp_path / "db", "4m")


@pytest.fixture
def town(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Organisation]:
    """Give an organisation whose database lies on the small disk."""
    monkeypatch.setattr(reserve_module, "SIZE", MIB)
    made = Organisation(settings_in(tmp_path))
    save_units(made.store, UnitTree(UnitSpec("town", "Town", 100_000)), "hr")
    yield made
    made.close()


def fill(folder: Path, free: int = 0) -> None:
    """Write until not a byte more goes on the disk, and leave some bytes free."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(file.tell() - free)
    assert shutil.disk_usage(folder).free == free


def _sent(town: Organisation, room: str, number: int) -> list[tuple[bytes, Answered]]:
    return town.answer(room, *[VECTOR] * number)


def test_on_a_full_disk_nothing_is_lost_that_was_acknowledged(
    town: Organisation, small_disk: Path
) -> None:
    round_id = town.open()
    room = town.code(round_id, "town")
    kept = [each for each, reply in _sent(town, room, 20) if reply is Answered.RECEIVED]
    assert len(kept) == 20
    fill(small_disk)

    replies: Counter[Answered] = Counter()
    # What SQLite's log still has room for may be taken; then it is refused, and said so.
    for _ in range(60):
        for mine, reply in _sent(town, room, 20):
            replies[reply] += 1
            if reply is Answered.RECEIVED:
                kept.append(mine)
    assert set(replies) <= {Answered.RECEIVED, Answered.NOT_SAVED}
    assert replies[Answered.NOT_SAVED] > 100

    assert town.withdraw(kept.pop()) is Withdrawn.WITHDRAWN
    assert town.withdraw(kept.pop(0)) is Withdrawn.WITHDRAWN

    done = town.ask(CloseRound(round_id))
    assert (done.done, done.code) == (True, None)
    found = results_of(town.store, round_id)
    assert found is not None
    assert found.figures["town"].included == len(kept)
    assert town.settings.keys is not None
    assert list(town.settings.keys.glob("*.key")) == []


def test_answers_wait_until_the_reserve_is_held_again(town: Organisation, small_disk: Path) -> None:
    room = town.code(town.open(), "town")
    (mine, _), *_ = _sent(town, room, 5)
    fill(small_disk)
    # The reserve was given back, for a withdrawal or a closing; a part of it is used.
    (small_disk / "collector.sqlite3.reserve").unlink()
    with (small_disk / "more").open("wb") as file:
        file.write(bytes(MIB // 2))
    assert _sent(town, room, 1)[0][1] is Answered.NOT_SAVED
    assert town.withdraw(mine) is Withdrawn.WITHDRAWN
    (small_disk / "ballast").unlink()
    assert _sent(town, room, 1)[0][1] is Answered.RECEIVED
    assert (small_disk / "collector.sqlite3.reserve").stat().st_size == MIB


def test_what_fills_the_disk_later_cannot_take_the_reserve(
    town: Organisation, small_disk: Path
) -> None:
    fill(small_disk)
    reserve = small_disk / "collector.sqlite3.reserve"
    assert reserve.exists() is False
    (small_disk / "ballast").unlink()

    async def start(_: Receiver) -> None:
        return None

    town.receive(start)
    fill(small_disk)
    assert reserve.stat().st_blocks * 512 >= MIB


def test_keys_on_the_full_disk_are_made_and_destroyed_in_the_reserve(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve_module, "SIZE", MIB)
    town = Organisation(settings_in(small_disk))
    save_units(town.store, UnitTree(UnitSpec("town", "Town", 100_000)), "hr")

    async def start(_: Receiver) -> None:
        return None

    town.receive(start)
    fill(small_disk)
    round_id = town.open()
    keys = town.settings.keys
    assert keys is not None
    assert sorted(path.stat().st_size for path in keys.glob("*.key")) == [32, 32]
    assert town.ask(CloseRound(round_id)).done
    assert list(keys.glob("*.key")) == []
    town.close()


def test_a_meeting_goes_on_though_its_steps_cannot_be_kept(
    town: Organisation, small_disk: Path
) -> None:
    """The phone is told in a sentence, and tells its step again once there is room."""
    unit = UnitSpec("town", "Town", 100_000)
    last = town.today + timedelta(days=9)
    (link,) = issue_links(town.store, unit, "leader", last, "test")
    round_id, of = town.open(), "units/town/run"
    book = load_book(REPOSITORY)
    app = create_collector(town.store, dict, holder=False, written=lambda: book)
    here = {"origin": "http://testserver"}
    with TestClient(standalone(app), headers=here, follow_redirects=False) as leader:
        assert leader.post("/collect/v1/visits", json={"secret": link.secret}).status_code == 201
        begun = leader.post(f"/collect/rounds/{round_id}/{of}", data={"programme": "learn"})
        assert begun.status_code == 303
        place = f"/collect/v1/rounds/{round_id}/{of}"
        told = state(1, minutes={}, spent={}, step="welcome").model_dump(mode="json")
        assert leader.put(place, json=told).json()["revision"] == 1
        fill(small_disk)
        refused = None
        # What SQLite's log still has room for is kept.
        for revision in range(2, 2000):
            answer = leader.put(place, json=told | {"revision": revision})
            if answer.status_code != 200:
                refused = answer
                break
        assert refused is not None
        assert (refused.status_code, refused.json()["code"]) == (503, "not-saved")
        assert leader.get(place).json()["revision"] == revision - 1
        (small_disk / "ballast").unlink()
        assert leader.put(place, json=told | {"revision": revision}).json()["revision"] == revision
