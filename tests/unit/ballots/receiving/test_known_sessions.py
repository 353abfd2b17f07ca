"""Only answers to the questions of a round are taken for it."""

from typing import Any, cast

import pytest

from kit.ballots.receiving.known_sessions import SessionFacts
from kit.ballots.secrets.ballot import SessionName


@pytest.mark.parametrize(
    ("fingerprint", "vector", "fits"),
    [
        ("f" * 32, b"\x01\x00\x05", True),
        ("f" * 32, b"\x00\x00\x00", True),
        ("e" * 32, b"\x01\x00\x05", False),
        ("f" * 32, b"\x01\x00", False),
        ("f" * 32, b"\x01\x00\x05\x01", False),
        ("f" * 32, b"\x01\x00\x06", False),
        ("f" * 32, b"", False),
    ],
)
def test_answers_fit_a_session_by_wording_length_and_values(
    fingerprint: str, vector: bytes, *, fits: bool
) -> None:
    joined = cast("Any", type("Joined", (), {"fingerprint": "f" * 32}))
    facts = SessionFacts(joined, SessionName("r", "u"), b"", 3, bytes(range(6)), 9)
    assert facts.fits(fingerprint, vector) is fits
