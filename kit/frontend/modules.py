"""The ES modules of the forms, as they are and wrapped as classic scripts; and their style.

A page opened from the disk cannot load ES modules, and a strict content security policy allows
no inline script. So each module becomes a file that hands its ``render`` to our small host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from kit.frontend.strings import SENDING, STRINGS
from kit.plugins import Kind

_OWN: Final = files("kit.frontend")
_EXPORT: Final = re.compile(r"^export default (.+?);?\s*\Z", re.MULTILINE)
_MODULE_ONLY: Final = re.compile(r"^\s*(import\b(?!\()|export\b)", re.MULTILINE)
_BLOCK_COMMENT: Final = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE_COMMENT: Final = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT: Final = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def module_name(kind: Kind) -> str | None:
    """Return the file name of the kind's script in a page: ``<kind>.js``; none without module."""
    return f"{kind.name}.js" if kind.module else None


def module_source(kind: Kind) -> str:
    """Return the kind's ES module as it was written, for anywidget.

    :raises ValueError: if the kind has no module.
    """
    if kind.module is None:
        raise ValueError(f"kind {kind.name!r} has no module")
    return _read((kind.assets or _OWN) / "modules" / kind.module)


def module_script(kind: Kind) -> str:
    """Return the kind's module as a classic script that hands it to the host.

    :raises ValueError: if the module imports something or exports more than a default.
    """
    return wrap(kind.name, module_source(kind), strip=kind.assets is None)


def wrap(name: str, source: str, *, strip: bool = False) -> str:
    """Return an ES module as a classic script that hands its default export to the host.

    :param strip: leave out comments and indentation; only for modules whose style we know.
    :raises ValueError: if the module cannot be wrapped.
    """
    export = _EXPORT.search(source)
    body = source[: export.start()] if export else source
    if export is None or _MODULE_ONLY.search(body):
        raise ValueError(
            f"module of {name!r}: it may import nothing, and its last line is its only export"
        )
    if strip:
        body = strip_comments(body)
    register = f"(window.kitForms ??= []).push([{json.dumps(name)}, {export[1]}]);"
    return f'(() => {{\n"use strict";\n{body}{register}\n}})();\n'


def strip_comments(source: str) -> str:
    """Return JavaScript or CSS of ours without comments on lines of their own and indentation."""
    return _INDENT.sub("", _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", source)))


def module_strings(
    kind: Kind, gettext: Callable[[str], str], *, sending: bool = False
) -> dict[str, str]:
    """Return what the kind's module says, translated.

    A kind of somebody else may have an attribute ``strings``: English texts by key.

    :param sending: whether the answers can be sent, which takes many words.
    """
    own: Mapping[str, str] = {}
    if kind.assets is None:
        own = {**STRINGS.get(kind.name, {}), **(SENDING.get(kind.name, {}) if sending else {})}
    texts: Mapping[str, str] = getattr(kind, "strings", own)
    return {key: gettext(text) for key, text in texts.items()}


def form_css() -> str:
    """Return the style of all forms; needs nothing else."""
    return strip_comments(_read(_OWN / "static" / "forms.css"))


def host_script() -> str:
    """Return the script that finds the forms of a page and runs their modules."""
    return strip_comments(_read(_OWN / "static" / "host.js"))


def asset_bytes(file: Traversable) -> bytes:
    """Return a static file of ours as pages load it: styles and scripts without comments."""
    if file.name.endswith((".css", ".js")):
        return strip_comments(_read(file)).encode()
    return file.read_bytes()


def asset_files(kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the files that pages with forms load, by name, for one folder of static files."""
    found = {"forms.css": form_css(), "host.js": host_script()}
    for kind in kinds:
        name = module_name(kind)
        if name is not None:
            found[name] = module_script(kind)
    return found


def _read(path: Traversable) -> str:
    return path.read_text(encoding="utf-8")
