"""The secret behind codes and proofs."""

from kit.storage.code_key import key_name

KEY = bytes(range(32))


def test_a_name_is_of_one_key() -> None:
    assert key_name(KEY) != key_name(bytes(32))
