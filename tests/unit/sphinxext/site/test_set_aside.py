"""What others put into a site is moved out of it, never lost, and its place is told."""

from pathlib import Path

import pytest

from kit.sphinxext.site.set_aside import Aside, prune, say_set_aside


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "_build" / "site"
    for name in ("nb/notes/mine.ipynb", "nb/notes/deep/er.txt", "nb/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    return site


def test_files_are_moved_with_their_folders_and_empty_folders_go(site: Path) -> None:
    aside = Aside(site, site.parent / "set-aside")
    aside.take(["nb/notes/mine.ipynb", "nb/notes/deep/er.txt"])
    assert aside.folder is not None
    assert (aside.folder / "nb/notes/deep/er.txt").read_text() == "nb/notes/deep/er.txt"
    assert aside.taken == ["nb/notes/deep/er.txt", "nb/notes/mine.ipynb"]
    assert not (site / "nb/notes").exists()
    assert (site / "nb/index.html").is_file()


def test_nothing_is_made_where_nothing_is_moved(site: Path) -> None:
    aside = Aside(site, site.parent / "set-aside")
    aside.take([])
    assert aside.folder is None
    assert not (site.parent / "set-aside").exists()


def test_two_builds_of_a_day_never_write_over_each_other(site: Path) -> None:
    folders = []
    for name in ("nb/notes/mine.ipynb", "nb/notes/deep/er.txt"):
        aside = Aside(site, site.parent / "set-aside")
        aside.take([name])
        folders.append(aside.folder)
    first, second = folders
    assert first
    assert second
    assert second.name == f"{first.name}-2"


def test_a_link_is_moved_and_not_what_it_leads_to(site: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "film.mp4").touch()
    (site / "nb" / "films").symlink_to(tmp_path / "theirs")
    aside = Aside(site, site.parent / "set-aside")
    aside.take(["nb/films"])
    assert aside.folder
    assert (aside.folder / "nb" / "films").is_symlink()
    assert (tmp_path / "theirs" / "film.mp4").is_file()


def test_only_empty_folders_are_removed_and_never_the_site(site: Path) -> None:
    (site / "nb/notes/deep/er.txt").unlink()
    prune(site, ["nb/notes/deep/er.txt", "gone.html"])
    assert not (site / "nb/notes/deep").exists()
    assert (site / "nb/notes").is_dir()
    assert site.is_dir()


def test_the_message_names_the_first_files_and_how_many_more(tmp_path: Path) -> None:
    (problem,) = say_set_aside(tmp_path, tmp_path / "_build" / "x", ["a", "b", "c", "d", "e"])
    assert "5 files were found" in problem.message
    assert problem.message.endswith("moved here: a, b, c and 2 more")
    (problem,) = say_set_aside(tmp_path, tmp_path / "_build" / "x", ["a"])
    assert "a file was found" in problem.message
    assert say_set_aside(tmp_path, None, []) == ()
