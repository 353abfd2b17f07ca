"""A disk that is really full: no false acknowledgement, and withdrawal and closing still work.

The disk is a file system of its own, of a few megabytes in memory. Who may make one is root, if
only of a namespace: ``test_store_full_disk.py`` runs these tests in one.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ballots import Answered, CloseRound, Receiver, Withdrawn, results_of, save_units
from kit.ballots.units.tree import UnitSpec, UnitTree
from kit.storage import reserve as reserve_module
from tests.unit.ballots.conftest import Organisation, settings_in

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
