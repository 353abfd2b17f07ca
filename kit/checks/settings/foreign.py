"""What is said of something that another host is asked for, by the checks and by the build."""

from __future__ import annotations

from typing import Final

from kit.checks.foreign_hosts.addresses import host_of
from kit.checks.settings.supported import HOST
from kit.errors import Place, Problem
from kit.source import Document

ADVICE: Final = "put the file into the book, make it a link, or allow the host in 'kit_hosts'"


def foreign_host(
    place: Place, address: str, *, what: str = "the page", hint: str = ADVICE
) -> Problem:
    """Return the problem that something would be loaded from, or sent to, another host."""
    message = f"{what} would load '{address[:80]}' from another host"
    return Problem(place, "foreign-host", message, hint)


def host_allows(host: str, address: str) -> bool:
    """Return whether an address is on a host that is written as in ``kit_hosts``.

    >>> host_allows("https://*.example.org", "//cdn.example.org/a.js")
    True
    """
    found = host_of(address)
    wanted = host.removeprefix("https://")
    return found.endswith(wanted[1:]) if wanted.startswith("*.") else found == wanted


def allowed_hosts(config: Document | None) -> tuple[str, ...]:
    """Return the hosts that the author lets pages ask: ``kit_hosts``, as far as it makes sense."""
    hosts = _setting(config, "kit_hosts")
    listed = hosts if isinstance(hosts, list) else []
    return tuple(host for host in listed if isinstance(host, str) and HOST.fullmatch(host))


def collects(config: Document | None) -> bool:
    """Return whether the book's readers can send answers: ``kit_collector`` names a place."""
    return bool(_setting(config, "kit_collector"))


def _setting(config: Document | None, name: str) -> object:
    value: object = config.data if config else None
    for key in ("sphinx", "config", name):
        value = value.get(key) if isinstance(value, dict) else None
    return value
