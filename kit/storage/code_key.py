"""The code key: the secret behind codes, and the proof of ballots, links and the audit."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from typing import Final

from kit.storage.errors import StoreError
from kit.storage.folders import make_folder, sync, write_secret

_BYTES: Final = 32


def key_name(code_key: bytes) -> str:
    """Return 16 hex digits that tell one code key from another and reveal nothing of it."""
    return hmac.digest(code_key, b"name", "sha256").hex()[:16]


def read_code_key(path: Path, *, make: bool) -> bytes:
    """Return the key for codes and ballots' authenticity.

    :param make: whether to make the file if it is not there.
    :raises StoreError: if it is not there, or is not a key.
    """
    if not path.exists():
        if not make:
            raise StoreError(
                f"the code key {path} is not there; put it back, "
                "or end the rounds that are open with 'kit round withdraw --new-code-key'"
            )
        _make(path)
    text = path.read_bytes().strip()
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise StoreError(f"{path} is not a code key")
    return key


def _make(path: Path) -> None:
    make_folder(path.parent)
    write_secret(path, f"{secrets.token_hex(_BYTES)}\n".encode("ascii"))
    # Without its name on disk the key would be gone, and with it the proof of every ballot.
    sync(path.parent)
