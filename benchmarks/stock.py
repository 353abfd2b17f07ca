"""The same book as ordinary Markdown, as an author of plain Jupyter Book would have it.

Every page is made from the article that the kit has built: the same headings, paragraphs, lists
and words, without directives, forms or links.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import yaml

_ARTICLE: Final = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
_UNREAD: Final = frozenset({"script", "style", "svg", "template"})
_MARKED: Final = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_BLOCKS: Final = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure"  # noqa: SIM905
    " footer form h1 h2 h3 h4 h5 h6 header hr label legend li nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)


def stock_copy(project: Path, pages: Path, target: Path) -> None:
    """Write the book in ``project`` to ``target`` as ordinary Markdown.

    :param pages: the folder with the built pages of the book's source language.
    """
    target.mkdir(parents=True)
    (target / "_toc.yml").write_bytes((project / "_toc.yml").read_bytes())
    config = yaml.safe_load((project / "_config.yml").read_text("utf-8"))
    stock = {name: config[name] for name in ("title", "author", "copyright")}
    stock |= {"only_build_toc_files": True, "execute": {"execute_notebooks": "off"}}
    stock["sphinx"] = {"config": {"language": config["sphinx"]["config"]["language"]}}
    (target / "_config.yml").write_text(yaml.safe_dump(stock), encoding="utf-8")
    for path in sorted((project / "book").rglob("*.md")):
        name = path.relative_to(project).with_suffix("")
        html = (pages / f"{name}.html").read_text("utf-8")
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / f"{name}.md").write_text(markdown(html), encoding="utf-8")


def markdown(html: str) -> str:
    """Return the article of a built page as Markdown.

    :raises ValueError: if the page has no article.
    """
    found = _ARTICLE.search(html)
    if found is None:
        raise ValueError("the page has no article")
    writer = _Writer()
    writer.feed(found[1])
    writer.close()
    return writer.finished()


class _Writer(HTMLParser):
    """Turns headings into headings, entries of lists into entries, all other blocks into text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._text: list[str] = []
        self._start = ""
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block."""
        if tag in _UNREAD or "headerlink" in str(dict(attrs).get("class")):
            self._unread += 1
            self._ends = tag
        elif tag in _BLOCKS:
            self._end_block()
            if re.fullmatch("h[1-6]", tag):
                self._start = "#" * int(tag[1]) + " "
            elif tag == "li":
                self._start = "- "

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if self._unread and tag == self._ends:
            self._unread -= 1
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._unread:
            self._text.append(data)

    def finished(self) -> str:
        """Return what was read."""
        self._end_block()
        return "\n\n".join(self._blocks) + "\n"

    def _end_block(self) -> None:
        text = _MARKED.sub(r"\\\1", " ".join("".join(self._text).split()))
        if text:
            # A number and a dot at the start would begin a list.
            self._blocks.append(self._start + re.sub(r"^(\d+)([.)])", r"\1\\\2", text))
        self._text, self._start = [], ""
