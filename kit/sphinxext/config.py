"""The extension's configuration: each value once, with type, default and validator."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.config import Config

from kit.checks.settings.supported import COLLECTOR, HOST, PAGE

PREFIX: Final = "kit_"

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def _languages(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError("it is not a list of languages")
    for entry in value:
        if not isinstance(entry, str) or not _TAG.fullmatch(entry):
            raise ValueError(f"{entry!r} is not a language such as nb or en")
    return tuple(value)


def _perhaps(value: object) -> bool | None:
    return None if value is None else bool(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("it is not a text")
    return value


def _collector(value: object) -> str:
    address = _text(value)
    if not COLLECTOR.fullmatch(address):
        raise ValueError(
            f"{address!r} is neither empty, nor /, nor an address such as https://host"
        )
    return address


def _hosts(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError("it is not a list of addresses")
    for entry in value:
        if not isinstance(entry, str) or not HOST.fullmatch(entry):
            raise ValueError(f"{entry!r} is not an address such as https://www.example.org")
    return tuple(sorted(set(value)))


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("it is not a mapping")
    return value


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise TypeError("it is not a list")
    return tuple(str(name) for name in value if PAGE.fullmatch(str(name)))


def _contents(value: object) -> Mapping[str, Any] | None:
    if value is not None and not isinstance(value, Mapping):
        raise TypeError("it is not a mapping")
    return value


@dataclass(frozen=True, slots=True)
class KitConfig:
    """The values ``kit_*`` of a book, checked.

    :raises TypeError: (from :meth:`of`) if a value is of another type.
    """

    languages: tuple[str, ...] = field(
        default=(), metadata={"check": _languages, "rebuild": "", "types": (list, tuple)}
    )
    """The languages of the book, the source language first; empty means that one only."""
    language_folder: bool | None = field(
        default=None, metadata={"check": _perhaps, "rebuild": "", "types": (bool, type(None))}
    )
    """Whether the only language of a book has a folder of its own in the site."""
    contents: Mapping[str, Any] | None = field(
        default=None, metadata={"check": _contents, "rebuild": "", "types": (dict, type(None))}
    )
    """The contents as ``kit build`` reads them; none where another extension reads them."""
    home_in_navigation: bool = field(
        default=False, metadata={"check": bool, "rebuild": "html", "types": (bool,)}
    )
    """Whether the tree of the book begins with its first page."""
    repository: Mapping[str, Any] = field(
        default_factory=dict, metadata={"check": _mapping, "rebuild": "html", "types": (dict,)}
    )
    """Where the book's source is kept: ``url``, ``branch``, ``path`` and ``buttons`` to show."""
    brand: Mapping[str, Any] = field(
        default_factory=dict, metadata={"check": _mapping, "rebuild": "html", "types": (dict,)}
    )
    """Beside and for the logo: ``text`` in place of the title, ``alt_text`` for its picture."""
    more_links: tuple[Any, ...] = field(
        default=(), metadata={"check": tuple, "rebuild": "html", "types": (list, tuple)}
    )
    """Links at the foot of every page: (name, address)."""
    notebook_links: bool = field(
        default=True, metadata={"check": bool, "rebuild": "html", "types": (bool,)}
    )
    """Whether a page that is a notebook offers itself for download."""
    numbered_on: bool = field(
        default=True, metadata={"check": bool, "rebuild": "env", "types": (bool,)}
    )
    """Whether the numbers of chapters go on from one part to the next."""
    announcement: str = field(
        default="", metadata={"check": _text, "rebuild": "html", "types": (str,)}
    )
    """HTML of the author's at the top of every page."""
    footer: str = field(default="", metadata={"check": _text, "rebuild": "html", "types": (str,)})
    """HTML of the author's at the foot of every page."""
    collector: str = field(
        default="", metadata={"check": _collector, "rebuild": "env", "types": (str,)}
    )
    """Where answers can be sent: nowhere if empty, ``/`` the book's own host, or another host."""
    strict: bool = field(default=False, metadata={"check": bool, "rebuild": "", "types": (bool,)})
    """Whether warnings keep the book from being shown."""
    hosts: tuple[str, ...] = field(
        default=(), metadata={"check": _hosts, "rebuild": "html", "types": (list, tuple)}
    )
    """Other hosts that pages may load something from, although these learn who reads."""
    removed: tuple[str, ...] = field(
        default=(), metadata={"check": _names, "rebuild": "", "types": (list, tuple)}
    )
    """Pages and exercises that were taken out, whose addresses say so: ``book/old-page``."""
    fingerprint: str = field(
        default="", metadata={"check": _text, "rebuild": "env", "types": (str,)}
    )
    """A digest of the kit itself, so that a new version rebuilds everything."""

    @classmethod
    def of(cls, config: Config) -> KitConfig:
        """Return the values of a Sphinx configuration.

        :raises ValueError: if a value is not one of those allowed.
        """
        found: dict[str, Any] = {}
        for option in fields(cls):
            check: Callable[[object], Any] = option.metadata["check"]
            try:
                found[option.name] = check(config[PREFIX + option.name])
            except (TypeError, ValueError) as error:
                raise type(error)(f"{PREFIX}{option.name}: {error}") from error
        return cls(**found)


def add_config_values(app: Sphinx) -> None:
    """Announce every value of :class:`KitConfig` to Sphinx."""
    for option in fields(KitConfig):
        app.add_config_value(
            PREFIX + option.name,
            option.default if option.default is not MISSING else {},
            option.metadata["rebuild"],
            option.metadata["types"],
        )
