"""What is done to Babel is still needed; what it gives is held by tests of the catalogues."""

from io import StringIO

from babel.messages.pofile import PoFileParser, read_po

from kit.catalogues.patches.babel_reader import CarefulParser


def test_babel_drops_signs_where_quotation_marks_are_missing() -> None:
    read = read_po(StringIO('msgid "Hi"\nmsgstr Hei\n'), abort_invalid=True)
    assert [message.string for message in read if message.id] == ["e"]


def test_babel_has_every_method_that_is_made_strict() -> None:
    strict = {name for name in vars(CarefulParser) if name.startswith("_") and "__" not in name}
    own = {"_keyword", "_entry", "_look", "_slip"}
    assert own <= strict
    assert strict - own <= vars(PoFileParser).keys()
