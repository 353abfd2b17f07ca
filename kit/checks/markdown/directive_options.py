"""The options at the head of a directive, as lines of ``:name: value`` or between dashes."""

from __future__ import annotations

import re
from typing import Final

_OPTION: Final = re.compile(r":([\w-]+):(?:[ \t]+(.*))?$")


def read_options(content: str) -> tuple[dict[str, str], str, int]:
    """Return the options of a directive, what follows them, and how many lines they take."""
    lines = content.split("\n")
    options: dict[str, str] = {}
    if lines[0].strip() == "---":
        end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        for line in lines[1:end]:
            key, _, value = line.partition(":")
            options[key.strip()] = value.strip().strip("'\"")
        return options, "\n".join(lines[end + 1 :]), end + 1
    taken = 0
    for line in lines:
        match = _OPTION.match(line.strip())
        if not match:
            break
        options[match.group(1)] = (match.group(2) or "").strip()
        taken += 1
    return options, "\n".join(lines[taken:]), taken
