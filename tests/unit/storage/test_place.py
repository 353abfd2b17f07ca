"""A database that is no longer where it was opened gets no answer."""

from pathlib import Path

import pytest

from kit.storage.errors import MovedError
from kit.storage.place import Place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "collector.sqlite3"
    path.write_bytes(b"one")
    return path


def test_what_is_written_into_the_same_file_moves_nothing(file: Path) -> None:
    place = Place(file)
    file.write_bytes(b"two")
    place.check()


def test_another_file_at_the_same_place_is_another_database(file: Path) -> None:
    place = Place(file)
    other = file.with_name("other")
    other.write_bytes(b"one")
    other.replace(file)
    with pytest.raises(MovedError):
        place.check()


def test_a_file_that_was_away_once_is_not_trusted_when_it_is_back(file: Path) -> None:
    place = Place(file)
    aside = file.rename(file.with_name("aside"))
    with pytest.raises(MovedError):
        place.check()
    aside.rename(file)
    with pytest.raises(MovedError):
        place.check()


def test_a_database_without_a_file_is_never_moved() -> None:
    Place(None).check()
