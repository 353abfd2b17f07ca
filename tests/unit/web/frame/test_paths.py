"""A route is known by its path wherever the collector is mounted."""

import pytest

from kit.web.frame.paths import path_of


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/collect/v1/answers", "/v1/answers"),
        ("/v1/answers", "/v1/answers"),
        ("/collect/", "/"),
        ("/collection/v1/answers", "/collection/v1/answers"),
        ("/collect/collect/v1", "/collect/v1"),
    ],
)
def test_the_root_is_taken_off_once_and_only_as_a_whole(asked: str, path: str) -> None:
    assert path_of({"path": asked}) == path
