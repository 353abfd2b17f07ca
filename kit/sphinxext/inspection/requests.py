"""Search what was built: no page, style or script asks another host, and no script is in vain.

Wherever it comes from (HTML in a page, a translation, an output of a notebook, an extension), it is
in the built files. Only files that differ from the last build are searched; what was found in the
others is remembered beside the doctrees.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple

from sphinx.application import Sphinx

from kit.checks.foreign_hosts.asking import asked_by_html, asked_by_script, scripts_in
from kit.checks.foreign_hosts.style_addresses import asked_by_style
from kit.checks.settings.foreign import host_allows
from kit.files import write_whole
from kit.sphinxext.output.policy import script_hash

FOUND_FILENAME: Final = "kit-built.json"
"""Beside the doctrees: what was found in each built file."""

_SEARCHED: Final = (".html", ".htm", ".svg", ".css", ".js", ".mjs")
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_RUNS_ALL: Final = re.compile(r"script-src[^;]*'unsafe-inline'")
_FORM: Final = 'data-kit-kind="'
_LOADED: Final = re.compile(r"""<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)

_SCRIPT_FILE: Final = re.compile(r"<script\b[^>]*\bsrc")


class Found(NamedTuple):
    """Something in a built file."""

    what: str
    """``asked``: an address on another host. ``script``: one that the page's policy stops.
    ``beside``: a file that would run beside a form."""
    text: str
    """The address, or the script."""
    line: int
    column: int


def search_built(app: Sphinx) -> dict[str, list[Found]]:
    """Return what was found in each built file, by its name below the output folder."""
    memory = Path(app.doctreedir, FOUND_FILENAME)
    known = json.loads(memory.read_text("utf-8")) if memory.is_file() else {}
    now: dict[str, list[object]] = {}
    for name, path, state in _files(str(app.outdir)):
        before = known.get(name)
        if before is None or before[:2] != state:
            text = path.read_text(encoding="utf-8", errors="replace")
            before = [*state, [*_found(path.suffix.lower(), text)]]
        now[name] = before
    if now != known:
        write_whole(memory, json.dumps(now).encode())
    return {
        name: [Found(*found) for found in entry[2]]  # type: ignore[attr-defined]
        for name, entry in sorted(now.items())
        if entry[2]
    }


def _files(folder: str, below: str = "") -> Iterator[tuple[str, Path, list[int]]]:
    """Yield what is searched: its name, where it lies, and what tells whether it has changed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if entry.is_dir():
                yield from _files(entry.path, f"{name}/")
            elif name.lower().endswith(_SEARCHED):
                about = entry.stat()
                yield name, Path(entry.path), [about.st_mtime_ns, about.st_size]


def _found(suffix: str, text: str) -> Iterator[Found]:
    if suffix == ".css":
        asked = asked_by_style(text)
    elif suffix in {".js", ".mjs"}:
        asked = asked_by_script(text)
    else:
        asked = asked_by_html(text)
    policy = _POLICY.search(text)
    rules = unescape(policy[1]) if policy else ""
    for offset, address in asked:
        if not _allowed(address, rules):
            yield Found("asked", address, *_position(text, offset))
    if rules and not _RUNS_ALL.search(rules):
        yield from _stopped(text, rules)


def _allowed(address: str, rules: str) -> bool:
    """Return whether a page's own policy lets it ask for an address."""
    hosts = rules.replace(";", " ").split()
    return any(host_allows(host, address) for host in hosts if host.startswith("https://"))


def _stopped(text: str, rules: str) -> Iterator[Found]:
    for script in scripts_in(text):
        if script.in_attribute or script_hash(script.text) not in rules:
            yield Found("script", script.text, *_position(text, script.offset))
    body = text.find("<body")
    if _FORM in text and _SCRIPT_FILE.search(text[body:].lower()):
        for match in _LOADED.finditer(text, body):
            yield Found("beside", match[1], *_position(text, match.start(1)))


def _position(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
