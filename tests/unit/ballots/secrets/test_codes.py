"""Codes that people type."""

from hypothesis import given
from hypothesis import strategies as st

from kit.ballots.secrets.codes import (
    REFERENCE_LENGTH,
    ROOM_LENGTH,
    SENT_LENGTH,
    SLIP_LENGTH,
    code_hash,
    new_slip,
    normalise_code,
    room_code,
    shown_code,
)

KEY = bytes(range(32))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.text(alphabet=LETTERS, min_size=8, max_size=12), st.integers(0, 2**12))
def test_a_code_survives_how_it_is_typed(code: str, habits: int) -> None:
    typed = shown_code(code)
    typed = typed.lower() if habits & 1 else typed
    typed = typed.replace("-", " ") if habits & 2 else typed
    typed = typed.replace("0", "o") if habits & 4 else typed
    typed = typed.replace("1", "i") if habits & 8 else typed
    typed = f"{typed:<24}" if habits & 16 else typed
    assert normalise_code(typed) == code
    assert code_hash(KEY, typed) == code_hash(KEY, code)


@given(st.text())
def test_whatever_is_typed_is_no_error(text: str) -> None:
    assert len(code_hash(KEY, text)) == 32


def test_a_room_code_depends_on_key_and_session_only() -> None:
    assert room_code(KEY, "one") == room_code(KEY, "one")
    assert len({room_code(KEY, "one"), room_code(KEY, "two"), room_code(bytes(32), "one")}) == 3
    assert len(normalise_code(room_code(KEY, "one"))) == ROOM_LENGTH


def test_slips_have_sixty_random_bits() -> None:
    slips = {normalise_code(new_slip()) for _ in range(500)}
    assert len(slips) == 500
    assert {len(slip) for slip in slips} == {SLIP_LENGTH}
    assert set("".join(slips)) == set(LETTERS)


def test_the_longest_code_that_somebody_reads_is_as_long_as_what_is_sent() -> None:
    assert len(shown_code("0" * (SLIP_LENGTH + REFERENCE_LENGTH))) == SENT_LENGTH


def test_a_hash_is_of_one_key() -> None:
    assert code_hash(KEY, "0000") != code_hash(bytes(32), "0000")
