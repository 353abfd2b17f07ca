"""A page or file that a build should have written and did not is a problem, and no surprise."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.build.completeness import Written


class App:
    """As much of an application as is looked at: its pages, their files, and its one event."""

    def __init__(self, folder: Path) -> None:
        self.outdir = self.doctreedir = folder
        self.builder = SimpleNamespace(outdir=folder, images={"a.png": "a.png"}, imagedir="_images")
        self.env = SimpleNamespace(
            found_docs={"index"}, dlfiles=SimpleNamespace(values=list), doc2path=self._path
        )
        self.srcdir = folder
        self.listeners: list[Any] = []

    def connect(self, _event: str, listener: Any, priority: int) -> None:
        self.listeners.append(listener)

    def _path(self, name: str, *, base: bool = True) -> str:
        return f"{name}.md"

    def read(self, *names: str) -> None:
        for listener in self.listeners:
            listener(self, self.env, names)


@pytest.fixture
def app(tmp_path: Path) -> Any:
    (tmp_path / "index.html").write_text("<html>old</html>\n")
    (tmp_path / "_images").mkdir()
    (tmp_path / "_images" / "a.png").touch()
    return App(tmp_path)


def lacking(written: Written) -> list[str]:
    return [problem.message for problem in written.lacking()]


def test_a_page_that_nobody_had_to_write_again_lacks_nothing(app: Any) -> None:
    written = Written(app)
    app.read()
    assert lacking(written) == []


def test_a_page_that_was_read_and_stands_as_before_was_not_written(app: Any) -> None:
    written = Written(app)
    app.read("index")
    assert lacking(written) == ["the page was not written"]
    (app.outdir / "index.html").write_text("<html>a new one</html>\n")
    assert lacking(written) == []


@pytest.mark.parametrize("content", ["", "<html>half a pa", None])
def test_half_a_page_is_no_page(app: Any, content: str | None) -> None:
    written = Written(app)
    path = app.outdir / "index.html"
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    (problem,) = written.lacking()
    assert (problem.code, problem.place.path) == ("not-written", "index.md")


def test_a_picture_that_a_page_shows_has_to_be_there(app: Any) -> None:
    (app.outdir / "_images" / "a.png").unlink()
    assert lacking(Written(app)) == ["the file _images/a.png was not written"]


def test_what_lies_beside_the_pages_has_to_be_there(app: Any) -> None:
    (app.doctreedir / "kit-files.json").write_text('{"light/learn/share.html": "digest"}')
    assert lacking(Written(app)) == ["the file light/learn/share.html was not written"]
