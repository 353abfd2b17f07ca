"""What a book was made from: its pack, the pack's version, and what every file was then."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from kit.projects.platforms import Origin

RECORD: Final = ".kit/pack.json"
"""It belongs into the book's repository, as the book does."""
RECORD_SCHEMA: Final = 1


def record_files(origin: Origin) -> dict[str, bytes]:
    """Return the record of a book made from a pack, by path; none for a platform file.

    It says what the pack gave, not what lies on the disk: a file whose digest is still the same is
    the pack's, one with another is the author's, and one that is gone was taken away on purpose.
    So a later version of the pack can be brought in without a guess.
    """
    if not origin.is_pack:
        return {}
    record = {
        "schema": RECORD_SCHEMA,
        "pack": origin.name.partition(":")[0],
        "package": origin.package,
        "version": origin.version,
        "files": {path: digest_of(data) for path, data in sorted(origin.files.items())},
    }
    return {RECORD: (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()}


def digest_of(data: bytes) -> str:
    r"""Return the SHA-256 of a file in hexadecimal, with ``\n`` for every end of a line.

    A repository that is checked out on Windows has other ends, and no other text.
    """
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()
