"""What HTML, a style sheet or a script asks another host for, by itself, when a page is shown.

A link is no request: the reader chooses to follow it. What a script puts together while it runs
cannot be read from its text; the page's content security policy stops it in the browser, unless it
leads the reader to another page.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import Final, NamedTuple
from urllib.parse import unquote

from kit.checks.foreign_hosts.addresses import Asked, as_read, is_foreign
from kit.checks.foreign_hosts.style_addresses import asked_by_style

_SUSPECT: Final = re.compile(r"//|\\|&|[\t\r\n]|(?:https?|wss?|data):|srcdoc", re.IGNORECASE)
"""What the attributes of a tag have that asks another host, at the least."""
_VALUE: Final = r"""(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))"""
_ATTRIBUTE: Final = re.compile(rf"([^\s/>][^\s/>=]*)(?:\s*=\s*{_VALUE})?")
"""Also a quote that stands alone is the name of one: it begins no value."""
_ATTRIBUTES: Final = (
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'>][^\s>]*+)?+)?+)*+"""
)
_TAG: Final = re.compile(
    rf"<!--(?:-?>|.*?--!?>)|<(?P<raw>script|style)\b(?P<of_raw>{_ATTRIBUTES})>(?P<text>.*?)(?=</(?P=raw)\b|\Z)"
    rf"|<(?P<name>[a-z][^\s/>]*+)(?P<of_name>{_ATTRIBUTES})>",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: Final = (
    *("\\\\", "/\\", "\\/", "&sol;", "&bsol;", "&colon;", "&tab;", "&newline;"),
    *("srcdoc", "javascript:", "data:text", "data:application", "data:image/svg"),
)
_DISGUISED: Final = re.compile(
    r"&#x?0*(?:9|10|13|47|58|92|a|d|2f|3a|5c)(?![\da-f])|https:(?!//)|http:(?!//)"
)
"""What makes an address that does not look like one, in small letters and without line breaks."""
_HARMLESS: Final = re.compile(
    r"""(?:[aA](?=\s)(?![^>]*["'\s/](?:ping|attributionsrc|on[a-z]+|style)\s*=)[^>]*"""
    r"""|meta http-equiv="Content-Security-Policy"[^>]*|(?:(?!//)[^>])*)>[^>]*"""
)
"""What follows a ``<`` and asks for nothing: a link, or a tag without an address."""
_INLINE: Final = re.compile(r"<(?:style\b|script\b(?![^>]*\b(?:src=|json)))", re.IGNORECASE)
_SMALL_SCRIPT: Final = re.compile(r"<script\b(?![^>]*\b(?:src=|json))")
_HANDLER: Final = re.compile(r" on[a-z]+ ?=")

_LOADING: Final = frozenset({"src", "poster", "background", "codebase", "classid", "lowsrc"})
_SETS: Final = frozenset({"srcset", "imagesrcset"})
_LISTS: Final = frozenset({"ping", "attributionsrc"})
_CANDIDATE: Final = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")
_SENDING: Final = frozenset({"action", "formaction"})
_OF_TAG: Final = {
    "data": frozenset({"object"}),
    "manifest": frozenset({"html"}),
    "href": frozenset({"image", "use", "feimage", "script", "base"}),
}
_DRAWN: Final = frozenset({"image", "use", "feimage", "script"})
_MOVED: Final = frozenset({"from", "to", "by", "values"})
"""What a drawing moves through, which may be addresses."""
_FRAMED: Final = frozenset({"iframe", "object", "embed", "link", "script"})
"""Tags that make more of data than a picture, which asks for nothing."""
_DATA: Final = re.compile(r"\s*data:([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_RELATIONS: Final = re.compile(
    r"\b(?:stylesheet|icon|preload|prefetch|modulepreload|preconnect|dns-prefetch|prerender|manifest|compression-dictionary"
    r"|apple-touch-icon\S*|apple-touch-startup-image|mask-icon)\b",
    re.IGNORECASE,
)
_HANDLING: Final = re.compile(r" on[a-z]+ ?=|javascript:")
_REFRESH: Final = re.compile(
    r"^[\d.\s]*[;,]?\s*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*$", re.IGNORECASE
)
_RUN: Final = re.compile(
    r"^(?:|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script\b.*)$",
    re.IGNORECASE,
)

_LITERAL: Final = r"""\\?(["'`])((?:(?:https?|wss?):)?//[^"'`\s\\<>]+)\\?\1"""
_CALLED: Final = (
    r"(?:\b(?:fetch|import|importScripts|Worker|SharedWorker|EventSource|WebSocket|sendBeacon|Request"
    r"|getScript|getJSON|ajax|FontFace|require|load|csv|json)\s*\(\s*\[?\s*"
    r"|\bopen\s*\(\s*[\"'][A-Za-z]+[\"']\s*,\s*|\b(?:from|import)\s*"
    r"|\.(?:src|srcset|poster)\s*=\s*|setAttribute\(\s*[\"'](?:src|srcset|poster|data)[\"']\s*,\s*)"
)
_FILE: Final = (
    r"""\\?(["'`])((?:https?:)?//(?:[^"'`\s\\<>]*\.(?:m?js|css|json|wasm|woff2?|ttf|csv|tsv|png|jpe?g"""
    r"""|gif|svg|webp|mp[34])(?:[?#][^"'`\s\\<>]*)?|(?:cdn\.|cdnjs\.|unpkg\.com|esm\.sh|esm\.run)"""
    r"""[^"'`\s\\<>]*))\\?\3"""
)
_SCRIPT: Final = re.compile(rf"{_CALLED}{_LITERAL}|{_FILE}")
_SLASHES: Final = re.compile("//").finditer
_OPENED: Final = re.compile(r"[\"'`](?:https?:|wss?:)?$")
"""What stands before the slashes of an address that is a text in a script."""
_NAMED: Final = re.compile(r"\$schema\\?[\"']?\s*:\s*$")
"""An address that is a name, and never fetched."""


class Script(NamedTuple):
    """A script that stands in a page: between two tags, or in an attribute."""

    offset: int
    text: str
    in_attribute: bool


def asked_by_html(text: str) -> Iterator[Asked]:
    """Yield what a page, or a drawing in SVG, asks other hosts for, in its order."""
    if not _may_ask(text):
        return
    for match in _TAG.finditer(text):
        inside = match["text"]
        if inside and _SUSPECT.search(inside):
            yield from _asked_inside(match, inside)
        attributes = match["of_name"] or match["of_raw"]
        if attributes and _SUSPECT.search(attributes):
            name = (match["name"] or match["raw"]).lower()
            start = match.start("of_name" if match["name"] else "of_raw")
            yield from _asked_by_tag(name, attributes, start)


def asked_by_script(text: str) -> Iterator[Asked]:
    """Yield what a script, as can be seen in its text, fetches or imports from other hosts.

    An address that merely stands in it, in a comment say, or that it may offer as a link, is none.
    """
    if not any(_OPENED.search(text, max(0, at.start() - 8), at.start()) for at in _SLASHES(text)):
        return
    for match in _SCRIPT.finditer(text):
        group = 2 if match[2] else 4
        if not _NAMED.search(text, max(0, match.start() - 20), match.start()):
            yield Asked(match.start(group), match[group])


def scripts_in(text: str) -> Iterator[Script]:
    """Yield the scripts that stand in a page, and do not lie in a file of their own."""
    small = text.lower()
    if not (_SMALL_SCRIPT.search(small) or "javascript:" in small or _HANDLER.search(small)):
        return
    for match in _TAG.finditer(text):
        attributes = match["of_name"] or match["of_raw"] or ""
        if match["raw"] and match["raw"].lower() == "script":
            found = _attributes(attributes)
            if "src" not in found and match["text"].strip() and _RUN.match(found.get("type", "")):
                yield Script(match.start("text"), match["text"], in_attribute=False)
        elif "=" in attributes and _HANDLING.search(attributes):
            for name, value in _attributes(attributes).items():
                if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                    yield Script(match.start(), value, in_attribute=True)


def _may_ask(text: str) -> bool:
    """Return whether reading all tags is worth its time: links and texts alone ask for nothing."""
    small = text.lower()
    for left_out in "\t\r\n":
        small = small.replace(left_out, "")
    disguised = any(mark in small for mark in _MARKS) or _DISGUISED.search(small)
    # A slash may stand on each of two lines, and an address in a style be spelt with escapes.
    if disguised or small.count("//") != text.count("//") or ("\\" in text and "style" in small):
        return True
    if "//" not in text:
        return False
    pieces = [piece for piece in text.split("<") if "//" in piece]
    return not all(map(_HARMLESS.fullmatch, pieces)) or bool(_INLINE.search(text))


def _asked_inside(match: re.Match[str], inside: str) -> Iterator[Asked]:
    start = match.start("text")
    found: Iterator[Asked]
    if match["raw"].lower() == "style":
        # In a drawing a tag ends a style.
        found = chain(asked_by_style(inside), asked_by_html(inside) if "<" in inside else ())
    elif _RUN.match(_attributes(match["of_raw"]).get("type", "")):
        found = asked_by_script(inside)
    else:
        return
    for asked in found:
        yield asked._replace(offset=start + asked.offset)


def _asked_by_tag(tag: str, attributes: str, start: int) -> Iterator[Asked]:
    found = _attributes(attributes)
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        at = next((group for group in (2, 3, 4) if match[group]), 0)
        if at and name not in seen:
            for address in _addresses(tag, name, found[name], found):
                yield Asked(start + match.start(at), as_read(address))
        seen.add(name)


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag; of two of one name a browser takes the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _addresses(tag: str, name: str, value: str, others: dict[str, str]) -> Iterator[str]:
    """Yield the foreign addresses that an attribute asks for."""
    if name in _SETS:
        candidates = _CANDIDATE.findall(value)
    elif name in _LISTS:
        candidates = value.split()
    elif name in _MOVED and others.get("attributename", "").lower().endswith("href"):
        candidates = value.split(";")
    elif _is_loading(tag, name, others):
        candidates = [value]
    elif tag == "meta" and name == "content" and others.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.match(value)
        candidates = [match[1]] if match else []
    else:
        candidates = []
    found = [*filter(is_foreign, candidates)]
    yield from found or (asked.address for asked in _asked_by_value(tag, name, value))


def _is_loading(tag: str, name: str, others: dict[str, str]) -> bool:
    if tag == "link":
        return name == "href" and bool(_RELATIONS.search(others.get("rel", "")))
    if name == "xlink:href":
        return tag in _DRAWN
    return name in _LOADING or name in _SENDING or tag in _OF_TAG.get(name, ())


def _asked_by_value(tag: str, name: str, value: str) -> Iterator[Asked]:
    if name == "srcdoc":
        return asked_by_html(value)
    if name.startswith("on") or as_read(value).lower().startswith("javascript:"):
        return asked_by_script(value)
    data = _DATA.match(value) if tag in _FRAMED else None
    if data:
        return _asked_by_data(data[1].lower(), data[2])
    # Drawings have styles in attributes such as `fill`, too.
    return asked_by_style(value) if "(" in value else iter(())


def _asked_by_data(kind: str, data: str) -> Iterator[Asked]:
    """Yield what a file asks for that stands in an address."""
    text = unquote(data)
    if kind.endswith("base64"):
        # Half a file is no reason to end; what can be read is read.
        text = b64decode(text + "==", validate=False).decode(errors="replace")
    if "css" in kind:
        return asked_by_style(text)
    return asked_by_script(text) if "script" in kind else asked_by_html(text)
