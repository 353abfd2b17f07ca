"""What stands in a site after a publication: what was built, and nobody's work is lost."""

import json
import os
from pathlib import Path

import pytest

from kit.sphinxext.site.publish import Published
from kit.sphinxext.site.publish import publish as _publish
from kit.sphinxext.site.standing import Listing, Memory

LANGUAGES = ("nb", "en")


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "_build" / "site"


def publish(
    site: Path,
    outputs: dict[str, Path],
    tops: dict[str, Path | bytes] | None = None,
    *,
    languages: tuple[str, ...] = LANGUAGES,
) -> Published:
    root = site.parents[1] if site.parent.name == "_build" else site.parent
    built: dict[str, dict[str, Path | bytes]] = {
        language: {
            f"{language}/{path.relative_to(output).as_posix()}": path
            for path in output.rglob("*")
            if path.is_file()
        }
        for language, output in outputs.items()
    }
    return _publish(root, site, built | {"": tops or {}}, languages=languages)


def _names(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_only_files_that_differ_are_written(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="1", b="2")
    assert publish(site, {"nb": built}, {"top": b"0"}).changed == ("nb/a", "nb/b", "top")
    _write(built, b="3")
    assert publish(site, {"nb": built}, {"top": b"0"}).changed == ("nb/b",)
    memory = Memory(tmp_path, site).path
    before = memory.stat().st_mtime_ns
    assert publish(site, {"nb": built}, {"top": b"0"}) == Published(())
    assert memory.stat().st_mtime_ns == before


def test_what_is_no_longer_built_goes_with_its_folder(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="1", deep__er__b="2")
    publish(site, {"nb": built}, {"top": b"0"})
    (built / "deep/er/b").unlink()
    assert publish(site, {"nb": built}).changed == ("nb/deep/er/b", "top")
    assert _names(site) == ["nb/a"]
    assert not (site / "nb/deep").exists()


def test_a_language_that_was_not_built_stays(tmp_path: Path, site: Path) -> None:
    publish(site, {"en": _write(tmp_path / "en", a="1")})
    publish(site, {"nb": _write(tmp_path / "nb", a="1")})
    assert _names(site) == ["en/a", "nb/a"]


def test_a_language_that_the_book_no_longer_has_goes(tmp_path: Path, site: Path) -> None:
    publish(site, {name: _write(tmp_path / name, a="1") for name in LANGUAGES})
    done = publish(site, {"nb": tmp_path / "nb"}, languages=("nb",))
    assert done == Published(("en/a",))
    assert _names(site) == ["nb/a"]


def test_what_others_put_into_the_books_site_is_moved_and_never_deleted(
    tmp_path: Path, site: Path
) -> None:
    built = _write(tmp_path / "out", a="1")
    publish(site, {"nb": built})
    _write(site, nb__measures="Kari calls", other="mine", **{".git__config": "history"})
    (site / "link").symlink_to(tmp_path)
    done = publish(site, {"nb": built})
    assert done.changed == ()
    assert done.aside == ("link", "nb/measures", "other")
    assert done.folder is not None
    assert done.folder.parent == tmp_path / "_build" / "set-aside"
    assert (done.folder / "nb/measures").read_text() == "Kari calls"
    assert (done.folder / "link").readlink() == tmp_path
    assert (site / ".git/config").read_text() == "history"
    assert _names(site) == [".git/config", "nb/a"]


def test_two_moves_on_one_day_overwrite_nothing(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="1")
    folders = []
    for text in ("first", "second"):
        _write(site, measures=text)
        folders.append(publish(site, {"nb": built}).folder)
    assert [(folder / "measures").read_text() for folder in folders if folder] == [
        "first",
        "second",
    ]


@pytest.mark.parametrize("gone", [False, True], ids=["rewritten", "removed"])
def test_a_file_of_the_build_that_somebody_wrote_in_is_moved(
    tmp_path: Path, site: Path, *, gone: bool
) -> None:
    built = _write(tmp_path / "out", notebook="as built", page="1")
    publish(site, {"nb": built})
    _write(site, nb__notebook="as built, and what we agreed")
    if gone:
        (built / "notebook").unlink()
    done = publish(site, {"nb": built})
    assert done.aside == ("nb/notebook",)
    assert done.folder is not None
    assert (done.folder / "nb/notebook").read_text() == "as built, and what we agreed"
    assert _names(site) == (["nb/page"] if gone else ["nb/notebook", "nb/page"])


def test_a_file_that_was_only_touched_is_still_ours(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="1")
    publish(site, {"nb": built})
    os.utime(site / "nb/a", (1, 1))
    _write(built, a="2")
    assert publish(site, {"nb": built}) == Published(("nb/a",))


def test_a_page_that_was_removed_is_not_published_without_a_memory_either(
    tmp_path: Path, site: Path
) -> None:
    built = _write(tmp_path / "out", a="1", kari="her name")
    publish(site, {"nb": built})
    (built / "kari").unlink()
    Memory(tmp_path, site).path.unlink()
    done = publish(site, {"nb": built})
    assert (done.changed, done.aside) == ((), ("nb/kari",))
    assert _names(site) == ["nb/a"]


def test_the_memory_of_an_older_kit_is_read(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="2")
    _write(site, nb__a="1", nb__kari="her name", **{"index.html": "before"})
    memory = Memory(tmp_path, site).path
    memory.parent.mkdir(parents=True)
    memory.write_text(json.dumps({str(site): ["nb/a", "nb/kari"]}))
    done = publish(site, {"nb": built}, {"index.html": b"now"})
    # It did not note what it had put at the top.
    assert done == Published(("nb/a", "index.html", "nb/kari"))
    assert _names(site) == ["index.html", "nb/a"]


def test_a_book_that_moved_knows_its_site(tmp_path: Path) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    built = _write(tmp_path / "out", a="1", b="1")
    publish(before / "_build/site", {"nb": built})
    before.rename(now)
    (built / "b").unlink()
    assert publish(now / "_build/site", {"nb": built}) == Published(("nb/b",))


def test_what_an_interrupted_publication_wrote_is_ours(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = _write(tmp_path / "out", a="1", b="1", c="1")
    publish(site, {"nb": built})
    _write(built, a="2", b="2", c="2")
    place, done = "kit.sphinxext.site.publish._place", []

    def killed(target: Path) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(target.with_name(f".{target.name}.new").replace(target))

    with monkeypatch.context() as patched:
        patched.setattr(place, killed)
        with pytest.raises(KeyboardInterrupt):
            publish(site, {"nb": built})
    assert _names(site) == ["nb/a", "nb/b", "nb/c"]
    _write(built, a="3")
    assert publish(site, {"nb": built}) == Published(("nb/a", "nb/b", "nb/c"))
    assert _names(site) == ["nb/a", "nb/b", "nb/c"]


def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path, site: Path) -> None:
    elsewhere = _write(tmp_path / "elsewhere", a="theirs")
    site.mkdir(parents=True)
    (site / "nb").symlink_to(elsewhere)
    done = publish(site, {"nb": _write(tmp_path / "out", a="1")})
    assert done.aside == ("nb",)
    assert (elsewhere / "a").read_text() == "theirs"
    assert (site / "nb/a").read_text() == "1"


def test_another_folder_keeps_what_no_build_wrote(tmp_path: Path) -> None:
    site = _write(tmp_path / "checkout", nb__letter="mine", other="mine", nb__a="theirs")
    built = _write(tmp_path / "out", a="1")
    done = publish(site, {"nb": built})
    # A file in the way is moved nevertheless: it would be lost.
    assert done.aside == ("nb/a",)
    (built / "a").unlink()
    publish(site, {"nb": built})
    assert _names(site) == ["nb/letter", "other"]


def test_only_what_a_build_wrote_is_listed(tmp_path: Path, site: Path) -> None:
    built = _write(tmp_path / "out", a="1")
    listing = Listing(tmp_path, site)
    assert "nb/a" not in listing
    publish(site, {"nb": built}, {"top": b"0"})
    _write(site, nb__measures="Kari calls")
    assert [name for name in ("nb/a", "top", "nb/measures", "") if name in listing] == [
        "nb/a",
        "top",
    ]
    (built / "a").rename(built / "b")
    publish(site, {"nb": built}, {"top": b"0"})
    assert ("nb/a" in listing, "nb/b" in listing) == (False, True)
