"""The content security policy of a page: what a browser lets it load, run and ask.

It stands in the page itself, which may be shown by any server or from a disk. Who may show a page
in a frame only a header can say; our server says it, and so does the nginx configuration.

What no policy holds: that a script leads the reader away, and WebRTC. ``webrtc 'block'`` is in the
standard (https://w3c.github.io/webappsec-csp/#directive-webrtc) and in no browser yet, which would
only complain of it on every page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from kit.checks.foreign_hosts.asking import scripts_in
from kit.sphinxext.config import KitConfig

_WRITTEN: Final = ("body", "metatags", "kit_announcement", "kit_footer")
"""What a page shows that was written by hand, or by an extension, and may have scripts in it."""

PLAIN: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)
"""The policy of the pages at the top of a site, which are ours altogether."""


def page_policy(config: KitConfig, page: dict[str, Any], *, form: bool) -> str:
    """Return the policy of a page.

    A book that collects answers runs files of its own and the scripts that stood in its pages when
    it was built; beside a form not even these, since they could read what somebody answers. Another
    book runs what its notebooks and extensions bring. Neither asks a host that ``kit_hosts`` does
    not allow; a page with a form of a book that collects asks nobody but the collector.

    :param page: the context that the page is rendered from.
    :param form: whether an exercise is filled in on the page.
    """
    collects = bool(config.collector)
    allowed = () if collects and form else config.hosts
    if collects:
        texts = [] if form else [str(page.get(name) or "") for name in _WRITTEN]
        scripts = ["'self'", *_hashes([*_inline_files(page), *_inline(texts)])]
        bits = ["'self'", "data:", *allowed]
        asked = _collector(config) if form else []
        asked += ["'self'"] if page.get("pagename") == "search" else []
    else:
        bits = ["'self'", "data:", "blob:", *allowed]
        scripts = ["'self'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", *allowed]
        asked = ["'self'", *allowed]
    rules = {
        "default-src": ["'none'"],
        # Second: the live server, which reloads pages, adds itself to it.
        "connect-src": asked,
        "script-src": scripts,
        "style-src": ["'self'", "'unsafe-inline'", *allowed],
        "img-src": bits,
        "font-src": ["'self'", "data:", *allowed],
        "media-src": bits,
        "frame-src": bits,
        "worker-src": [] if collects else ["'self'", "data:", "blob:"],
        "object-src": ["'none'"] if collects else ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(dict.fromkeys(of))}" for name, of in rules.items() if of)


def script_hash(text: str) -> str:
    """Return what a policy calls a script that stands in a page."""
    digest = sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _collector(config: KitConfig) -> list[str]:
    return ["'self'" if config.collector == "/" else config.collector]


def _inline_files(page: dict[str, Any]) -> Iterator[str]:
    """Yield the scripts that Sphinx writes into a page because an extension asked it to."""
    for script in page.get("script_files", ()):
        body = getattr(script, "attributes", {}).get("body")
        if body and not getattr(script, "filename", None):
            yield str(body)


def _inline(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (script.text for script in scripts_in(text) if not script.in_attribute)


def _hashes(scripts: Iterable[str]) -> list[str]:
    return sorted({script_hash(text) for text in scripts})
