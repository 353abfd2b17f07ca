"""A row that somebody without the code key has written or changed is not taken for ours."""

from datetime import date

from kit.storage import prove, proven

KEY = b"k" * 32


def test_one_sort_of_proof_never_passes_for_another() -> None:
    assert prove(KEY, "link", "a") != prove(KEY, "visit", "a")
    assert prove(KEY, "link", "a", "b") != prove(KEY, "link", "ab")
    assert prove(KEY, "link", 1) != prove(KEY, "link", "1")


def test_a_proof_holds_for_its_facts_and_its_key_alone() -> None:
    proof = prove(KEY, "link", "secret", date(2026, 11, 1), b"\0")
    assert proven(KEY, proof, "link", "secret", date(2026, 11, 1), b"\0")
    assert not proven(KEY, proof, "link", "secret", date(2026, 11, 2), b"\0")
    assert not proven(b"x" * 32, proof, "link", "secret", date(2026, 11, 1), b"\0")


def test_bytes_are_the_same_facts_however_a_database_hands_them_over() -> None:
    assert prove(KEY, "row", b"\x01\x02") == prove(KEY, "row", memoryview(b"\x01\x02"))
