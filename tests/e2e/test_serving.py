"""The live server in a real browser: save, rebuild, reload; an error leaves the last good book."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.errors import Place, Problem
from kit.serving.server import live_server

PAGE = "<!doctype html><html lang='nb'><title>t</title><body><h1>{}</h1></body></html>"


class Book:
    """A book whose build is one line: the page shows the source file, which may be broken."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "book.md"
        self.site = folder / "_build" / "site"
        self.site.mkdir(parents=True)
        self.builds = 0
        self.save("first words")
        self.rebuild()

    def save(self, words: str) -> None:
        self.source.write_text(words, encoding="utf-8")

    def rebuild(self) -> Sequence[Problem]:
        words = self.source.read_text(encoding="utf-8")
        self.builds += 1
        if words.startswith("broken"):
            return [Problem(Place("book.md", 2, 3), "empty-text", "the title is empty")]
        (self.site / "index.html").write_text(PAGE.format(words), encoding="utf-8")
        return []


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def address(book: Book, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # As `kit serve` is mostly used: in the book's folder, which has no longer name there.
    monkeypatch.chdir(book.source.parent)
    server = live_server(Path(), book.site, book.rebuild, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    _wait(lambda: server.started and bool(server.servers))
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    assert not thread.is_alive(), "the server did not stop while a page was listening"


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def test_an_open_page_shows_what_was_saved(page: Page, book: Book, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading")).to_have_text("first words")
    book.save("second words")
    expect(page.get_by_role("heading")).to_have_text("second words")


def test_a_page_that_allows_no_connections_is_reloaded_too(
    page: Page, book: Book, address: str
) -> None:
    rule = "default-src 'none'; script-src 'self'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rule}">'
    light = book.site / "light.html"
    light.write_text(PAGE.format("light").replace("<body>", f"{meta}<body>"), encoding="utf-8")
    page.goto(f"{address}/light.html")
    light.write_text(PAGE.format("lighter").replace("<body>", f"{meta}<body>"), encoding="utf-8")
    book.save("second words")
    expect(page.get_by_role("heading")).to_have_text("lighter")
    assert "connect-src" not in light.read_text(encoding="utf-8")


def test_a_problem_shows_on_the_page_and_the_last_good_book_stays(
    page: Page, book: Book, address: str
) -> None:
    page.goto(address)
    book.save("broken")
    expect(page.get_by_role("alert")).to_contain_text("book.md:2:3: empty-text: the title is empty")
    expect(page.get_by_role("heading")).to_have_text("first words")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("empty-text")
    book.save("mended")
    expect(page.get_by_role("heading")).to_have_text("mended")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_the_build_writes_starts_no_new_build(page: Page, book: Book, address: str) -> None:
    page.goto(address)
    book.save("second words")
    expect(page.get_by_role("heading")).to_have_text("second words")
    (book.site / "index.html").write_text(PAGE.format("written by hand"), encoding="utf-8")
    book.save("third words")
    expect(page.get_by_role("heading")).to_have_text("third words")
    assert book.builds == 3


def test_stored_answers_start_no_new_build(page: Page, book: Book, address: str) -> None:
    page.goto(address)
    answers = book.source.parent / "_responses"
    answers.mkdir()
    (answers / "collector.sqlite3-wal").write_bytes(b"sealed")
    book.save("second words")
    expect(page.get_by_role("heading")).to_have_text("second words")
    (answers / "collector.sqlite3-wal").write_bytes(b"sealed again")
    book.save("third words")
    expect(page.get_by_role("heading")).to_have_text("third words")
    assert book.builds == 3


def test_files_on_disk_stay_without_the_reload_script(book: Book, address: str) -> None:
    with urllib.request.urlopen(f"{address}/") as answer:
        assert b"reload.js" in answer.read()
    assert "reload.js" not in (book.site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["/../book.md", "/%2e%2e/book.md", "/..%2f..%2fbook.md", "/nothing"]
)
def test_nothing_outside_the_site_is_served(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path)
    refused.value.close()
    assert refused.value.code == 404


def test_a_page_that_listens_too_late_is_reloaded(book: Book, address: str) -> None:
    with urllib.request.urlopen(f"{address}/") as answer:
        assert b'data-build="0"' in answer.read()
    book.save("second words")
    _wait(lambda: book.builds == 2)
    with urllib.request.urlopen(f"{address}/_kit/events?build=0", timeout=10) as events:
        told = [events.readline() for _ in range(3)]
    assert told[2] == b"event: reload\n"
