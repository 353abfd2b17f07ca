"""The built wheel alone makes a book: new, check and build in a fresh environment."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(build_wheel: Callable[[Path], Path]) -> Path:
    return build_wheel(ROOT)


@pytest.fixture(scope="module")
def environment(new_environment: Any, wheel: Path) -> Any:
    return new_environment([wheel], with_kit=False)


def test_the_pack_is_in_the_wheel_with_book_exercises_and_translations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for path in (
        "_config.yml",
        "_toc.yml",
        "book/platform.yml",
        "book/focus-areas/learn.md",
        "exercises/learn/looking-back.yml",
        "locale/en/LC_MESSAGES/exercises.po",
    ):
        assert f"kit/platforms/sarpsborg/{path}" in names
    assert not [name for name in names if name.startswith(("book/", "tests/", "kit/_build"))]


def test_every_other_pack_is_in_the_wheel_whole(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = sorted(path.parent for path in ROOT.glob("kit/platforms/*/_toc.yml"))
    assert folders
    for folder in folders:
        files = [path for path in folder.rglob("*") if path.suffix in {".yml", ".md", ".po"}]
        assert {path.relative_to(ROOT).as_posix() for path in files} <= names


def test_the_documentation_is_in_the_wheel_and_the_command_says_where(
    environment: Any, tmp_path: Path
) -> None:
    said = environment.run("kit", "--help", cwd=tmp_path).stdout
    folder = Path(said.partition("Documentation:")[2].strip().replace("\n", ""))
    assert folder.is_relative_to(environment.commands.parent)
    assert (folder / "authors.md").read_bytes() == (ROOT / "docs" / "authors.md").read_bytes()


def test_templates_and_examples_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("kit/projects/pages", "kit/projects/packages", "kit/kinds/examples"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.*")}
        assert {name for name in here if not name.endswith(".pyc")} <= names


def test_kit_is_the_one_in_the_wheel(environment: Any, tmp_path: Path) -> None:
    ask = "import kit; print(kit.__file__)"
    found = environment.run("python", "-c", ask, cwd=tmp_path).stdout.strip()
    assert Path(found).is_relative_to(environment.commands.parent)


def test_new_check_and_build_work_from_the_wheel(environment: Any, tmp_path: Path) -> None:
    new = environment.run("kit", "new", "book", "--platform", "sarpsborg", cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    root = tmp_path / "book"
    assert (root / "exercises" / "learn" / "looking-back.yml").read_bytes() == (
        ROOT / "exercises" / "learn" / "looking-back.yml"
    ).read_bytes()
    checked = environment.run("kit", "check", cwd=root)
    assert (checked.returncode, checked.stdout) == (0, "")
    # The translation needs all that the source language needs, and its catalogues.
    built = environment.run("kit", "build", "--language", "en", cwd=root)
    assert built.returncode == 0, built.stdout + built.stderr
    page = root / "_build" / "site" / "en" / "book" / "focus-areas" / "learn.html"
    assert "<h1>To learn" in page.read_text("utf-8")


@pytest.mark.parametrize("name", ["lorenskog", "ostersund"])
def test_every_other_pack_becomes_a_book_from_the_wheel(
    name: str, environment: Any, tmp_path: Path
) -> None:
    new = environment.run("kit", "new", "book", "--platform", name, cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    checked = environment.run("kit", "check", cwd=tmp_path / "book")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_a_platform_file_becomes_a_book_from_the_wheel(environment: Any, tmp_path: Path) -> None:
    platform = ROOT / "tests" / "platforms" / "norrkoping" / "book" / "platform.yml"
    new = environment.run("kit", "new", "bok", "--platform", platform, cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    checked = environment.run("kit", "check", cwd=tmp_path / "bok")
    assert checked.returncode == 0, checked.stdout + checked.stderr
