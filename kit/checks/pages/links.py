"""Whether what a page points to is there: pages, headings, files and images."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kit.checks.foreign_hosts.addresses import is_foreign
from kit.checks.markdown.reader import UNSAFE
from kit.checks.markdown.spots import Spot
from kit.checks.pages.pages import Page
from kit.checks.pages.pictures import is_image
from kit.checks.settings.contents import find_page
from kit.checks.settings.foreign import allowed_hosts, collects, foreign_host, host_allows
from kit.errors import Problem, Severity
from kit.load import Book

_DRIVE: Final = "file"
"""What is meant by a path that begins with the letter of a drive."""
_SPHINX_LABELS: Final = frozenset({"genindex", "modindex", "search"})
_FILE_DIRECTIVES: Final = frozenset({"include", "literalinclude"})


@dataclass(frozen=True, slots=True)
class Links:
    """All pages by path, and the names that any of them may be reached by."""

    root: Path
    pages: Mapping[str, Page]
    targets: frozenset[str]
    hosts: tuple[str, ...] = ()
    """Other hosts that pages may ask."""
    collects: bool = True
    """Whether pages say what stands in ``kit-collecting``."""

    @classmethod
    def of(cls, book: Book, pages: Mapping[str, Page]) -> Links:
        """Return the links of a book."""
        targets = {name.lower() for page in pages.values() for name in page.markup.targets}
        names = frozenset(targets) | _SPHINX_LABELS
        return cls(book.root, pages, names, allowed_hosts(book.config), collects(book.config))

    def check(self, page: Page) -> Iterator[Problem]:
        """Yield what a page points to and that is not there."""
        for link in page.markup.links:
            yield from self._link(page, link)
        for image in page.markup.images:
            yield from self._image(page, image)
        for spot in page.markup.loaded:
            yield from self._foreign(page, spot)
        for role in page.markup.roles:
            yield from self._role(page, role)
        for directive in page.markup.directives:
            if directive.name in _FILE_DIRECTIVES and not self._has_file(page, directive.text):
                yield _broken(page, directive, f"there is no file '{directive.text[:120]}'")

    def _link(self, page: Page, link: Spot) -> Iterator[Problem]:
        if match := UNSAFE.match(unquote(link.text)):
            yield _unsafe(page, link, (match[1] or _DRIVE).lower())
            return
        address = link.text.removeprefix("project:").removeprefix("path:")
        if not address or _has_scheme(address):
            return
        path, _, anchor = unquote(address).partition("#")
        path = path.partition("?")[0]
        if not path:
            if not self._has_anchor(page, anchor):
                yield _broken(page, link, f"this page has no heading or name '#{anchor[:80]}'")
            elif self._is_away(page, link, page, anchor):
                yield _away(page, link, anchor)
            return
        found = self._page(page, path)
        if found and self._is_away(page, link, self.pages.get(found), anchor):
            yield _away(page, link, anchor)
        elif found and anchor and not self._has_anchor(self.pages.get(found), anchor):
            yield _broken(page, link, f"'{path}' has no heading or name '#{anchor[:80]}'")
        elif not found and not self._has_file(page, path) and path.lower() not in self.targets:
            source = path.removesuffix(".html")
            meant = path != source and self._page(page, source)
            hint = f"write '{source}.md'" if meant else None
            if path.lower().startswith("www."):
                hint = f"write 'https://{path[:80]}'"
            yield _broken(page, link, f"there is no page or file '{path[:120]}'", hint)

    def _image(self, page: Page, image: Spot) -> Iterator[Problem]:
        # An image in HTML may say alt="" when it carries no meaning.
        if image.alt is None if image.name == "img" else not image.alt:
            place = "write ':alt: ...' below it, for those who cannot see it"
            yield Problem(
                page.place(image),
                "missing-alt-text",
                f"'{image.text[:80]}' has no alternative text",
                place if image.name in {"image", "figure"} else "say in words what it shows",
                Severity.WARNING,
            )
        drive = UNSAFE.match(unquote(image.text))
        if drive and not drive[1]:
            yield _unsafe(page, image, _DRIVE)
        elif is_foreign(image.text):
            yield from self._foreign(page, image)
        elif not _has_scheme(image.text):
            yield from self._picture(page, image)

    def _picture(self, page: Page, image: Spot) -> Iterator[Problem]:
        name = _file_of(image)
        if not self._has_file(page, name):
            spaced = name != image.text and self._has_file(page, image.text)
            hint = "write '{}'".format(image.text[:120].replace(" ", "\\ ")) if spaced else None
            message = f"there is no image '{name[:120]}'"
            yield Problem(page.place(image), "missing-image", message, hint)
        elif not self._is_picture(page, name):
            message = f"'{name[:120]}' is no image, whatever its name says"
            yield Problem(page.place(image), "missing-image", message)

    def _foreign(self, page: Page, spot: Spot) -> Iterator[Problem]:
        if is_foreign(spot.text) and not any(host_allows(host, spot.text) for host in self.hosts):
            yield foreign_host(page.place(spot), spot.text)

    def _role(self, page: Page, role: Spot) -> Iterator[Problem]:
        target = target_of(role.text)
        if role.name == "doc" and self._page(page, target) is None:
            yield _broken(page, role, f"there is no page '{target[:120]}'")
        elif role.name in {"ref", "numref"} and target.lower() not in self.targets:
            yield _broken(page, role, f"no page has the name '({target[:80]})='")
        elif role.name in {"ref", "numref"} and any(
            self._is_away(page, role, other, target) for other in self.pages.values()
        ):
            yield _away(page, role, target)
        elif role.name == "download" and not (_has_scheme(target) or self._has_file(page, target)):
            yield _broken(page, role, f"there is no file '{target[:120]}'")

    def _has_anchor(self, page: Page | None, anchor: str) -> bool:
        if page is None or not anchor or anchor.lower() in self.targets:
            return True
        if anchor in page.markup.headings:
            return True
        # Our directives bring headings of their own, which only the build knows.
        brings = any(spot.name.startswith("kit-") for spot in page.markup.directives)
        return brings and anchor.startswith(("exercise-", "workshop-"))

    def _is_away(self, page: Page, link: Spot, target: Page | None, anchor: str) -> bool:
        """Return whether a link is there and its heading is not, as the book collects nothing."""
        if self.collects or target is None or anchor not in target.markup.collected:
            return False
        return not any(link.line in lines for lines in page.markup.collecting)

    def _has_file(self, page: Page, path: str) -> bool:
        inside = _beside(page, path)
        if inside.endswith(".*") and not inside.startswith(".."):
            # Sphinx chooses the file that its output can show.
            return any((self.root / inside).parent.glob(posixpath.basename(inside)))
        return bool(path) and not inside.startswith("..") and _is_file(self.root / inside)

    def _is_picture(self, page: Page, path: str) -> bool:
        return is_image(self.root / _beside(page, path))

    def _page(self, page: Page, path: str) -> str | None:
        inside = _beside(page, path)
        return None if inside.startswith("..") else find_page(self.root, inside)


def _file_of(image: Spot) -> str:
    r"""Return the file that an image names: a directive leaves out spaces, but for ``\ ``.

    >>> _file_of(Spot(1, 1, r"two\ boats.png", "figure")), _file_of(Spot(1, 1, "two%20boats.png"))
    ('two boats.png', 'two boats.png')
    """
    if image.name not in {"image", "figure"}:
        return unquote(image.text)
    return unquote("".join(re.sub(r"\\ ", "%20", image.text).split()))


def target_of(content: str) -> str:
    """Return what a role names: ``text <target>`` or the target alone.

    >>> target_of("øvelsen <learn/looking-back>"), target_of("learn/looking-back")
    ('learn/looking-back', 'learn/looking-back')
    """
    text = content.strip()
    if text.endswith(">") and "<" in text:
        return text[text.rindex("<") + 1 : -1].strip()
    return text


def _has_scheme(address: str) -> bool:
    try:
        return bool(urlsplit(address).scheme) or address.startswith("//")
    except ValueError:
        return True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _beside(page: Page, path: str) -> str:
    """Return a path as the project has it: from the page's folder, or from the root with '/'."""
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/") or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))


def _unsafe(page: Page, link: Spot, scheme: str) -> Problem:
    hint = "link to a page, to a file in the book, or to https://..."
    if scheme == "file":
        message = (
            f"'{unquote(link.text)[:80]}' is a file on one computer, which readers do not have"
        )
        hint = "put the file into the book and link to it there"
    else:
        message = f"'{link.text[:80]}' is no address that a page can link to"
    return _broken(page, link, message, hint)


def _away(page: Page, link: Spot, anchor: str) -> Problem:
    message = f"'#{anchor[:80]}' stands in 'kit-collecting', and the book collects no answers"
    return _broken(page, link, message, "put the link between the fences of 'kit-collecting', too")


def _broken(page: Page, spot: Spot, message: str, hint: str | None = None) -> Problem:
    return Problem(page.place(spot), "broken-link", message, hint)
