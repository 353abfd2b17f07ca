"""What is in an archive, and a round that has ended."""

import io
import zipfile

import pytest

from kit.archives import Archive
from kit.ballots import CloseRound
from tests.unit.ballots.conftest import Organisation, sqlite

__all__ = ["sqlite"]


def files(archive: Archive) -> dict[str, bytes]:
    """Return the files in an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
        assert opened.testzip() is None
        return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def closed(sqlite: Organisation) -> str:
    """Return a round over the town that six answered in team A, and two in team B."""
    round_id = sqlite.open("school", purpose="=Why we ask")
    sqlite.answer(sqlite.code(round_id, "a"), *[bytes([3, 3, 3])] * 6)
    sqlite.answer(sqlite.code(round_id, "b"), *[bytes([5, 5, 5])] * 2)
    assert sqlite.ask(CloseRound(round_id)).done
    return round_id
