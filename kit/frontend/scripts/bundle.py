"""Our ES modules, each with what it imports in it.

A page that is opened from a disk cannot load a second file, nor can a notebook, and a reader should
not wait for one. So what modules share stands once in our code, and in every module that needs it.
"""

from __future__ import annotations

import re
from importlib.resources import files
from posixpath import dirname, join, normpath
from typing import Final

_IMPORT: Final = re.compile(r'^import \{[^}]*\} from "([./\w-]+\.js)";\n', re.MULTILINE)
_RENAMED: Final = re.compile(r"^import \{[^}]* as [^}]*\}", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=class|const|(?:async )?function)", re.MULTILINE)


def bundled(module: str) -> str:
    """Return an ES module of ours after what it imports, each file once.

    :param module: its path inside the package.
    :raises ValueError: if something is imported under another name, or in a circle.
    """
    parts: dict[str, str] = {}
    _collect(module, parts)
    own = parts.pop(module)
    return "".join([*(_EXPORT.sub("", part) for part in parts.values()), own])


def _collect(module: str, parts: dict[str, str]) -> None:
    source = (files("kit") / module).read_text(encoding="utf-8")
    if _RENAMED.search(source):
        raise ValueError(f"{module} imports something under another name")
    parts[module] = ""
    for address in _IMPORT.findall(source):
        needed = normpath(join(dirname(module), address))
        if parts.get(needed) == "":
            raise ValueError(f"{module} and {needed} import each other")
        if needed not in parts:
            _collect(needed, parts)
    del parts[module]  # What it needs comes first.
    parts[module] = _IMPORT.sub("", source)
