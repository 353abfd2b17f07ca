"""The fixed addresses of pages, and of what is made from an exercise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of each language lie in a site.

    >>> Addresses(("nb",), in_folders=False).folder("nb"), Addresses(("nb", "en")).folder("en")
    ('', 'en/')
    """

    languages: tuple[str, ...]
    """Those of the book, its own first."""
    in_folders: bool = True
    """Whether each language has a folder; only a single one may lie at the top of the site."""

    def folder(self, language: str) -> str:
        """Return the folder of a language, with a slash at its end; empty is the top."""
        return f"{language}/" if self.in_folders else ""

    def other_folder(self, language: str) -> str | None:
        """Return where else the pages of a language are asked for, and lead on from there.

        Pages of the book's own language answer at the top and in its folder, so that no address
        dies when a book gets its second language, or loses it again.
        """
        if language != self.languages[0]:
            return None
        return "" if self.in_folders else f"{language}/"


def light_address(exercise_id: str) -> str:
    """Return the fixed address of an exercise's light page, from the top of a language's folder.

    >>> light_address("learn/where-we-stand")
    'exercises/learn/where-we-stand.html'
    """
    return f"exercises/{exercise_id}.html"


def screen_address(exercise_id: str) -> str:
    """Return the fixed address of the page from which an exercise is shown to a room.

    >>> screen_address("learn/where-we-stand")
    'screens/learn/where-we-stand.html'
    """
    return f"screens/{exercise_id}.html"


def workshop_address(name: str) -> str:
    """Return the fixed address of a workshop's own page, from the top of a language's folder.

    >>> workshop_address("learn")
    'workshops/learn.html'
    """
    return f"workshops/{name}.html"


def measures_address() -> str:
    """Return the fixed address of the page on which a team writes what it agrees on.

    >>> measures_address()
    'measures.html'
    """
    return "measures.html"
