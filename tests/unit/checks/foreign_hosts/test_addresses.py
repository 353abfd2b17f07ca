"""An address is read as a browser reads it, however somebody hides it."""

import pytest

from kit.checks.foreign_hosts.addresses import as_read, host_of, is_foreign


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a",
        "HTTPS:evil.example",
        "//evil.example",
        "\\\\evil.example\\a",
        "/\\evil.example",
        " \x00//evil.example",
        "ht\ntps://evil.example",
        "wss://evil.example",
    ],
)
def test_an_address_on_another_host_is_foreign_however_it_is_written(address: str) -> None:
    assert is_foreign(address)
    assert host_of(address) == "evil.example"


@pytest.mark.parametrize(
    "address",
    ["a.png", "/a.png", "../a", "#top", "?a=//b", "data:image/png;base64,//x", "", "mailto:a@b"],
)
def test_an_address_on_the_own_host_is_not(address: str) -> None:
    assert not is_foreign(address)


def test_what_browsers_leave_out_is_left_out() -> None:
    assert as_read("  a\tb\r\nc ") == "abc "
