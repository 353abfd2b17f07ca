"""A log that says each thing once."""

import logging

import pytest

from kit.storage import Once


def test_faults_that_take_turns_are_each_said_once_until_it_is_well(
    caplog: pytest.LogCaptureFixture,
) -> None:
    once = Once(logging.getLogger("kit.test"))
    for _ in range(3):
        once.say("the disk is full")
        once.say("the database is damaged")
    assert caplog.messages == ["the disk is full", "the database is damaged"]
    once.well()
    once.say("the disk is full")
    assert caplog.messages[2:] == ["the disk is full"]
