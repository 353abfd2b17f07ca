"""What the database says never reaches a log or a terminal: it may hold a code or an answer."""

import errno
import sqlite3
import traceback
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kit.errors import UsageError
from kit.storage.errors import (
    MovedError,
    StoreError,
    full_disk,
    in_words,
    is_damaged,
    is_full,
    without_content,
)


def sqlite_error(name: str) -> OperationalError:
    original = sqlite3.OperationalError("row K7PM-SECRET")
    original.sqlite_errorname = name
    return OperationalError("SELECT 'K7PM-SECRET'", {}, original)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite_error("SQLITE_FULL"), "the disk is full"),
        (sqlite_error("SQLITE_IOERR_WRITE"), "the disk is full"),
        (OSError(errno.ENOSPC, "No space left"), "the disk is full"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "the disk is full"),
        (sqlite_error("SQLITE_CORRUPT_INDEX"), "the database is damaged"),
        (sqlite_error("SQLITE_NOTADB"), "the database is damaged"),
        (sqlite_error("SQLITE_BUSY"), "OperationalError"),
        (ValueError("K7PM-SECRET"), "ValueError"),
        (StoreError("the database has to be a file"), "the database has to be a file"),
    ],
)
def test_an_error_is_told_in_our_words_and_never_in_its_own(error: Exception, words: str) -> None:
    assert in_words(error) == words


def test_a_full_disk_of_postgresql_is_one_too() -> None:
    original = type("DiskFull", (Exception,), {"sqlstate": "53100"})()
    assert is_full(OperationalError("INSERT", {}, original))
    assert not is_damaged(OperationalError("INSERT", {}, original))


def test_a_full_disk_names_the_file_for_which_there_is_no_room(tmp_path: Path) -> None:
    file = tmp_path / "collector.sqlite3"
    found = full_disk(sqlite_error("SQLITE_FULL"), file)
    assert found is not None
    assert (found.errno, found.filename) == (errno.ENOSPC, str(file))


def test_with_room_on_the_disk_a_file_that_cannot_be_opened_means_something_else(
    tmp_path: Path,
) -> None:
    assert full_disk(sqlite_error("SQLITE_CANTOPEN"), tmp_path / "collector.sqlite3") is None
    assert full_disk(sqlite_error("SQLITE_FULL"), None) is None


def fails(error: Exception, *passing: type[Exception]) -> BaseException:
    with pytest.raises(Exception) as raised, without_content(None, passing):  # noqa: PT011
        raise error
    return raised.value


def test_nothing_of_a_row_is_in_the_error_or_in_its_traceback() -> None:
    found = fails(sqlite_error("SQLITE_BUSY"))
    assert isinstance(found, UsageError)
    assert "OperationalError at test_errors.py" in str(found)
    assert "K7PM" not in "".join(traceback.format_exception(found, chain=True)[-1:])
    assert found.__suppress_context__


def test_what_is_in_our_own_words_passes_unchanged() -> None:
    for error in (StoreError("ours"), MovedError(), UsageError("ours"), OSError(13, "no", "a")):
        assert fails(error) is error
    known = KeyError("ours, too")
    assert fails(known, KeyError) is known
