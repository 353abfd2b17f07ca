"""After every build the site is the present book: the same bytes as from a fresh start."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from kit.load import load_book
from kit.sphinxext import BuildResult, build_book
from kit.sphinxext.build.live import LastingBuild
from tests.e2e.building import contents_of

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
NAME = "Kari Nordmann"
EXTENSION = """
from pathlib import Path

def draw(app, page, *_):
    picture = app.env.metadata.get(page, {}).get("picture")
    if picture:
        folder = Path(app.outdir, "_images")
        folder.mkdir(exist_ok=True)
        (folder / f"drawn-{picture}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        return None

def add(app, page, _template, context, _doctree):
    picture = app.env.metadata.get(page, {}).get("picture")
    if picture:
        context["body"] += f'<p><img alt="" src="../_images/drawn-{picture}.svg"></p>'

def make(app):
    for page, data in sorted(app.env.metadata.items()):
        if "tag" in data:
            yield f"tags/{data['tag']}", {"title": data["tag"], "body": ""}, "page.html"

def setup(app):
    app.connect("html-page-context", draw)
    app.connect("html-page-context", add)
    app.connect("html-collect-pages", make)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
"""
PAGE = f"""---
picture: kari
tag: kari
---

# {NAME}

Her forteller {NAME}.

![{NAME}](kari.png)

{{download}}`brev <kari.txt>`

```{{kit-exercise}} learn/kari
```
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478"
    "9c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return _write(tmp_path / "book")


def _write(root: Path) -> Path:
    copytree(SOURCE, root)
    (root / "book/kari.md").write_text(PAGE, encoding="utf-8")
    (root / "book/kari.png").write_bytes(PNG)
    (root / "book/kari.txt").write_text(NAME, encoding="utf-8")
    (root / "_static").mkdir()
    (root / "_static/kari.css").write_text(f"/* {NAME} */", encoding="utf-8")
    (root / "extra/.well-known").mkdir(parents=True)
    (root / "extra/CNAME").write_text("example.org", encoding="utf-8")
    (root / "extra/.nojekyll").touch()
    (root / "extra/.well-known/kari.txt").write_text(NAME, encoding="utf-8")
    (root / "drawing.py").write_text(EXTENSION, encoding="utf-8")
    exercise = (root / "exercises/learn/looking-back.yml").read_text("utf-8")
    exercise = re.sub(r"(?m)^formerly:.*\n(?:  .*\n)*", "", exercise)
    exercise = re.sub(r"(?m)^title: .*$", f"title: {NAME} ser tilbake", exercise)
    (root / "exercises/learn/kari.yml").write_text(exercise, encoding="utf-8")
    _change(root / "_toc.yml", "book/more", "book/more\n      - file: book/kari")
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("    html_extra_path: [extra]\n  local_extensions: {drawing: '.'}\n")
    return root


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the book once; return where, and a copy of all of it."""
    folder = tmp_path_factory.mktemp("built")
    root = _write(folder / "book")
    _build(root)
    return root, copytree(root, folder / "copy")


@pytest.fixture
def built(built_once: tuple[Path, Path]) -> Path:
    """Return a book as it was when it was built, in the same place."""
    root, copy = built_once
    rmtree(root)
    return copytree(copy, root)


def _build(root: Path, *languages: str) -> BuildResult:
    result = build_book(root, languages=languages or None, strict=False)
    assert [str(problem) for problem in result.problems if problem.code != "build"] == []
    return result


def _fresh(root: Path) -> dict[str, bytes]:
    """Return the site of the same book in the same place, built from nothing."""
    build = root / "_build"
    kept = build.rename(root.parent / "kept")
    try:
        return contents_of(_build(root).site)
    finally:
        rmtree(build)
        kept.rename(build)


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _remove_page(root: Path) -> None:
    (root / "book/kari.md").unlink()
    (root / "exercises/learn/kari.yml").unlink()
    _change(root / "_toc.yml", "\n      - file: book/kari", "")


def _rename_page(root: Path) -> None:
    (root / "book/kari.md").rename(root / "book/somebody.md")
    _change(root / "_toc.yml", "book/kari", "book/somebody")


def _empty_page(root: Path) -> None:
    (root / "book/kari.md").write_text("# Noen\n\n```{kit-exercise} learn/kari\n```\n", "utf-8")


def _remove_static(root: Path) -> None:
    (root / "_static/kari.css").unlink()


def _change_static(root: Path) -> None:
    (root / "_static/kari.css").write_text("/* somebody */", encoding="utf-8")


def _remove_extra(root: Path) -> None:
    (root / "extra/.well-known/kari.txt").unlink()
    (root / "extra/CNAME").write_text("example.com", encoding="utf-8")


def _drop_language(root: Path) -> None:
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    changed = re.sub(r"kit_languages: \[nb, en\]|(?<=- nb)\n\s+- en", "", text)
    if changed == text:
        pytest.fail(text)
    # Pages that were published in the folder of their language stay there.
    changed = changed.replace("  language: nb\n", "  language: nb\n    kit_language_folder: true\n")
    config.write_text(changed, encoding="utf-8")


def _remove_extension(root: Path) -> None:
    _change(root / "_config.yml", "  local_extensions: {drawing: '.'}\n", "")


CHANGES = (
    _remove_page,
    _rename_page,
    _empty_page,
    _remove_static,
    _change_static,
    _remove_extra,
    _drop_language,
    _remove_extension,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_the_book_no_longer_has_is_not_in_the_site(
    built: Path, change: Callable[[Path], None]
) -> None:
    before = contents_of(built / "_build/site")
    assert before["CNAME"] == b"example.org"
    assert {".nojekyll", ".well-known/kari.txt", "nb/_images/kari.png"} <= set(before)
    assert {"nb/_images/drawn-kari.svg", "nb/tags/kari.html"} <= set(before)
    change(built)
    result = _build(built)
    assert _differing(contents_of(result.site), _fresh(built)) == []
    assert result.written
    assert _differing(contents_of(result.site), before)


def test_nothing_of_a_removed_page_stays_when_one_language_is_built(built: Path) -> None:
    project, site = built, built / "_build/site"
    _remove_page(project)
    for name in ("kari.png", "kari.txt"):
        (project / "book" / name).unlink()
    _remove_static(project)
    _remove_extra(project)
    assert _build(project, "nb").languages == ("nb", "en")
    assert _differing(contents_of(site), _fresh(project)) == []
    assert [name for name, data in contents_of(site).items() if NAME.encode() in data] == []


def test_one_language_alone_is_built_where_nothing_has_gone(built: Path) -> None:
    _empty_page(built)
    assert _build(built, "nb").languages == ("nb",)


def test_the_folder_of_an_older_kit_is_not_trusted(built: Path) -> None:
    project, site = built, built / "_build/site"
    cache = project / "_build/cache"
    (cache / "nb/doctrees/kit-output.json").unlink()
    (cache / "nb/html/book/gone.html").write_text(NAME, encoding="utf-8")
    _build(project)
    assert not (site / "nb/book/gone.html").exists()
    assert _differing(contents_of(site), _fresh(project)) == []


def test_serving_takes_away_what_is_gone_and_moves_what_is_not_the_books(project: Path) -> None:
    lasting = LastingBuild(project)
    try:

        def build() -> list[str]:
            book = load_book(project)
            found = lasting.build(book, lambda: (), lambda _: None)
            return [problem.code for problem in found if problem.code != "build"]

        (project / "book/kari.md").write_text(f"# {NAME}\n", "utf-8")
        (project / "exercises/learn/kari.yml").unlink()
        assert build() == []
        (lasting.site / "nb/agreed.json").write_text(NAME, encoding="utf-8")
        (project / "book/kari.md").unlink()
        _change(project / "_toc.yml", "\n      - file: book/kari", "")
        assert build() == ["set-aside"]
    finally:
        lasting.close()
    assert _differing(contents_of(lasting.site), _fresh(project)) == []
    assert len(list((project / "_build/set-aside").rglob("agreed.json"))) == 1
