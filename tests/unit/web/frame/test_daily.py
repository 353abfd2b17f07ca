"""What is old is deleted every day, and one act that fails keeps no other from being done."""

import logging
import threading

import pytest

from kit.web.frame.daily import DAY, daily


class Days(threading.Event):
    """Stands for a service that runs for some days."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._left = number

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == DAY
        self._left -= 1
        if not self._left:
            self.set()
        return self.is_set()


def test_everything_is_done_at_once_and_then_every_day_whatever_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("fails")
        raise OSError("a path and a text of somebody's")

    with caplog.at_level(logging.WARNING):
        daily([fail, lambda: done.append("done")], Days(3))
    assert done == ["fails", "done"] * 3
    (line,) = caplog.messages
    assert "deleted daily has to wait" in line


def test_a_service_that_is_stopped_does_nothing_more() -> None:
    done: list[str] = []
    stopped = threading.Event()
    stopped.set()
    daily([lambda: done.append("x")], stopped)
    assert done == []
