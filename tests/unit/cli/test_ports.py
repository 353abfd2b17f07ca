"""Who connects early waits, and who cannot listen says why in one line."""

import socket

import pytest

from kit.cli.ports import listen
from kit.errors import UsageError


def test_a_connection_waits_before_anything_answers() -> None:
    with listen("127.0.0.1", 0) as server, socket.create_connection(server.getsockname()):
        accepted, _ = server.accept()
        accepted.close()


def test_a_port_that_is_taken_is_named_with_its_host() -> None:
    with listen("127.0.0.1", 0) as server:
        port = server.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen on port {port} of 127.0.0.1: address"):
            listen("127.0.0.1", port)
