"""Copies of the reference book to build, and what a built site consists of."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

REPOSITORY = Path(__file__).parents[2]
PARTS = ("_config.yml", "_toc.yml", "book", "exercises", "locale")
EXERCISE = "exercises/learn/looking-back.yml"

_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)


def copy_of_the_book(target: Path) -> Path:
    """Return ``target`` with a copy of the reference book in it."""
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        elif source.is_file():
            shutil.copy2(source, target / part)
    return target


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def article(html: str) -> str:
    """Return the article of a page."""
    match = _ARTICLE.search(html)
    assert match, "the page has no article"
    return match[1].strip()


class References(HTMLParser):
    """What fragments of a page name, the addresses it links to, and those that it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self._in_state = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if found.get("data-variant"):
            # A link to a run-sheet may choose one of its variants.
            self.ids.add(f"variant={found['data-variant']}")
        self._in_state = found.get("class") == "kit-state"
        loading = tag == "link" and not {"alternate", "canonical", "next", "prev"} & set(
            str(found.get("rel")).split()
        )
        for name in ("href", "src", "poster", "data"):
            value = found.get(name)
            if not value:
                continue
            self.links.append(value)
            if loading or name != "href":
                self.loads.append(value)

    def handle_data(self, data: str) -> None:
        """Take up what a link to an agreement may say that it comes from."""
        told = json.loads(data).get("exercise") if self._in_state and data.strip() else None
        self._in_state = False
        for kind in ("area", "exercise", "workshop"):
            known = told.get(f"{kind}s", ()) if isinstance(told, dict) else ()
            self.ids |= {f"{kind}={each}" for each in known if isinstance(known, dict)}


def broken_links(site: Path) -> list[str]:
    """Return every link inside a site that leads nowhere, as ``page: address``."""
    pages = {path: References(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    broken = []
    for path, page in pages.items():
        for address in page.links:
            parts = urlsplit(address)
            # Below /collect is what the service shows; that is no file.
            if parts.scheme or parts.netloc or parts.path.startswith("/collect/"):
                continue
            # The page for what is not there is shown at any depth: it counts from the top.
            beside = site if parts.path.startswith("/") else path.parent
            target = (beside / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            lost = not target.is_file()
            if not lost and parts.fragment and target in pages:
                lost = unquote(parts.fragment) not in pages[target].ids
            if lost:
                broken.append(f"{path.relative_to(site).as_posix()}: {address}")
    return broken
