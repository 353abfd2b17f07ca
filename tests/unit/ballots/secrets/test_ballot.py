"""A ballot opens with its key only, and counts in its own box only."""

import pytest

from kit.ballots.secrets.ballot import SessionName, ballot_text, receipt_hash, vector_of
from kit.ballots.secrets.sealing import Opener, new_private_key, public_key_of, seal

KEY = bytes(range(32))
BOX = SessionName("round", "unit")
RECEIPT = receipt_hash(bytes(16))
VECTOR = b"\1\2\3"


def test_a_ballot_gives_back_its_answers() -> None:
    assert vector_of(KEY, BOX, RECEIPT, ballot_text(KEY, BOX, RECEIPT, VECTOR)) == VECTOR


@pytest.mark.parametrize(
    ("key", "box", "receipt"),
    [
        (bytes(32), BOX, RECEIPT),
        (KEY, SessionName("other", "unit"), RECEIPT),
        (KEY, SessionName("round", "other"), RECEIPT),
        (KEY, BOX, receipt_hash(b"\1" * 16)),
    ],
)
def test_a_ballot_from_elsewhere_does_not_count(
    key: bytes, box: SessionName, receipt: bytes
) -> None:
    assert vector_of(key, box, receipt, ballot_text(KEY, BOX, RECEIPT, VECTOR)) is None


@pytest.mark.parametrize("text", [None, b"", b"\1", b"\2" + b"\1" * 19, b"\1" * 16])
def test_what_is_no_ballot_does_not_count(text: bytes | None) -> None:
    assert vector_of(KEY, BOX, RECEIPT, text) is None


def test_a_changed_answer_does_not_count() -> None:
    text = bytearray(ballot_text(KEY, BOX, RECEIPT, VECTOR))
    text[1] ^= 7
    assert vector_of(KEY, BOX, RECEIPT, bytes(text)) is None


def test_only_the_private_key_opens_and_two_of_the_same_look_different() -> None:
    private = new_private_key()
    one, other = (seal(public_key_of(private), VECTOR) for _ in range(2))
    assert one != other
    assert len(one) == len(other) == len(VECTOR) + 48
    assert Opener(private).open(one) == VECTOR
    assert Opener(new_private_key()).open(one) is None
    assert Opener(private).open(one[:-1]) is None
    assert Opener(private).open(b"") is None


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_receipt_has_one_length(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        receipt_hash(bytes(length))
