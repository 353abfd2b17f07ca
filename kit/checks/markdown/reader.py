"""Reads a page of Markdown token by token, and notes each thing that it points to, with its place.

Positions come from the lines of a token and a search in them: Markdown parsers do not keep
columns.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from kit.checks.foreign_hosts.asking import asked_by_html
from kit.checks.markdown.directive_options import read_options
from kit.checks.markdown.prose import block_of
from kit.checks.markdown.spots import Markup, Spot
from kit.checks.markdown.tables import table_faults

# Their content is not Markdown.
_LITERAL: Final = frozenset(
    {
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "include", "math"),
        *("raw", "eval-rst", "mermaid", "bibliography", "csv-table", "toctree", "image"),
        "contents",
    }
)
_CODE: Final = frozenset({"code", "code-block", "literalinclude", "sourcecode"})
# The one of our directives whose content is Markdown.
_CONTENT: Final = "kit-collecting"
_MAXIMUM_DEPTH: Final = 12
_NAME: Final = re.compile(r"\{([^{}\s]+)\}[ \t]*(.*)$", re.DOTALL)
_SPACED: Final = re.compile(
    r"\]\(([^()<>]*\S [^()<>\"']*\.(?:png|jpe?g|gif|svg|webp|md|ipynb|rst|pdf|csv|html))\)",
    re.IGNORECASE,
)
UNSAFE: Final = re.compile(r"\s*(?:(javascript|vbscript|data|file):|[a-z]:[\\/])", re.IGNORECASE)
"""How an address begins that Markdown makes no link of, or that browsers do not follow; the path of
a file on Windows is one without a name for it."""
_UNSAFE_LINK: Final = re.compile(
    r"(?:\]\(<?|<|\]: *<?)((?:javascript|vbscript|data|file):(?:[^\s<>()]|\([^\s<>()]*\))*)",
    re.IGNORECASE,
)
_SUBSTITUTION: Final = re.compile(r"(?<!\{)\{\{\s*(\w+)\s*\}\}(?!\})")
_IDLE: Final = re.compile(r"\{(kit-[a-z-]+)\}")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_TAG: Final = re.compile(r"<(img|a)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and MyST make it.

    >>> anchor_of("Hva det ber om av *deg*?")
    'hva-det-ber-om-av-deg'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@cache
def parser() -> MarkdownIt:
    """Return what parses Markdown as MyST does, as far as the checks need it."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    return parser.use(colon_fence_plugin).use(dollarmath_plugin).use(footnote_plugin)


