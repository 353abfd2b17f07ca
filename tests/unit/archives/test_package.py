"""A table in an archive opens in a spreadsheet, and nothing in it is a formula."""

from datetime import date

from kit.archives.package import Column, Contents, packed, table
from tests.unit.archives.conftest import files

COLUMNS = (Column("name", "who"), Column("day", "when"))


def test_a_table_opens_in_a_spreadsheet() -> None:
    found = table("a.csv", COLUMNS, [("Åse; B", date(2026, 11, 2)), ("=1+1", None)], "a list")
    text = 'name;day\r\n"Åse; B";2026-11-02\r\n\'=1+1;\r\n'
    assert found.data.decode("utf-8-sig") == text
    assert found.data.startswith(b"\xef\xbb\xbf")
    assert found.rows == 2


def test_it_says_whose_it_is_and_what_nobody_decided() -> None:
    part = table("a.csv", COLUMNS, [], "a list")
    contents = Contents("results", "Title", "Meaning.", (part,), creator="The town")
    read_me = files(packed(contents, date(2026, 11, 2), "en"))["README.txt"].decode("utf-8-sig")
    assert read_me.startswith("Title\r\n=====\r\n\r\nMeaning.")
    assert "Records of: The town." in read_me
    assert "None has been entered" in read_me
    assert "- a.csv: a list 0 lines" in read_me
    assert "    name: who" in read_me
