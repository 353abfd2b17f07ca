"""What an exporter gives is looked at before a page offers it."""

from typing import Any

import pytest

from kit.plugins import Export, export_faults


def faults(suffix: Any = ".csv", media: Any = "text/csv", data: Any = b"", label: Any = "A") -> Any:
    return list(export_faults(Export(suffix, media, data, label)))


@pytest.mark.parametrize("suffix", [".csv", ".tar.gz", ".7z", ".run-sheet.csv"])
def test_a_file_that_can_be_offered_has_no_fault(suffix: str) -> None:
    assert faults(suffix) == []
    assert list(export_faults(None)) == []


@pytest.mark.parametrize(
    "suffix", ["", ".", "csv", "..", "./../x", ".CSV", ". csv", ".a/b", ".csv.", "x.csv", ".å"]
)
def test_a_suffix_is_no_path_and_the_same_on_every_file_system(suffix: str) -> None:
    (fault,) = faults(suffix)
    assert fault == f"the suffix {suffix!r} is not a dot and then small letters or digits"


@pytest.mark.parametrize("suffix", [".html", ".more.html"])
def test_no_file_takes_the_place_of_a_page(suffix: str) -> None:
    assert faults(suffix) == [f"the suffix {suffix!r} is that of pages"]


@pytest.mark.parametrize("media", ["", "csv", "text/", "text/csv; charset=utf-8", 'text/"', "A/B"])
def test_a_media_type_has_two_parts(media: str) -> None:
    assert faults(media=media) == [f"the media type {media!r} is not of the form 'text/csv'"]


def test_every_fault_is_said_at_once() -> None:
    assert faults("csv", "csv", "x", " ") == [
        "the data of its Export is the text 'x', not bytes",
        "the suffix 'csv' is not a dot and then small letters or digits",
        "the media type 'csv' is not of the form 'text/csv'",
        "the label of its Export is empty",
    ]


@pytest.mark.parametrize("part", ["suffix", "media", "label"])
def test_what_is_no_text_is_named(part: str) -> None:
    (fault,) = faults(**{part: 1})
    assert fault.endswith(" of its Export is '1', not a text")