class Reader:
    """Fills in what is found, text by text; where it stands is looked for in ``lines``."""

    def __init__(self, lines: list[str], markup: Markup) -> None:
        self.lines = lines
        self.markup = markup
        self._cursor = (0, 0)

    def read(self, text: str, first: int, depth: int) -> None:
        """Read Markdown that begins at line ``first``, from 0."""
        tokens = parser().parse(text)
        for position, token in enumerate(tokens):
            line = first + (token.map[0] if token.map else 0)
            last = first + (token.map[1] if token.map else len(self.lines))
            if token.type in {"fence", "colon_fence"}:
                self._fence(token, line, last, depth)
            elif token.type == "inline":
                opened = tokens[position - 1].type
                if opened == "heading_open":
                    self._heading(token)
                    spot = Spot(line + 1, 1, token.content, tokens[position - 1].tag)
                    if not (depth or tokens[position - 1].level):
                        self.markup.outline.append(spot)
                    if self.markup.first_heading is None and not depth:
                        self.markup.first_heading = spot
                running = opened == "paragraph_open"
                self.markup.blocks.append(block_of(token, line, self.lines, running=running))
                self._inline(token, line, last)
            elif token.type == "myst_target":
                name = token.content.strip()
                self.markup.targets.add(name)
                self.markup.names.append(Spot(*self._find(f"({name})", line, last), name))
            elif token.type == "table_open":
                head = takewhile(_in_head, tokens[position:])
                columns = sum(part.type == "th_open" for part in head)
                self._table(line, last, columns)
            elif token.type == "html_block":
                self._html(token.content, line, last)

    def read_inline(self, token: Token) -> None:
        """Read a block that stands alone."""
        self.markup.blocks.append(block_of(token, 0, self.lines, running=True))
        self._inline(token, 0, len(self.lines))

    def _fence(self, token: Token, line: int, last: int, depth: int) -> None:
        match = _NAME.match(token.info.strip())
        if not match:
            self._code(token.info.split()[:1], line)
            return
        name, argument = match.group(1), match.group(2).strip()
        options, body, skipped = read_options(token.content)
        at = self._find("{" + name, line, line + 1)
        self.markup.directives.append(Spot(*at, argument, name, options, body=body.strip()))
        self.markup.targets.update(options[key] for key in ("name", "label") if key in options)
        if options.get("name"):
            self.markup.names.append(Spot(*at, options["name"]))
        if name == "raw" and "html" in argument:
            self._asked(body, line, line + token.content.count("\n") + 2)
        if name in _CODE:
            self._code(
                [options.get("language", "")] if name == "literalinclude" else [argument], line
            )
        if name in {"image", "figure"}:
            at = self._find(argument, line, line + 1)
            self.markup.images.append(Spot(*at, argument, name, alt=options.get("alt")))
        for below, fault in table_faults(name, body, options, parser().parse):
            column = self._find(body.split("\n")[below].strip(), line + 1, last)[1]
            self.markup.uneven.append(Spot(line + 2 + skipped + below, column, fault))
        ours = name.startswith("kit-") and name != _CONTENT
        if name not in _LITERAL and not ours and depth < _MAXIMUM_DEPTH:
            before = {*self.markup.headings, *self.markup.targets} if name == _CONTENT else None
            self.read(body, line + 1 + skipped, depth + 1)
            if before is not None:
                found = self.markup.headings | self.markup.targets
                self.markup.collected.update(found - before)
                self.markup.collecting.append(range(line + 1, last + 1))

    def _code(self, languages: list[str], line: int) -> None:
        for language in languages:
            if language and not language.startswith("{"):
                at = self._find(language, line, line + 2)
                self.markup.codes.append(Spot(*at, "", language))

    def _inline(self, token: Token, line: int, last: int) -> None:
        self._cursor = (line, 0)
        for child in token.children or ():
            if child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                self.markup.links.append(Spot(*self._next(href, line, last), href))
            elif child.type == "image":
                src = str(child.attrs.get("src", ""))
                spot = Spot(*self._next(src, line, last), src, alt=child.content.strip() or None)
                self.markup.images.append(spot)
            elif child.type == "myst_role":
                at = self._next(child.content, line, last)
                self.markup.roles.append(Spot(*at, child.content, str(child.meta.get("name", ""))))
            elif child.type == "html_inline":
                self._html(child.content, line, last)
            elif child.type == "text":
                self._text(child.content, line, last, formula="\\" in token.content)

    def _text(self, text: str, line: int, last: int, *, formula: bool) -> None:
        """Note what looks like markup in plain text, and is shown as it is written."""
        if "](" in text:
            for found in _SPACED.finditer(text):
                at = self._find(found[1], line, last)
                self.markup.spaced.append(Spot(*at, found[1]))
        if ":" in text:
            for found in _UNSAFE_LINK.finditer(text):
                self.markup.links.append(Spot(*self._find(found[1], line, last), found[1]))
        if "{kit-" in text:
            for found in _IDLE.finditer(text):
                at = self._find(found[0], line, last)
                self.markup.idle.append(Spot(*at, found[0], found[1]))
        if "{{" in text and not formula:
            for found in _SUBSTITUTION.finditer(text):
                at = self._find(found[0], line, last)
                self.markup.substitutions.append(Spot(*at, found[1]))

    def _table(self, line: int, last: int, columns: int) -> None:
        for at in range(line + 2, min(last, len(self.lines))):
            row = self.lines[at].strip(" \t>").strip("|")
            cells = _PIPE.split(row)
            if len(cells) > columns and cells[columns].strip():
                text = cells[columns].strip()
                self.markup.cut_off.append(Spot(at + 1, self.lines[at].rfind(text) + 1, text))

    def _heading(self, token: Token) -> None:
        text = "".join(
            child.content for child in token.children or () if child.type in {"text", "code_inline"}
        )
        anchor, count = anchor_of(text), 0
        unique = anchor
        while unique in self.markup.headings:
            count += 1
            unique = f"{anchor}-{count}"
        self.markup.headings.add(unique)

    def _html(self, content: str, line: int, last: int) -> None:
        for tag in _TAG.finditer(content):
            name = tag.group(1).lower()
            attributes = {
                found[1].lower(): found[2] or found[3] or found[4] or ""
                for found in _ATTRIBUTE.finditer(tag.group(2))
            }
            address = attributes.get("href" if name == "a" else "src", "")
            at = self._find(address or tag.group(), line, last)
            spot = Spot(*at, address, name, alt=attributes.get("alt"))
            if name == "img":
                self.markup.images.append(spot)
            elif not ("download" in attributes and address.startswith("data:")):
                self.markup.links.append(spot)
        self._asked(content, line, last)

    def _asked(self, content: str, line: int, last: int) -> None:
        images = {image.text for image in self.markup.images}
        for asked in asked_by_html(content):
            if asked.address not in images:
                at = self._find(asked.address, line, last)
                self.markup.loaded.append(Spot(*at, asked.address))

    def _next(self, wanted: str, line: int, last: int) -> tuple[int, int]:
        """Return where a text stands, looking on from what was found before it."""
        start_line, start_column = self._cursor
        for at in range(max(start_line, line), min(last, len(self.lines))):
            begin = start_column if at == start_line else 0
            column = self.lines[at].find(wanted, begin) if wanted else -1
            if column >= 0:
                self._cursor = (at, column + 1)
                return at + 1, column + 1
        return self._find(wanted, line, last)

    def _find(self, wanted: str, line: int, last: int) -> tuple[int, int]:
        for at in range(line, min(last, len(self.lines))):
            column = self.lines[at].find(wanted) if wanted else -1
            if column >= 0:
                return at + 1, column + 1
        return line + 1, 1


def _in_head(token: Token) -> bool:
    return token.type != "thead_close"
