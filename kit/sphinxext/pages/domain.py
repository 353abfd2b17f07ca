"""The domain ``kit``: where the book shows each thing, references to it, and what pages need."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from kit.sphinxext.loaded import Missing, loaded
from kit.sphinxext.pages.fragments import Recipe, digest, title
from kit.sphinxext.pages.links import place_address, relative, shown_at, targets_of
from kit.sphinxext.pages.nodes import language_classes
from kit.sphinxext.problems.warnings import absence, page_place, warn

if TYPE_CHECKING:
    from sphinx.util.typing import RoleFunction

TYPES = ("exercise", "focus-area", "role", "value", "workshop")
"""What can be referred to."""

_TABLES = ("needs", "untranslated", "targets", "outlines")
"""What is kept by page."""


class KitRole(XRefRole):
    """A reference such as ``{kit:exercise}`learn/looking-back```; the words come from the book."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx calls it so
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note that the page shows the title of what it refers to."""
        what = refnode["reftype"]
        domain: KitDomain = env.get_domain("kit")  # type: ignore[assignment]  # by our name
        domain.note(("title", what, target))
        return title, target


class KitDomain(Domain):
    """What the pages show and refer to."""

    name = "kit"
    label = "Workshop kit"
    object_types: ClassVar[dict[str, ObjType]] = {  # type: ignore[misc]
        what: ObjType(what, what) for what in TYPES
    }
    roles: ClassVar[dict[str, RoleFunction | XRefRole]] = {  # type: ignore[misc]
        what: KitRole(warn_dangling=True, innernodeclass=nodes.inline) for what in TYPES
    }
    initial_data: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "places": {},  # type/id -> places in the order of reading
        "needs": {},  # page -> recipe -> digest
        "untranslated": {},  # page -> number of texts
        "world": "",  # digest of everything that recipes are made from
        "navigation": "",  # digest of the contents as every page shows them
        "outlines": {},  # page -> what is numbered on it
        "targets": {},  # page -> what the kit links in its HTML lead to
        "links": {},  # page -> the addresses of these when they were last looked up
    }
    data_version = 2

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - as in Sphinx
        """Return what the search calls a thing; only exercises and workshops are found there."""
        _ = loaded(self.env).strings.gettext
        return {"exercise": _("Exercise"), "workshop": _("Workshop")}.get(type.lname, type.lname)

    def note(self, recipe: Recipe, docname: str | None = None) -> None:
        """Note that a page (the one being read) shows what a recipe gives."""
        page = docname or self.env.docname
        needs = self.data["needs"].setdefault(page, {})
        needs[recipe] = digest(loaded(self.env), recipe)

    def note_targets(self, html: str) -> None:
        """Note what the ``kit:`` links on the page being read lead to."""
        self.data["targets"].setdefault(self.env.docname, set()).update(targets_of(html))

    def note_place(self, what: str, name: str, anchor: str = "") -> None:
        """Note that the page being read shows a thing."""
        places = self.data["places"].setdefault(f"{what}/{name}", [])
        places.append((self.env.docname, anchor))

    def clear_doc(self, docname: str) -> None:
        """Forget what a page showed."""
        for what, places in list(self.data["places"].items()):
            kept = [place for place in places if place[0] != docname]
            if kept:
                self.data["places"][what] = kept
            else:
                del self.data["places"][what]
        for table in _TABLES:
            self.data[table].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:  # type: ignore[override]
        """Take over what a parallel process noted about its pages."""
        for what, places in otherdata["places"].items():
            new = [place for place in places if place[0] in docnames]
            if new:
                mine = self.data["places"].setdefault(what, [])
                mine += [place for place in new if place not in mine]
        for table in _TABLES:
            for docname in docnames:
                if docname in otherdata[table]:
                    self.data[table][docname] = otherdata[table][docname]

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx calls it so
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link, or the words alone for what no page shows or the book lacks."""
        try:
            words = title(loaded(env), typ, target)
        except Missing as missing:
            line = node.line or getattr(node.parent, "line", None)
            warn(absence(missing, page_place(env, fromdocname, line)))
            return contnode  # type: ignore[return-value]  # words without a link
        address = place_address(builder, typ, target)
        content: nodes.Node = contnode
        if not node.get("refexplicit"):
            content = nodes.inline("", words, classes=["kit-reference", *language_classes(words)])
        if address is None:
            return content  # type: ignore[return-value]  # words without a link, as in our HTML
        uri = relative(builder.get_target_uri(fromdocname), address)
        return nodes.reference("", "", content, internal=True, refuri=uri)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """Return nothing: ids are not unique across types, so a reference says its type."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the exercises and workshops that pages show, for the search."""
        book = loaded(self.env)
        for key in sorted(self.data["places"]):
            what, _, name = key.partition("/")
            place = shown_at(self.env, what, name)
            if what not in {"exercise", "workshop"} or place is None:
                continue
            try:
                words = title(book, what, name)
            except Missing:
                continue
            yield name, words, what, place[0], place[1], 1
