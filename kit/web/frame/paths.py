"""The addresses under which the collector answers, as seen from where it is mounted."""

from __future__ import annotations

from typing import Final

from starlette.types import Scope

ROOT: Final = "/collect"
JSON: Final = "/v1/"
"""What stands below it speaks JSON; everything else is a page."""
VISITS: Final = "/v1/visits"
FROM_PAGES: Final = frozenset({"/v1/join", "/v1/answers", "/v1/withdrawals"})
"""What the forms of a book ask, perhaps from another origin; never with a cookie."""


def path_of(scope: Scope) -> str:
    """Return the path of a request below :data:`ROOT`."""
    path: str = scope["path"]
    return path.removeprefix(ROOT) if path.startswith(f"{ROOT}/") else path
