"""The exercises of ``tests/forms``, found by themselves: each kind of ours has one at least."""

import re
from pathlib import Path

FORMS = Path(__file__).parent / "forms"
MODULES = Path(__file__).parents[1] / "kit" / "frontend" / "modules"

_KINDS = {
    path.relative_to(FORMS / "exercises").with_suffix("").as_posix(): re.findall(
        r"^kind: ([a-z-]+)$", path.read_text("utf-8"), re.MULTILINE
    )[0]
    for path in sorted((FORMS / "exercises").rglob("*.yml"))
}

IDS = tuple(_KINDS)
KINDS = frozenset(_KINDS.values())
LIVE = tuple(name for name, kind in _KINDS.items() if (MODULES / f"{kind}.js").is_file())
"""The ids of those that a script brings to life."""
