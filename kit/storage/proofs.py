"""Proof that a row of the database is ours.

Whoever writes to the database but lacks the code key could otherwise change what people have
relied on, or ask for acts in somebody's name. The key is outside the database, and so is what
it proves: rows that do not match are not used.
"""

from __future__ import annotations

import hmac
import json
from datetime import date


def prove(code_key: bytes, kind: str, *facts: object) -> bytes:
    """Return 32 bytes that show that facts were written by somebody with the code key.

    :param kind: a word for what they are, so that one sort of proof never passes for another.
    """
    text = json.dumps([kind, *facts], ensure_ascii=False, default=plain)
    return hmac.digest(code_key, b"row|" + text.encode(), "sha256")


def proven(code_key: bytes, proof: bytes, kind: str, *facts: object) -> bool:
    """Return whether facts are as they were when they were proved."""
    return hmac.compare_digest(proof, prove(code_key, kind, *facts))


def plain(value: object) -> object:
    """Return a value of a row as JSON takes it, the same from every database."""
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, (bytes, memoryview)) else value
