"""Codes that let somebody answer: a room code for a workshop, slips drawn from a hat."""

from __future__ import annotations

import hmac
import secrets
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit."""
_GROUP: Final = 4
ROOM_LENGTH: Final = 8
SLIP_LENGTH: Final = 12
"""60 bits."""
REFERENCE_LENGTH: Final = 8
"""As easy to guess as a room's code, and as little to type; it lets nobody answer."""
SENT_LENGTH: Final = 24
"""Of what a form sends, padded: a slip and its reference in groups of four."""
_FORGIVEN: Final = str.maketrans("OIL", "011", " -\t\r\n\u00a0\u2010\u2011\u2013")
_LONGEST: Final = 64


def normalise_code(text: str) -> str:
    """Return a typed code as it was meant: case, spaces, hyphens, O and 0, I, L and 1 forgiven.

    >>> normalise_code(" o1b2-il3d ")
    '01B2113D'
    """
    return text[:_LONGEST].upper().translate(_FORGIVEN)


def shown_code(code: str) -> str:
    """Return a code as people read it: in groups of four.

    >>> shown_code("01B2113D")
    '01B2-113D'
    """
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def room_code(code_key: bytes, session: str) -> str:
    """Return the code of a session for everybody in the room; it is derived, never stored."""
    return _derived(code_key, "room", session)


def reference_code(code_key: bytes, session: str) -> str:
    """Return the code that stands on all slips of a session; it is derived, never stored."""
    return _derived(code_key, "after", session)


def wall_code(code_key: bytes, wall: str) -> str:
    """Return the code that a room's computer is given once; it is derived, never stored."""
    return _derived(code_key, "wall", wall)


def code_parts(code: str) -> tuple[str, str]:
    """Return a code of its own, and the reference that a slip's picture has behind it, or nothing.

    >>> code_parts("01B2113D4567RRRRSSSS")
    ('01B2113D4567', 'RRRRSSSS')
    >>> code_parts("01B2113D")
    ('01B2113D', '')

    :param code: normalised.
    """
    if len(code) != SLIP_LENGTH + REFERENCE_LENGTH:
        return code, ""
    return code[:SLIP_LENGTH], code[SLIP_LENGTH:]


def new_slip() -> str:
    """Return a random code for one answer."""
    return shown_code(_letters(secrets.randbits(5 * SLIP_LENGTH), SLIP_LENGTH))


def exchanged_slip(code_key: bytes, slip: str, exchanging: str) -> str:
    """Return the code that takes a spoilt slip's place; the same exchange sent again has the same.

    :param exchanging: a random id of the exchange: without it nobody learns the new code.
    """
    said = f"exchange|{exchanging}|{normalise_code(slip)}".encode()
    digest = hmac.digest(code_key, said, "sha256")
    return shown_code(_letters(int.from_bytes(digest[:8]), SLIP_LENGTH))


def code_hash(code_key: bytes, code: str) -> bytes:
    """Return what is stored of a code; without the key nobody can try codes against it."""
    return hmac.digest(code_key, b"code|" + normalise_code(code).encode(), "sha256")


def _derived(code_key: bytes, kind: str, of: str) -> str:
    digest = hmac.digest(code_key, f"{kind}|{of}".encode(), "sha256")
    return shown_code(_letters(int.from_bytes(digest[:5]), ROOM_LENGTH))


def _letters(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> (5 * at) & 31] for at in reversed(range(length)))
