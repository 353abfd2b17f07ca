"""A table in an archive opens in a spreadsheet, and nothing in it is a formula."""

from datetime import date

from kit.archives.package import Column, Contents, Part, packed, table
from tests.unit.archives.conftest import files

COLUMNS = (Column("name", "who"), Column("day", "when"))


def test_a_table_opens_in_a_spreadsheet() -> None:
    found = table(COLUMNS, [("Åse; B", date(2026, 11, 2)), ("=1+1", None)])
    assert found.decode("utf-8-sig") == 'name;day\r\n"Åse; B";2026-11-02\r\n\'=1+1;\r\n'
    assert found.startswith(b"\xef\xbb\xbf")


def test_what_nobody_decided_is_said() -> None:
    part = Part("a.csv", table(COLUMNS, []), "a list", COLUMNS)
    made = packed(Contents("results", "Title", "Meaning.", (part,)), date(2026, 11, 2), "en")
    read_me = files(made)["README.txt"].decode("utf-8-sig")
    assert read_me.startswith("Title\r\n=====\r\n\r\nMeaning.")
    assert "None has been entered." in read_me
    assert "    name: who" in read_me
