"""Private keys as files, and the tombstones of those that have been destroyed."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kit.ballots.secrets.sealing import new_private_key, public_key_of
from kit.storage.errors import StoreError
from kit.storage.folders import make_folder, sync, write_secret

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_BYTES: Final = 32


class KeyFolder:
    """A folder of mode 0700 with one file a private key.

    ``<id>.key`` is a live key, ``<id>.destroyed`` says that there was one. Only the key holder
    uses it, and holds :meth:`lock` while it does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        make_folder(path)
        path.chmod(0o700)

    @property
    def name(self) -> str:
        """A random word that tells this folder from every other; made at first use."""
        file = self._path / "folder"
        if not file.exists():
            write_secret(file, secrets.token_urlsafe(16).encode())
            self._sync()
        return file.read_text(encoding="ascii").strip()

    @contextmanager
    def lock(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the folder, so that there is one key holder; give whether it could be had."""
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                # Only for those whom it shuts out; the lock holds on a full disk, too.
                with suppress(OSError):
                    os.ftruncate(descriptor, 0)
                    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
                yield True
        finally:
            os.close(descriptor)

    @property
    def holder(self) -> str:
        """Who has, or last had, :meth:`lock`, in words."""
        try:
            return f"process {int(self._lock.read_text(encoding='ascii'))}"
        except (OSError, ValueError):
            return "another process"

    @property
    def _lock(self) -> Path:
        return self._path / "holder.lock"

    def make(self, names: Iterable[str]) -> dict[str, bytes]:
        """Make a key for each id and return their public keys, after all are on disk.

        :raises OSError: if they cannot be written; then there is none of them.
        """
        public: dict[str, bytes] = {}
        try:
            for name in names:
                private = new_private_key()
                write_secret(self._file(name), private)
                public[name] = public_key_of(private)
        except OSError:
            for name in public:
                self._file(name).unlink()
            raise
        self._sync()
        return public

    def read(self, name: str) -> bytes | None:
        """Return the private key, or none if it is not there, is damaged, or was destroyed."""
        if self.destroyed(name):
            return None
        try:
            key = self._file(name).read_bytes()
        except FileNotFoundError:
            return None
        return key if len(key) == _BYTES else None

    def destroyed(self, name: str) -> bool:
        """Return whether there was such a key and it has been destroyed."""
        return self._tombstone(name).exists()

    def destroy(self, *names: str) -> None:
        """Destroy keys for good; done twice, it does no more.

        The tombstones come first: a crash in the middle leaves keys that no one may use and
        that are destroyed at the next start. Each thing is done to all keys before the disk is
        waited for: then it has little left to wait for but the first.
        """
        tombstones = [path for path in map(self._tombstone, names) if not path.exists()]
        for path in tombstones:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self._sync(*tombstones)
        keys = [path for path in map(self._file, names) if path.exists()]
        for path in keys:
            with path.open("r+b") as key:
                key.write(secrets.token_bytes(_BYTES))
        self._sync(*keys)
        for path in keys:
            path.unlink()
        self._sync()

    def _file(self, name: str) -> Path:
        return self._path / f"{_checked(name)}.key"

    def _tombstone(self, name: str) -> Path:
        return self._path / f"{_checked(name)}.destroyed"

    def _sync(self, *files: Path) -> None:
        """Wait until files, and which files there are, are on disk."""
        for path in (*files, self._path):
            sync(path)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise StoreError("the database names a key in a way that it never does")
    return name
