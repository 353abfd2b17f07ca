from pathlib import Path

from kit.sphinxext.publish import publish as _publish


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def publish(site: Path, outputs: dict[str, Path], tops: dict[str, bytes]) -> tuple[str, ...]:
    return _publish(site, outputs, tops, memory=site.parent / "memory.json")


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    built, site = _write(tmp_path / "out", a="1", b="2"), tmp_path / "site"
    assert publish(site, {"nb": built}, {"top": b"0"}) == ("nb/a", "nb/b", "top")
    _write(built, b="3")
    assert publish(site, {"nb": built}, {"top": b"0"}) == ("nb/b",)
    assert publish(site, {"nb": built}, {"top": b"0"}) == ()


def test_what_is_no_longer_built_goes(tmp_path: Path) -> None:
    built, site = _write(tmp_path / "out", a="1", b="2"), tmp_path / "site"
    publish(site, {"nb": built}, {})
    (built / "b").unlink()
    assert publish(site, {"nb": built}, {}) == ("nb/b",)
    assert not (site / "nb" / "b").exists()


def test_a_language_that_was_not_built_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, {"en": _write(tmp_path / "en", a="1")}, {})
    publish(site, {"nb": _write(tmp_path / "nb", a="1")}, {})
    assert (site / "en" / "a").is_file()


def test_what_sphinx_keeps_for_itself_stays_behind(tmp_path: Path) -> None:
    built = _write(tmp_path / "out", **{".buildinfo": "x", "objects.inv": "x", "a": "1"})
    publish(tmp_path / "site", {"nb": built}, {})
    assert [path.name for path in (tmp_path / "site" / "nb").iterdir()] == ["a"]


def test_what_others_put_into_the_folder_is_never_removed(tmp_path: Path) -> None:
    site = _write(tmp_path / "site", nb__letter="mine", other="mine")
    built = _write(tmp_path / "out", a="1")
    publish(site, {"nb": built}, {})
    (built / "a").unlink()
    publish(site, {"nb": built}, {})
    assert (site / "nb" / "letter").read_text() == "mine"
    assert (site / "other").read_text() == "mine"
    assert not (site / "nb" / "a").exists()
