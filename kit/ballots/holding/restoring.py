"""Put a backup where the database was: no destroyed session and no link comes back with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kit.ballots.holding.holder import Holder
from kit.ballots.secrets.keys import KeyFolder
from kit.storage import CollectorSettings, StoreError, open_store
from kit.storage.backup import check_backup, put_back
from kit.storage.owners import COLLECTOR


def restore(file: Path, settings: CollectorSettings, actor: str) -> None:
    """Put a backup where the database was; the keys stay as they are.

    A session whose key has been destroyed since stays closed: it is ended here. An answer that was
    withdrawn after the backup is back, and can be withdrawn again. Every link is revoked and every
    visit ended: which of them were revoked after the backup is not known any more.

    Nobody opens, closes or receives meanwhile: a collector that acknowledged answers to the file
    that was there would lose them. Nothing is where the database was before all is well with it.

    :raises StoreError: if the file is no backup of the collector, if a newer kit made it, if its
        schema is not ours, if there is a database, or if the key holder is running.
    """
    if check_backup(file, settings) is not COLLECTOR:
        raise StoreError(f"{file} is a backup of measures, not of a collector")
    with _alone(settings):
        put_back(file, settings, actor)
        with closing(open_store(settings)) as store:
            Holder(store).resume()


@contextmanager
def _alone(settings: CollectorSettings) -> Iterator[None]:
    """Be the key holder for as long as it takes.

    :raises StoreError: naming who is.
    """
    if settings.keys is None:
        raise StoreError("a restore needs the key folder: nobody may hold it meanwhile")
    keys = KeyFolder(settings.keys)
    with keys.lock() as held:
        if not held:
            raise StoreError(
                f"{keys.holder} holds the keys and receives answers, which a restore would lose; "
                "stop the collector first"
            )
        yield
