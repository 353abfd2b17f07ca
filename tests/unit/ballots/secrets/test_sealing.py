"""Who has the public key can put in, and only the private key takes out."""

from kit.ballots.secrets.sealing import Opener, new_private_key, public_key_of, seal


def test_what_is_sealed_is_opened_by_its_own_key_alone() -> None:
    private = new_private_key()
    sealed = seal(public_key_of(private), b"\x01\x02\x03")
    assert Opener(private).open(sealed) == b"\x01\x02\x03"
    assert Opener(new_private_key()).open(sealed) is None


def test_the_same_answer_looks_different_each_time_and_tells_only_its_length() -> None:
    public = public_key_of(new_private_key())
    first, second = seal(public, b"same"), seal(public, b"same")
    assert first != second
    assert b"same" not in first
    assert len(first) == len(second) == 4 + 48


def test_a_changed_or_shortened_text_is_not_opened() -> None:
    private = new_private_key()
    sealed = seal(public_key_of(private), b"answers")
    opener = Opener(private)
    for changed in (sealed[:-1], bytes([sealed[0] ^ 1]) + sealed[1:], sealed + b"\0", b"", b"x"):
        assert opener.open(changed) is None
