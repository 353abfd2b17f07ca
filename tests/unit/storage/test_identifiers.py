"""An id says nothing, and can stand in an address, a file's name and a command."""

import re
import secrets

import pytest

from kit.storage.identifiers import new_id


def test_an_id_is_of_128_random_bits_and_of_safe_letters() -> None:
    found = {new_id() for _ in range(500)}
    assert len(found) == 500
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{21}", each) for each in found)


def test_an_id_is_never_taken_for_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["-" + "a" * 21, "-" + "b" * 21, "c" * 22])
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _bytes: next(drawn))
    assert new_id() == "c" * 22
