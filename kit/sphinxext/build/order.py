"""What is to be built in one language, by this process or another, and where everything lies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from kit.load import Book
from kit.model import Addresses


@dataclass(frozen=True, slots=True)
class Order:
    """One language of a book."""

    root: Path
    language: str
    languages: tuple[str, ...]
    """All that the book has."""
    cache: Path
    """The folder in which each language has its own, kept from one build to the next."""
    locale: Path
    """Compiled catalogues, ours for Sphinx included."""
    jobs: int = 1
    """Processes that Sphinx may use."""
    place: str = ""
    """The folder of the site in which the pages will lie, with a slash at its end."""

    @classmethod
    def of(cls, root: Path, book: Book, language: str, addresses: Addresses, jobs: int = 1) -> Self:
        """Return the order for a language of the book in ``root``, as its site has it."""
        cache, locale = root / "_build" / "cache", root / "_build" / "locale"
        place = addresses.folder(language)
        return cls(root, language, book.languages, cache, locale, jobs, place)

    @property
    def folder(self) -> Path:
        """What is kept of this language."""
        return self.cache / self.language

    def as_json(self) -> dict[str, Any]:
        """Return plain data, for the way from one process to another."""
        paths = {"root": str(self.root), "cache": str(self.cache), "locale": str(self.locale)}
        return asdict(self) | paths

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the order that :meth:`as_json` was called on."""
        paths = {name: Path(data[name]) for name in ("root", "cache", "locale")}
        return cls(**data | paths | {"languages": tuple(data["languages"])})
