"""What HTML, a style sheet or a script asks another host for, by itself, when a page is shown.

A link is no request: the reader chooses to follow it. What a script puts together while it runs
cannot be read from its text; the page's content security policy stops it in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

_OUTSIDE: Final = re.compile(r"(?:https?|wss?|ftp):|//", re.IGNORECASE)
_IGNORED: Final = re.compile(r"[\t\r\n]|^[\x00- ]+")
"""What browsers leave out of an address before they read it."""
_SUSPECT: Final = re.compile(r"//|\\|&|https?:|wss?:|srcdoc", re.IGNORECASE)
"""What the attributes of a tag have that asks another host, at the least."""
_ATTRIBUTES: Final = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_TAG: Final = re.compile(
    rf"<!--.*?-->|<(?P<raw>script|style)\b(?P<of_raw>{_ATTRIBUTES})>(?P<text>.*?)(?=</(?P=raw)\b|\Z)"
    rf"|<(?P<name>[a-z][^\s/>]*)(?P<of_name>{_ATTRIBUTES})>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_DISGUISED: Final = ("\\\\", "/\\", "&#47", "&#x2f", "&#x2F", "&sol;")
_MARKS: Final = ("//", *_DISGUISED)
_HARMLESS: Final = re.compile(
    r"""(?:[aA](?=\s)(?![^>]*(?:\sping|\son[a-z]+|\sstyle)\s*=|[^>]*javascript:)[^>]*"""
    r"""|meta http-equiv="Content-Security-Policy"[^>]*|(?:(?!//)[^>])*)>[^>]*"""
)
"""What follows a ``<`` and asks for nothing: a link, or a tag without an address."""
_INLINE: Final = re.compile(r"<(?:style\b|script\b(?![^>]*\b(?:src=|json)))", re.IGNORECASE)
_SMALL_SCRIPT: Final = re.compile(r"<script\b(?![^>]*\b(?:src=|json))")
_HANDLER: Final = re.compile(r" on[a-z]+ ?=")

_LOADING: Final = frozenset(
    {"src", "poster", "background", "codebase", "classid", "lowsrc", "ping"}
)
_SETS: Final = frozenset({"srcset", "imagesrcset"})
_SENDING: Final = frozenset({"action", "formaction"})
_OF_TAG: Final = {
    "data": frozenset({"object"}),
    "manifest": frozenset({"html"}),
    "href": frozenset({"image", "use", "feimage", "script", "base"}),
}
_DRAWN: Final = frozenset({"image", "use", "feimage", "script"})
_RELATIONS: Final = re.compile(
    r"\b(?:stylesheet|icon|preload|prefetch|modulepreload|preconnect|dns-prefetch|prerender|manifest"
    r"|apple-touch-icon\S*|apple-touch-startup-image|mask-icon)\b",
    re.IGNORECASE,
)
_HANDLING: Final = re.compile(r" on[a-z]+ ?=|javascript:")
_REFRESH: Final = re.compile(r"^[\d.\s]*[;,]\s*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_RUN: Final = re.compile(
    r"^(?:|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script\b.*)$",
    re.IGNORECASE,
)

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_QUOTED: Final = r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')"""
_STYLE: Final = re.compile(
    rf"@namespace[^;]*|@import\s*{_QUOTED}|\burl\(\s*(?:{_QUOTED}|((?:[^)\\\s\"']|\\.)*))",
    re.IGNORECASE,
)
_SET: Final = re.compile(r"\bimage-set\((?:[^()]|\([^()]*\))*\)", re.IGNORECASE)
_IN_SET: Final = re.compile(rf"url\([^)]*\)|{_QUOTED}")

_LITERAL: Final = r"""\\?(["'`])((?:(?:https?|wss?):)?//[^"'`\s\\<>]+)\\?\1"""
_CALLED: Final = (
    r"(?:\b(?:fetch|import|importScripts|Worker|SharedWorker|EventSource|WebSocket|sendBeacon|Request"
    r"|getScript|getJSON|ajax|FontFace|require|load|csv|json)\s*\(\s*\[?\s*"
    r"|\bopen\s*\(\s*[\"'](?:GET|POST|PUT|HEAD)[\"']\s*,\s*|\b(?:from|import)\s*"
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


class Asked(NamedTuple):
    """An address on another host that something is loaded from or sent to."""

    offset: int
    """Where it, or the tag that has it, begins in the text."""
    address: str


class Script(NamedTuple):
    """A script that stands in a page: between two tags, or in an attribute."""

    offset: int
    text: str
    in_attribute: bool


def is_foreign(address: str) -> bool:
    r"""Return whether a browser would look for an address on another host.

    >>> [is_foreign(each) for each in ("a.png", "//a.no/b.png", " \\\\a.no/b", "HTTPS://a.no")]
    [False, True, True, True]
    """
    return bool(_OUTSIDE.match(_IGNORED.sub("", address).replace("\\", "/")))


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


def asked_by_style(text: str) -> Iterator[Asked]:
    """Yield what a style sheet, or the value of an attribute ``style``, asks other hosts for."""
    if "//" not in text and "\\" not in text:
        return
    # As long as before, so that places stay.
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    found = [*_STYLE.finditer(text)]
    for images in _SET.finditer(text):
        found += _IN_SET.finditer(text, *images.span())
    for match in found:
        group = match.lastindex or 0
        address = _ESCAPE.sub(_unescaped, match[group]) if group else ""
        if is_foreign(address):
            yield Asked(match.start(group), address)


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
    if not any(mark in text for mark in _MARKS):
        return False
    pieces = [piece for piece in text.split("<") if "//" in piece]
    return (
        not all(map(_HARMLESS.fullmatch, pieces))
        or bool(_INLINE.search(text))
        or any(mark in text for mark in _DISGUISED)
    )


def _unescaped(match: re.Match[str]) -> str:
    return chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2]


def _asked_inside(match: re.Match[str], inside: str) -> Iterator[Asked]:
    start = match.start("text")
    if match["raw"].lower() == "style":
        found = asked_by_style(inside)
    elif _RUN.match(_attributes(match["of_raw"]).get("type", "")):
        found = asked_by_script(inside)
    else:
        return
    for asked in found:
        yield asked._replace(offset=start + asked.offset)


def _asked_by_tag(tag: str, attributes: str, start: int) -> Iterator[Asked]:
    found = _attributes(attributes)
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        at = next((group for group in (2, 3, 4) if match[group]), 0)
        value = found[name] if at else ""
        for address in _addresses(tag, name, value, found):
            yield Asked(start + match.start(at), _IGNORED.sub("", address))


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def _addresses(tag: str, name: str, value: str, others: dict[str, str]) -> Iterator[str]:
    """Yield the foreign addresses that an attribute asks for."""
    if name in _SETS:
        candidates = [part.split()[0] for part in re.split(r",\s", value) if part.split()]
    elif name == "ping":
        candidates = value.split()
    elif _is_loading(tag, name, others):
        candidates = [value]
    elif tag == "meta" and name == "content" and others.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.match(value)
        candidates = [match[1]] if match else []
    else:
        yield from (asked.address for asked in _asked_by_value(name, value))
        return
    yield from filter(is_foreign, candidates)


def _is_loading(tag: str, name: str, others: dict[str, str]) -> bool:
    if tag == "link":
        return name == "href" and bool(_RELATIONS.search(others.get("rel", "")))
    if name == "xlink:href":
        return tag in _DRAWN
    return name in _LOADING or name in _SENDING or tag in _OF_TAG.get(name, ())


def _asked_by_value(name: str, value: str) -> Iterator[Asked]:
    if name == "srcdoc":
        return asked_by_html(value)
    if name.startswith("on") or value.strip().lower().startswith("javascript:"):
        return asked_by_script(value)
    # Drawings have styles in attributes such as `fill`, too.
    return asked_by_style(value) if "(" in value else iter(())
