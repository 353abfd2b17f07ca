"""How every server is set up: it writes down nobody's request."""

from starlette.applications import Starlette

from kit.web.server.configuration import server_settings
from kit.web.server.heads import BoundedProtocol


def test_a_server_logs_no_request_names_no_software_and_bounds_every_head() -> None:
    settings = server_settings(Starlette())
    assert settings.access_log is False
    assert settings.server_header is False
    assert settings.log_level == "warning"
    assert settings.http is BoundedProtocol
    assert settings.ws == "none"


def test_it_waits_for_what_is_under_way_as_long_as_it_is_told() -> None:
    assert server_settings(Starlette(), grace=7).timeout_graceful_shutdown == 7
