"""Ctrl+C is told from an extension that raises ``KeyboardInterrupt`` by itself."""

import signal
import threading

import pytest

from kit.sphinxext.build.interrupts import Keys


def test_who_presses_the_keys_is_noted_and_the_build_ends() -> None:
    keys = Keys()
    with pytest.raises(KeyboardInterrupt), keys:
        signal.raise_signal(signal.SIGINT)
    assert keys.pressed
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_extension_that_raises_it_presses_no_key() -> None:
    keys = Keys()
    with pytest.raises(KeyboardInterrupt), keys:
        raise KeyboardInterrupt
    assert not keys.pressed


def test_in_the_background_of_a_shell_no_key_comes() -> None:
    keys, before = Keys(), signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with keys:
            pass
    finally:
        signal.signal(signal.SIGINT, before)
    assert not keys.pressed


def test_where_nobody_can_note_it_an_interrupt_counts_as_the_keys() -> None:
    keys = Keys()

    def enter() -> None:
        with keys:
            pass

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert keys.pressed
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
