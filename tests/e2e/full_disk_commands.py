"""The commands that write, on a disk that is really full: one line, status 3, and nothing is lost.

As in ``full_disk.py``, the disk is a file system of its own; ``test_store_full_disk.py`` runs these
tests in a namespace.
"""

import os
import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from kit.sphinxext.site.publish import publish
from tests.e2e.building import contents_of
from tests.e2e.full_disk import fill, mount
from tests.preloaded import KIT, command

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
TRANSLATION = "locale/en/LC_MESSAGES/exercises.po"
DONE, REFUSED = 0, 3
KIB = 1024

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Give a small disk with a small book on it, in one language."""
    folder = mount(tmp_path / "disk", "6m")
    copytree(SOURCE, folder / "book")
    return folder


def kit(disk: Path, *words: str) -> Done:
    """Run a command in the book; what it keeps for itself lies on the same disk."""
    return subprocess.run(
        command(KIT, *words),
        capture_output=True,
        text=True,
        check=False,
        cwd=disk / "book",
        env=os.environ | {"XDG_STATE_HOME": str(disk / "state")},
    )


def said(done: Done) -> str:
    """Return what a command that the disk refused says of it; it is one line."""
    assert done.returncode == REFUSED, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("Error: "))
    return line


def halves(disk: Path) -> list[str]:
    return [str(path) for path in disk.rglob("*.new")]


def test_a_build_leaves_the_last_site_and_the_next_one_is_whole(disk: Path) -> None:
    book, site = disk / "book", disk / "book/_build/site"
    assert kit(disk, "build", "-l", "nb").returncode == DONE
    before = contents_of(site)
    # The doctree still finds room, the page does not.
    with (book / "book/more.md").open("a", encoding="utf-8") as page:
        page.write("\n" + "Sebra. " * 20_000)
    fill(disk, 200 * KIB)
    assert said(kit(disk, "build", "-l", "nb")).startswith(f"Error: the disk is full: {book}/")
    assert contents_of(site) == before
    assert halves(disk) == []

    (disk / "ballast").unlink()
    assert kit(disk, "build", "-l", "nb").returncode == DONE
    after = contents_of(site)
    assert after.keys() == before.keys()
    assert b"Sebra" in after["nb/book/more.html"]
    assert b"Sebra" not in after["nb/book/index.html"]
    assert not (book / "_build/set-aside").exists()


def test_a_site_is_published_whole_or_stays_as_it_was(disk: Path) -> None:
    book, site = disk / "book", disk / "book/_build/site"
    old: dict[str, Path | bytes] = {"a.html": b"old", "b.html": b"old"}
    publish(book, site, {"": old}, languages=["nb"])
    new: dict[str, Path | bytes] = {"a.html": b"new", "b.html": bytes(50 * KIB), "c/d": b"new"}
    fill(disk, 40 * KIB)
    with pytest.raises(OSError, match="No space left") as caught:
        publish(book, site, {"": new}, languages=["nb"])
    assert caught.value.filename == str(site / "b.html")
    assert contents_of(site) == old
    assert {path.name for path in site.iterdir()} == {"a.html", "b.html"}
    (disk / "ballast").unlink()
    publish(book, site, {"": new}, languages=["nb"])
    assert contents_of(site) == new


def test_translations_are_kept_and_the_next_run_writes_the_rest(disk: Path) -> None:
    path = disk / "book" / TRANSLATION
    before = path.read_text("utf-8")
    done = before.split('msgstr "')[-1]
    fill(disk, 200 * KIB)
    assert said(kit(disk, "translate", "en")).startswith("Error: the disk is full: ")
    kept = path.read_text("utf-8")
    assert kept == before or done in kept
    assert halves(disk) == []

    (disk / "ballast").unlink()
    after = kit(disk, "translate", "en")
    assert after.returncode == DONE
    assert "8 of 25 texts done" in after.stderr
    assert done in path.read_text("utf-8")


def test_a_schema_is_written_whole_or_not_at_all(disk: Path) -> None:
    fill(disk, 60 * KIB)
    schemas = disk / "book/.kit/schemas"
    assert said(kit(disk, "schema")) == "Error: the disk is full: .kit/schemas/platform.json"
    assert [path.name for path in schemas.iterdir()] == ["exercise.json"]
    (disk / "ballast").unlink()
    assert kit(disk, "schema").returncode == DONE
    assert len([*schemas.iterdir()]) > 1


# No room for any file; for SQLite's files beside the database.
@pytest.mark.parametrize("free", [0, 40])
def test_units_are_saved_or_the_disk_is_named(disk: Path, free: int) -> None:
    units = disk / "units.csv"
    units.write_text("unit,name,parent,people\ntown,Town,,\nit,IT,town,40\n")
    responses = disk / "book/_responses"
    fill(disk, free * KIB)
    assert said(kit(disk, "units", str(units))).startswith(f"Error: the disk is full: {disk}/")

    (disk / "ballast").unlink()
    done = kit(disk, "units", str(units))
    assert (done.returncode, done.stderr) == (DONE, "saved 2 units\n")
    # What people answer must not get into the book's history, whatever happened first.
    assert (responses / ".gitignore").read_text() == "*\n"


def test_a_backup_that_finds_no_room_leaves_none(disk: Path) -> None:
    units = disk / "units.csv"
    units.write_text("unit,name,parent,people\ntown,Town,,40\n")
    assert kit(disk, "units", str(units)).returncode == DONE
    fill(disk, 60 * KIB)
    assert said(kit(disk, "backup", str(disk / "copies"))).startswith(
        f"Error: the disk is full: {disk}/"
    )
    assert [path.name for path in (disk / "copies").iterdir()] == []
    (disk / "ballast").unlink()
    assert kit(disk, "backup", str(disk / "copies")).returncode == DONE


def test_a_new_book_appears_whole_or_not_at_all(disk: Path) -> None:
    fill(disk, 100 * KIB)
    new = disk / "new"
    line = said(kit(disk, "new", str(new), "--platform", "sarpsborg"))
    assert line.startswith("Error: the disk is full: ")
    assert sorted(path.name for path in disk.iterdir()) == ["ballast", "book"]
