"""What stands in a document: texts that every file can hold."""

from kit.documents.content import plain


def test_signs_that_no_file_can_hold_become_spaces() -> None:
    assert plain("a\x00b\x0bc\ud800d\ufffee") == "a b c d e"


def test_every_end_of_a_line_is_the_same() -> None:
    assert plain("a\r\nb\rc\nd\u2028e") == "a\nb\nc\nd\ne"
