"""The live server in a real browser: save, rebuild, reload; an error leaves the last good book."""

import gzip
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.responses import PlainTextResponse
from watchfiles import Change

from kit.errors import Place, Problem
from kit.serving import Told, create_app
from kit.serving.announcer import Announcer
from kit.serving.server import SourceFilter, Sources, live_server
from tests.servers import running, running_server

PAGE = "<!doctype html><html lang='nb'><title>t</title><body><h1>{}</h1></body></html>"

FAILURES = {
    "killed": RuntimeError("building 'nb' ended with code -9"),
    "ended": SystemExit(1),
    "gone": BrokenPipeError(32, "Broken pipe"),
}


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

    def rebuild(self, told: Told = lambda _changed: None) -> Sequence[Problem]:
        words = self.source.read_text(encoding="utf-8")
        self.builds += 1
        if words.startswith("broken"):
            return [Problem(Place("book.md", 2, 3), "empty-text", "the title is empty")]
        if words in FAILURES:
            raise FAILURES[words]
        # In one step, as a build does it: somebody may ask for the page at this very moment.
        new = self.site / "index.html.new"
        new.write_text(PAGE.format(words), encoding="utf-8")
        new.replace(self.site / "index.html")
        told(["index.html"])
        return []


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Give what the watcher found each time it looked at files: whether one differs."""
    found: list[bool] = []
    differ = Sources.differ

    def noting(sources: Sources, paths: Iterable[str] | None = None) -> bool:
        found.append(differ(sources, paths))
        return found[-1]

    monkeypatch.setattr(Sources, "differ", noting)
    return found


@pytest.fixture
def address(book: Book, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # As `kit serve` is mostly used: in the book's folder, which has no longer name there.
    monkeypatch.chdir(book.source.parent)
    with running_server(live_server(Sources(Path()), book.site, book.rebuild)) as address:
        yield address


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


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("killed", "building 'nb' ended with code -9"),
        ("ended", "something in it ended the program"),
        ("gone", "Broken pipe"),
    ],
)
def test_a_build_that_breaks_off_is_said_and_the_next_save_is_built(
    page: Page,
    book: Book,
    address: str,
    capfd: pytest.CaptureFixture[str],
    failure: str,
    reason: str,
) -> None:
    page.goto(address)
    book.save(failure)
    expect(page.get_by_role("alert")).to_contain_text("build-broke-off")
    expect(page.get_by_role("alert")).to_contain_text(reason)
    terminal = capfd.readouterr().err
    assert reason in terminal
    assert "Traceback" not in terminal
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
        assert b'data-part="" data-build="0"' in answer.read()
    book.save("second words")
    _wait(lambda: book.builds == 2)
    with urllib.request.urlopen(f"{address}/_kit/events?build=0", timeout=10) as events:
        told = [events.readline() for _ in range(3)]
    assert told[2] == b"event: reload\n"


def test_a_page_of_another_language_stays_when_one_was_built(
    page: Page, book: Book, address: str
) -> None:
    for part in ("nb", "en"):
        (book.site / part / "_static").mkdir(parents=True)
        (book.site / part / "index.html").write_text(PAGE.format(part), encoding="utf-8")
    page.goto(f"{address}/en/index.html")
    page.evaluate("window.untouched = true")
    book.save("second words")
    _wait(lambda: book.builds == 2)
    with urllib.request.urlopen(f"{address}/nb/index.html") as answer:
        assert b'data-part="nb" data-build="0"' in answer.read()
    assert page.evaluate("window.untouched")


LONG = "<details><summary>one</summary>1</details>" + "<p>line</p>" * 300 + "<details>2</details>"


def test_a_reloaded_page_is_where_the_author_was(page: Page, book: Book, address: str) -> None:
    book.save(f"first</h1>{LONG}<h1>")
    heading = page.get_by_role("heading").first
    page.goto(address)
    expect(heading).to_have_text("first")
    page.get_by_text("one").click()
    page.evaluate("scrollTo(0, 2000)")
    book.save(f"second</h1>{LONG}<h1>")
    expect(heading).to_have_text("second")
    page.wait_for_function("scrollY === 2000")
    assert page.evaluate("[...document.querySelectorAll('details')].map(d => d.open)") == [
        True,
        False,
    ]
    assert page.evaluate("sessionStorage.length") == 0


def test_problems_that_are_mended_leave_the_page_though_nothing_else_changes(
    page: Page, book: Book, address: str
) -> None:
    page.goto(address)
    book.save("broken")
    expect(page.get_by_role("alert")).to_contain_text("empty-text")
    book.save("first words")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_is_saved_during_the_first_build_is_built(page: Page, book: Book) -> None:
    sources = Sources(book.source.parent)
    book.save("second words")
    with running_server(live_server(sources, book.site, book.rebuild)) as address:
        page.goto(address)
        expect(page.get_by_role("heading")).to_have_text("second words")


def test_a_folder_moved_in_or_away_and_a_file_of_it_that_goes_are_built(
    book: Book, address: str, tmp_path: Path
) -> None:
    outside = tmp_path / "_build" / "more"
    outside.mkdir()
    (outside / "page.md").write_text("words", encoding="utf-8")
    inside = outside.rename(tmp_path / "more")
    _wait(lambda: book.builds >= 2)
    (inside / "page.md").unlink()
    _wait(lambda: book.builds >= 3)
    inside.rename(outside)
    _wait(lambda: book.builds >= 4)


def test_a_file_saved_again_as_it_was_starts_no_new_build(
    page: Page, book: Book, address: str, looks: list[bool]
) -> None:
    page.goto(address)
    book.save("second words")
    expect(page.get_by_role("heading")).to_have_text("second words")
    before = len(looks)
    book.save("second words")
    # The watcher has to look at this save before the next one.
    _wait(lambda: len(looks) > before)
    book.save("third words")
    expect(page.get_by_role("heading")).to_have_text("third words")
    assert book.builds == 3


@pytest.mark.parametrize(
    "name", ["_build-notes.md", "_responses.md", ".github/x.md", "a/_build.md"]
)
def test_only_folders_that_a_build_writes_are_not_watched(tmp_path: Path, name: str) -> None:
    lets_through = SourceFilter(tmp_path)
    assert lets_through(Change.modified, str(tmp_path / name))
    for folder in ("_build", "_responses"):
        assert not lets_through(Change.modified, str(tmp_path / folder / "file"))
        assert not lets_through(Change.added, str(tmp_path / folder))


def test_what_programs_write_on_their_own_is_not_watched(tmp_path: Path) -> None:
    lets_through = SourceFilter(tmp_path)
    names = ("serve.log", "book/.page.md.swp", "book/page.md~", "book/.#page.md", ".git/index")
    for name in (*names, "book/.ipynb_checkpoints/page.ipynb", "locale/.x.po.new", ".kit/x.json"):
        assert not lets_through(Change.modified, str(tmp_path / name)), name
    for name in ("book/page.md", "book/catalog.md", "_static/own.css", "plugins/ours.py"):
        assert lets_through(Change.modified, str(tmp_path / name)), name


def test_a_file_that_our_own_words_go_to_is_not_watched(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom watchfiles import Change\n"
        "from kit.serving.server import SourceFilter\n"
        "root = Path(sys.argv[1])\n"
        "lets_through = SourceFilter(root)\n"
        "for name in ('said.txt', 'other.txt'):\n"
        "    print(name, lets_through(Change.modified, str(root / name)))\n"
    )
    (tmp_path / "other.txt").touch()
    with (tmp_path / "said.txt").open("w", encoding="utf-8") as said:
        subprocess.run([sys.executable, "-c", code, tmp_path], stdout=said, check=True)
    assert (tmp_path / "said.txt").read_text("utf-8") == "said.txt False\nother.txt True\n"


@pytest.mark.parametrize("name", ["said.txt", "new/said.txt", "logs/said.out"])
def test_a_file_that_no_build_reads_starts_none_until_a_page_names_it(
    book: Book, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    sources = Sources(tmp_path)
    path.write_text("building", encoding="utf-8")
    assert not sources.differ([str(path)])
    path.write_text("building\nrebuilt", encoding="utf-8")
    assert not sources.differ()
    book.save("```{literalinclude} " + name + "\n```")
    assert sources.differ()
    path.write_text("for readers", encoding="utf-8")
    assert sources.differ([str(path)])


@pytest.mark.parametrize("name", ["new.md", "exercises/new.yml", "new.png", "_static/new.txt"])
def test_a_new_file_of_a_kind_that_books_are_made_of_starts_a_build(
    book: Book, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    sources = Sources(tmp_path)
    path.write_text("new", encoding="utf-8")
    assert sources.differ([str(path)])


def _get(address: str, **headers: str) -> tuple[dict[str, str], bytes]:
    asked = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(asked) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def test_pages_and_assets_are_sent_compressed_and_the_same(book: Book, address: str) -> None:
    (book.site / "book.css").write_text("p { margin: 0 }\n" * 100, encoding="utf-8")
    (book.site / "small.css").write_text("p { margin: 0 }", encoding="utf-8")
    book.save("many words " * 100)
    _wait(lambda: book.builds == 2)
    for name in ("index.html", "book.css"):
        plain, whole = _get(f"{address}/{name}")
        headers, body = _get(f"{address}/{name}", **{"Accept-Encoding": "gzip, br"})
        assert "content-encoding" not in plain
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert len(body) == int(headers["content-length"]) < len(whole) / 3
        assert gzip.decompress(body) == whole
    headers, _ = _get(f"{address}/small.css", **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in headers


def test_a_part_of_a_file_a_picture_and_events_are_not_compressed(book: Book, address: str) -> None:
    (book.site / "book.css").write_text("p { margin: 0 }\n" * 100, encoding="utf-8")
    (book.site / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    gzipped = {"Accept-Encoding": "gzip"}
    headers, _ = _get(f"{address}/photo.png", **gzipped)
    assert "content-encoding" not in headers
    _, body = _get(f"{address}/book.css", Range="bytes=2-9", **gzipped)
    assert body == b"{ margin"
    asked = urllib.request.Request(f"{address}/_kit/events?build=0", headers=gzipped)
    with urllib.request.urlopen(asked, timeout=10) as events:
        assert events.headers["content-encoding"] is None
        assert events.readline() == b": hello\n"


def test_what_the_collector_answers_beside_the_book_is_not_compressed(book: Book) -> None:
    app = create_app(book.site, collector=PlainTextResponse("a figure " * 200))
    with running(app) as address:
        headers, _ = _get(f"{address}/collect/", **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in headers
    assert headers["content-length"] == "1800"


@pytest.mark.parametrize("live", [True, False], ids=["while it is written", "as readers get it"])
def test_no_other_site_shows_a_page_in_a_frame(book: Book, live: bool) -> None:  # noqa: FBT001
    app = create_app(book.site, Announcer(book.site) if live else None)
    with running(app) as address, urllib.request.urlopen(f"{address}/index.html") as answer:
        assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
