"""ZIP files that say nothing of when, by whom or with what they were made."""

import io
import zipfile

from kit.documents.zipped import without_time


def zipped(names: dict[str, bytes], year: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in names.items():
            made.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def test_time_and_order_of_the_files_make_no_difference() -> None:
    one = zipped({"b": b"1", "a": b"2", "[Content_Types].xml": b"3"}, 2020)
    two = zipped({"[Content_Types].xml": b"3", "a": b"2", "b": b"1"}, 2026)
    assert without_time(one) == without_time(two)
    with zipfile.ZipFile(io.BytesIO(without_time(one))) as made:
        assert made.namelist() == ["[Content_Types].xml", "a", "b"]
        assert made.read("a") == b"2"


def test_a_file_is_replaced_and_the_program_is_not_named() -> None:
    data = zipped({"docProps/app.xml": b"<Application>Word</Application>", "a": b"2"}, 2020)
    with zipfile.ZipFile(io.BytesIO(without_time(data, {"a": b"new"}))) as made:
        assert b"Word" not in made.read("docProps/app.xml")
        assert made.read("a") == b"new"
