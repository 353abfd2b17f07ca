"""What an author puts beside the pages lies where a host looks for it."""

from pathlib import Path

import pytest

from kit.load import load_book
from kit.sphinxext.site.extra_files import extra_files


def setting(root: Path, value: str) -> None:
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    assert "    kit_languages" in text
    added = text.replace("    kit_languages", f"    html_extra_path: {value}\n    kit_languages")
    config.write_text(added, "utf-8")


@pytest.mark.parametrize("value", ["", "[extra", "extra", "5", "{a: b}", "[5]", "[not there]"])
def test_a_setting_that_names_nothing_brings_nothing(root: Path, value: str) -> None:
    setting(root, value)
    assert extra_files(load_book(root)) == {}


def test_files_and_all_in_folders_stand_at_the_top_of_the_site(root: Path) -> None:
    setting(root, "[extra, files/robots.txt]")
    for name in ("extra/.well-known/security.txt", "extra/CNAME", "files/robots.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    found = extra_files(load_book(root))
    assert sorted(found) == [".well-known/security.txt", "CNAME", "robots.txt"]
    assert found["CNAME"] == root / "extra" / "CNAME"
