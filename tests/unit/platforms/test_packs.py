"""The reference book is found in a wheel and in a checkout."""

from pathlib import Path

import pytest

from kit.platforms.packs import find_root, lorenskog, ostersund, sarpsborg
from kit.plugins import Pack


def test_a_wheel_holds_the_book_beside_the_module(tmp_path: Path) -> None:
    folder = tmp_path / "kit" / "platforms" / "sarpsborg"
    (folder / "book").mkdir(parents=True)
    assert find_root(folder) == folder


def test_a_checkout_holds_the_book_at_its_root(tmp_path: Path) -> None:
    folder = tmp_path / "kit" / "platforms" / "sarpsborg"
    folder.mkdir(parents=True)
    assert find_root(folder) == tmp_path


def test_the_installed_pack_has_its_platform_its_exercises_and_its_translations() -> None:
    assert sarpsborg.platform_file.is_file()
    assert (sarpsborg.root / "exercises" / "learn").is_dir()
    assert (sarpsborg.root / "locale" / "en").is_dir()


@pytest.mark.parametrize("pack", [lorenskog, ostersund], ids=lambda pack: pack.name)
def test_the_others_are_folders_of_author_files_beside_the_module(pack: Pack) -> None:
    assert pack.root.parent.name == "platforms"
    assert pack.root.name == pack.name
    for part in ("_config.yml", "_toc.yml", "book/index.md", "book/sources.md"):
        assert (pack.root / part).is_file()
    assert list((pack.root / "exercises" / "workshops").glob("*.yml"))
