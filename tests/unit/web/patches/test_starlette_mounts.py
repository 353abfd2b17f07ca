"""What is done to Starlette is still needed; what it gives is held by tests of the access."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from kit.patches.versions import holds
from kit.web.patches import starlette_mounts
from kit.web.patches.starlette_mounts import STARLETTE, mounted

ADDRESS = "/collect/a\nb"


def test_to_starlette_an_address_with_a_line_feed_does_not_lie_below_a_mount() -> None:
    assert holds("starlette", STARLETTE)
    assert Mount("/collect", Starlette()).path_regex.match(ADDRESS) is None
    assert mounted("/collect", Starlette()).path_regex.match(ADDRESS) is not None


def test_a_starlette_that_was_never_tried_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_mounts, "STARLETTE", "<0")
    assert mounted("/collect", Starlette()).path_regex.match(ADDRESS) is None
