"""A book is built again for the files that it is made of, and not for others."""

from pathlib import Path

import pytest

from kit.serving.read import is_read


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "book").mkdir()
    page = tmp_path / "book" / "page.md"
    page.write_text("See {download}`table <files/numbers.csv>` and ![a](figure.*)")
    (tmp_path / "notes.txt").write_text("numbers2.csv")
    return [str(page), str(tmp_path / "notes.txt")]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("book/other.md", True),
        ("exercises/learn/share.yml", True),
        ("book/picture.PNG", True),
        ("files/numbers.csv", True),
        ("files/numbers2.csv", True),
        ("figure.tiff", True),
        ("_static/anything.bin", True),
        ("report.docx", False),
        ("elsewhere/log.txt", False),
    ],
)
def test_a_file_counts_if_pages_are_made_of_it_or_name_it(
    tmp_path: Path, files: list[str], name: str, *, read: bool
) -> None:
    # A file in a folder that a page names counts with the folder: `files/numbers2.csv`.
    assert is_read(tmp_path / name, tmp_path, files) is read


def test_a_file_that_has_gone_meanwhile_names_nothing(tmp_path: Path) -> None:
    assert not is_read(tmp_path / "a.csv", tmp_path, [str(tmp_path / "gone.md")])
