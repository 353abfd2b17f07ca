"""Sealed boxes: whoever has the public key can put in, only the private key takes out."""

from __future__ import annotations

from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox


def new_private_key() -> bytes:
    """Return a fresh private key, 32 bytes."""
    return bytes(PrivateKey.generate())


def public_key_of(private_key: bytes) -> bytes:
    """Return the public key that belongs to a private one."""
    return bytes(PrivateKey(private_key).public_key)


def seal(public_key: bytes, plaintext: bytes) -> bytes:
    """Return the plaintext sealed; 48 bytes longer, different at every call."""
    return _box(public_key).encrypt(plaintext)


class Opener:
    """Opens what was sealed to one private key."""

    def __init__(self, private_key: bytes) -> None:
        self._box = SealedBox(PrivateKey(private_key))

    def open(self, sealed: bytes) -> bytes | None:
        """Return the plaintext, or none if it was not sealed to this key or was changed."""
        try:
            return self._box.decrypt(sealed)
        except (CryptoError, ValueError, TypeError):
            return None


@lru_cache(maxsize=4096)
def _box(public_key: bytes) -> SealedBox[PublicKey]:
    return SealedBox(PublicKey(public_key))
