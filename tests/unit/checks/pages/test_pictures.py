"""A logo that is not there, or is no picture, is told at its setting."""

from pathlib import Path

import pytest

from kit.checks.pages.pictures import check_files, is_image
from kit.load import load_book

PNG = b"\x89PNG\r\n\x1a\n0000"


@pytest.mark.parametrize(
    ("name", "content", "image"),
    [
        ("a.png", PNG, True),
        ("a.jpg", PNG, True),
        ("a.JPEG", b"\xff\xd8\xff", True),
        ("a.png", b"<html>", False),
        ("a.png", b"", False),
        ("a.svg", b'<?xml version="1.0"?><svg>', True),
        ("a.svg", b"<html>", False),
        ("a.pdf", b"%PDF", True),
    ],
)
def test_a_file_with_the_name_of_a_picture_begins_as_one(
    tmp_path: Path, name: str, content: bytes, *, image: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    assert is_image(tmp_path / name) is image


@pytest.mark.parametrize(
    ("setting", "content", "problems"),
    [
        ("logo: logo.png", PNG, 0),
        ("logo: /logo.png", PNG, 0),
        ("logo: https://a.example/logo.png", None, 0),
        ("logo: logo.png", None, 1),
        ("logo: logo.png", b"text", 1),
        ("html: {favicon: logo.png}", None, 1),
    ],
)
def test_a_picture_that_the_settings_name_has_to_be_one(
    root: Path, setting: str, content: bytes | None, problems: int
) -> None:
    config = root / "_config.yml"
    config.write_text(f"{setting}\n" + config.read_text("utf-8"), "utf-8")
    if content is not None:
        (root / "logo.png").write_bytes(content)
    found = list(check_files(load_book(root)))
    assert [problem.code for problem in found] == ["missing-image"] * problems
    assert all(problem.place.line == 1 for problem in found)
