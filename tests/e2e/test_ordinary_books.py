"""Ordinary Jupyter Books, as people have them: two files and pages, and Jupyter Book's sample."""

import json
import subprocess
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

import httpx
import pytest

from tests.e2e.building import broken_links
from tests.preloaded import JUPYTER_BOOK, KIT, command
from tests.servers import free_port

SECONDS = 60
CONFIG = "title: Two files\nauthor: Somebody\nexecute: {execute_notebooks: 'off'}\n"
CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: two\n"

Done = subprocess.CompletedProcess[str]


def kit(*words: str | Path) -> Done:
    return subprocess.run(
        command(KIT, *words), capture_output=True, text=True, encoding="utf-8", check=False
    )


def notebook(*sources: str) -> str:
    """Return a notebook with cells of Markdown."""
    cells = [
        {"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": source}
        for number, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a book that is nothing but two files and two pages, built."""
    root = tmp_path_factory.mktemp("ordinary") / "book"
    root.mkdir()
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text(CONTENTS)
    (root / "index.md").write_text("# First\n\n[practise](two.md#øve-sammen)\n", "utf-8")
    (root / "two.md").write_text("# Second\n\n## One\n\n### Two\n\n#### Øve sammen\n", "utf-8")
    done = kit("build", "--strict", "-C", root)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return root


def test_a_folder_with_two_files_is_a_book(book: Path) -> None:
    site = book / "_build/site"
    assert "First" in (site / "index.html").read_text("utf-8")
    assert "two.html#ove-sammen" in (site / "index.html").read_text("utf-8")
    assert broken_links(site) == []


def test_what_jupyter_book_builds_is_a_warning_and_an_error_only_if_that_is_wanted(
    book: Path,
) -> None:
    """A message of Sphinx about a page that is a notebook names the cell and its line."""
    cells = [f"Text {number}" for number in range(43)]
    page = notebook("# Notes", *cells, "Fine.\n\nStill fine.\n{abbr2}`x`")
    page = page.replace('"id": "c0", ', "")  # as older notebooks are
    (book / "notes.ipynb").write_text(page, "utf-8")
    (book / "_toc.yml").write_text(f"{CONTENTS}  - file: notes\n")
    try:
        kept = (book / "_build/site/index.html").read_bytes()
        checked, strict = kit("check", "-C", book), kit("build", "--strict", "-C", book)
        assert (checked.returncode, strict.returncode) == (0, 1)
        assert "notes.ipynb: cell 45, line 4, column 9: unknown-directive" in checked.stdout
        assert (book / "_build/site/index.html").read_bytes() == kept
        built = kit("build", "-C", book)
        assert built.returncode == 0
        assert "Warning" not in built.stderr
        told = [line for line in built.stdout.splitlines() if ": build: " in line]
        assert told
        assert all(line.startswith("notes.ipynb: cell 45, line 4, ") for line in told)
        assert (book / "_build/site/notes.html").is_file()
    finally:
        (book / "notes.ipynb").unlink()
        (book / "_toc.yml").write_text(CONTENTS)


def test_a_book_of_two_files_is_served_and_rebuilt(book: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        command(KIT, "serve", "-C", book, "--port", str(port), unbuffered=True),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said: Queue[str] = Queue()
        reader = Thread(target=_read, args=(process.stdout, said))
        reader.start()
        try:
            _wait_for(said, "the book is at")
            address = f"http://127.0.0.1:{port}"
            assert "Second" in httpx.get(f"{address}/two.html").text
            (book / "two.md").write_text("# Sebra\n\n#### Øve sammen\n", "utf-8")
            _wait_for(said, "rebuilt")
            assert "Sebra" in httpx.get(f"{address}/two.html").text
        finally:
            process.terminate()
            reader.join()


def test_the_sample_of_jupyter_book_checks_and_builds(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    subprocess.run(command(JUPYTER_BOOK, "create", sample), check=True, capture_output=True)
    # To run its notebooks is not what is tried here.
    config = sample / "_config.yml"
    text = config.read_text("utf-8")
    assert "execute_notebooks: force" in text
    config.write_text(text.replace("execute_notebooks: force", "execute_notebooks: 'off'"))
    checked, built = kit("check", "-C", sample), kit("build", "-C", sample)
    assert (checked.returncode, built.returncode) == (0, 0), checked.stdout + built.stdout
    assert "0 errors" in checked.stderr
    assert "cell 1, line 10, column 5: foreign-host" in built.stdout
    # What the checks have said of the notebook is not said again of its page.
    assert built.stdout.count("foreign-host") == 1
    assert (sample / "_build/site/notebooks.html").is_file()


def _read(stream: IO[str], said: Queue[str]) -> None:
    for line in stream:
        said.put(line)


def _wait_for(said: Queue[str], words: str) -> None:
    while words not in said.get(timeout=SECONDS):
        pass
