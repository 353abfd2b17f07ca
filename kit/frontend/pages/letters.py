"""Letters with the secret links of leaders, representatives and HR: to print, one page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final

from markupsafe import Markup

from kit.catalogues import strings
from kit.frontend.english import mark_english
from kit.frontend.pages.slips import typed_address
from kit.frontend.qr import qr_picture
from kit.frontend.templates import environment

_STYLES: Final = files("kit.frontend") / "static" / "letters.css"
_GROUP: Final = 4
"""So many signs of a secret stand together, so that it can be typed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """For whom a letter is, and the secret in it."""

    unit: str
    secret: str
    opens: bool = True
    """Whether one opens surveys with it, or only sees those that HR opens."""
    represents: bool = False
    """Whether it is a representative's, who only reads."""

    @property
    def groups(self) -> str:
        """The secret as it can be typed."""
        parts = (self.secret[at : at + _GROUP] for at in range(0, len(self.secret), _GROUP))
        return " ".join(parts)


def letter_sheet(
    letters: Sequence[Letter], *, entrance: str, expires_on: date, language: str
) -> str:
    """Return a complete HTML document that needs nothing else, for A4 paper.

    :param entrance: the address of the page where links are opened.
    :param expires_on: the last day on which they can be.
    """
    variables = {
        **letter_variables(letters, entrance=entrance, expires_on=expires_on),
        "_": strings(language).gettext,
        "language": language,
        "styles": Markup(_STYLES.read_text(encoding="utf-8")),  # noqa: S704 - our own file
    }
    html = environment().get_template("letters.html").render(variables).strip() + "\n"
    return mark_english(html, language)


def letter_variables(
    letters: Sequence[Letter], *, entrance: str, expires_on: date
) -> dict[str, Any]:
    """Return what the template ``letters.html`` says, without its language and style."""
    address = f"{entrance.rstrip('/')}/"
    return {
        "letters": [(each, qr_picture(f"{address}#{each.secret}")) for each in letters],
        "entrance": typed_address(entrance),
        "expires_on": expires_on,
    }
