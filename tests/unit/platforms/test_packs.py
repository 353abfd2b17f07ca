"""The reference book is found in a wheel and in a checkout."""

from pathlib import Path

from kit.platforms.packs import find_root, sarpsborg


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
