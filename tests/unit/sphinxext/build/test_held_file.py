"""A build waits for whoever is still at work in its folder."""

import os
import sys
from pathlib import Path

import pytest

from kit.sphinxext.build.held_file import held

if sys.platform == "win32":
    pytest.skip("nothing is forked there", allow_module_level=True)

from fcntl import LOCK_EX, LOCK_NB, flock


def _is_held(path: Path) -> bool:
    with path.open("ab") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_file_is_held_as_long_as_somebody_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with held(path):
        assert _is_held(path)
    assert not _is_held(path)


def test_a_process_that_was_forked_meanwhile_holds_it_on(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    ours, theirs = os.pipe()
    with held(path):
        child = os.fork()
        if not child:
            os.close(theirs)
            os.read(ours, 1)
            os._exit(0)
    assert _is_held(path)
    os.close(theirs)
    os.close(ours)
    os.waitpid(child, 0)
    assert not _is_held(path)
