"""What translations of pages point to that the pages themselves do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kit.catalogues import Texts
from kit.checks.markdown.markup import is_marked, read_block
from kit.checks.markdown.spots import Markup, Spot
from kit.checks.pages.links import target_of
from kit.checks.pages.pages import Page
from kit.errors import Place


@dataclass(frozen=True, slots=True)
class _Translation:
    at: Place

    def place(self, path: str, line: int, column: int) -> Place:
        """Return where the translation begins: its lines may be cut anywhere."""
        return self.at


def translations_of(
    pages: Mapping[str, Page], catalogues: Mapping[str, Texts]
) -> Iterator[tuple[str, Page]]:
    """Yield each translated block that points to something else than its page, as a page.

    What is wrong in the source language as well is told there, once.

    :param catalogues: the catalogue of each page in one language, by the page's path.
    :return: with a name of its own for each.
    """
    for page in pages.values():
        catalogue = catalogues[page.path]
        for block in page.markup.blocks if catalogue.entries else ():
            text = catalogue.lookup(("",), block.source)
            if text is None or not is_marked(text):
                continue
            markup = _added(page.markup, read_block(text))
            if markup:
                location = _Translation(catalogue.place(("",), block.source))
                yield str(location.at), replace(page, markup=markup, review=None, location=location)


def _added(source: Markup, found: Markup) -> Markup | None:
    """Return what a translation points to and its source does not; none if there is nothing."""
    added = Markup(
        links=_new(source.links, found.links),
        images=_new(source.images, found.images, lambda spot: (*_key(spot), bool(spot.alt))),
        loaded=_new(source.loaded, found.loaded),
        roles=_new(source.roles, found.roles, lambda spot: (spot.name, target_of(spot.text))),
        spaced=_new(source.spaced, found.spaced),
        substitutions=_new(source.substitutions, found.substitutions),
        targets=source.targets,
        headings=source.headings,
    )
    spots = (added.links, added.images, added.loaded, added.roles)
    return added if any((*spots, added.spaced, added.substitutions)) else None


def _key(spot: Spot) -> tuple[object, ...]:
    return spot.name, spot.text


def _new(
    source: Iterable[Spot],
    found: Iterable[Spot],
    key: Callable[[Spot], tuple[object, ...]] = _key,
) -> list[Spot]:
    known = {key(spot) for spot in source}
    return [spot for spot in found if key(spot) not in known]
