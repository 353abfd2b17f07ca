"""What is inside a sealed ballot: a version, the answers, and proof of where it belongs."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

VERSION: Final = b"\x01"
_MAC: Final = 16
RECEIPT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class SessionName:
    """Which session a ballot belongs to; goes into its proof, not into its text."""

    round: str
    unit: str


def receipt_hash(ballot: bytes) -> bytes:
    """Return what is stored of a ballot's id, which is also the right to withdraw it.

    :param ballot: the 16 random bytes that the form made.
    :raises ValueError: if it is of another length.
    """
    if len(ballot) != RECEIPT_BYTES:
        raise ValueError("a ballot's id has 16 bytes")
    return hashlib.sha256(ballot).digest()


def ballot_text(code_key: bytes, belongs_to: SessionName, receipt: bytes, vector: bytes) -> bytes:
    """Return the plaintext to seal.

    Whoever writes to the database but lacks the code key can neither copy a ballot to another
    receipt or session (five copies of one would publish it) nor invent one.
    """
    return VERSION + vector + _proof(code_key, belongs_to, receipt, vector)


def vector_of(
    code_key: bytes, belongs_to: SessionName, receipt: bytes, text: bytes | None
) -> bytes | None:
    """Return the answers in an opened ballot, or none if it does not belong here."""
    if text is None or text[:1] != VERSION or len(text) <= _MAC:
        return None
    vector, proof = text[1:-_MAC], text[-_MAC:]
    return (
        vector
        if hmac.compare_digest(proof, _proof(code_key, belongs_to, receipt, vector))
        else None
    )


def _proof(code_key: bytes, belongs_to: SessionName, receipt: bytes, vector: bytes) -> bytes:
    # Ids of rounds and units hold no '|'; receipt and vector have a fixed length in a session.
    head = f"ballot|{belongs_to.round}|{belongs_to.unit}|".encode()
    return hmac.digest(code_key, head + receipt + vector, "sha256")[:_MAC]
