"""A page may ask just the hosts that its author allows."""

import pytest

from kit.checks.settings.foreign import allowed_hosts, collects, host_allows
from kit.source import Document, read_bytes


def config(text: str) -> Document | None:
    return read_bytes(f"sphinx:\n  config:\n    {text}\n".encode(), "_config.yml").document


@pytest.mark.parametrize(
    ("host", "address", "allowed"),
    [
        ("https://www.example.org", "https://www.example.org/a", True),
        ("https://www.example.org", "//WWW.example.org", True),
        ("https://www.example.org", "https://example.org/a", False),
        ("https://www.example.org", "https://www.example.org.evil.example", False),
        ("https://*.example.org", "https://cdn.example.org/a", True),
        ("https://*.example.org", "https://evilexample.org/a", False),
        ("https://*.example.org", "https://example.org/a", False),
    ],
)
def test_a_host_stands_for_itself_and_a_star_for_those_below(
    host: str, address: str, *, allowed: bool
) -> None:
    assert host_allows(host, address) is allowed


def test_only_hosts_that_make_sense_are_allowed() -> None:
    said = "kit_hosts: [https://a.example.org, '*', https://b.example.org/path, 5, http://c.no]"
    assert allowed_hosts(config(said)) == ("https://a.example.org",)
    assert allowed_hosts(config("kit_hosts: https://a.example.org")) == ()
    assert allowed_hosts(None) == ()


@pytest.mark.parametrize(
    ("setting", "sends"),
    [("kit_collector: /", True), ("kit_collector: ''", False), ("a: b", False)],
)
def test_answers_can_be_sent_where_a_collector_is_named(setting: str, *, sends: bool) -> None:
    assert collects(config(setting)) is sends
