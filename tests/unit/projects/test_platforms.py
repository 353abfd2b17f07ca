"""Where the platform of a new book comes from, and what comes along with it."""

from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.plugins import Pack
from kit.projects.platforms import find_origin

PLATFORM = b"schema: 1\n"


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(PLATFORM if path.endswith("platform.yml") else path.encode())


def test_a_name_means_an_installed_pack_with_all_that_it_has() -> None:
    found = find_origin("sarpsborg")
    assert found.is_pack
    assert found.name == "sarpsborg:book/platform.yml"
    assert found.platform == found.files["book/platform.yml"]
    assert {"_config.yml", "_toc.yml", "book/index.md"} <= set(found.files)


def test_a_book_is_found_by_its_folder_and_by_its_file(tmp_path: Path) -> None:
    write(tmp_path, "book/platform.yml")
    file = tmp_path / "book" / "platform.yml"
    for named in (tmp_path, str(file)):
        found = find_origin(named)
        assert (found.name, found.platform, found.is_pack) == (file.as_posix(), PLATFORM, False)


def test_exercises_and_the_kinds_that_they_need_come_with_a_file_and_pages_do_not(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        *("book/platform.yml", "book/index.md", "_config.yml", "exercises/learn/back.yml"),
        *("plugins/ours.py", "locale/da/LC_MESSAGES/kit.po", "locale/en/LC_MESSAGES/kit.po"),
    )
    assert set(find_origin(tmp_path).files) == {
        "exercises/learn/back.yml",
        "plugins/ours.py",
        # A language that the kit lacks; of one that it has, the book has nothing of its own.
        "locale/da/LC_MESSAGES/kit.po",
    }


def test_a_file_that_lies_alone_has_its_exercises_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "exercises/learn/back.yml")
    (tmp_path / "ours.yml").write_bytes(PLATFORM)
    assert set(find_origin(tmp_path / "ours.yml").files) == {"exercises/learn/back.yml"}


def test_what_is_hidden_or_compiled_never_comes_along(tmp_path: Path) -> None:
    write(
        tmp_path,
        *("book/platform.yml", "book/.draft.md", "book/.git/config", "plugins/ours.py"),
        *("plugins/__pycache__/ours.cpython-311.pyc", "plugins/ours.pyc"),
        "locale/en/LC_MESSAGES/exercises.mo",
    )
    found = find_origin(Pack("trial", tmp_path))
    assert set(found.files) == {"book/platform.yml", "plugins/ours.py"}


def test_a_pack_without_a_platform_is_named_with_the_file(tmp_path: Path) -> None:
    missing = str(tmp_path / "book" / "platform.yml")
    with pytest.raises(UsageError, match="platform 'trial' has no file") as caught:
        find_origin(Pack("trial", tmp_path))
    assert missing in str(caught.value)


def test_what_is_neither_a_file_nor_installed_is_told_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no installed platform 'oslo'; installed: .*sarpsborg"):
        find_origin("oslo")
    with pytest.raises(UsageError, match="no file and no installed platform"):
        find_origin(tmp_path)
