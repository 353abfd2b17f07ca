"""The server hands out what a build wrote: no other file, and nothing that a link leads to."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from kit.serving import create_app
from kit.sphinxext.site.publish import publish
from kit.sphinxext.site.standing import Listing
from tests.servers import running

NAMED = "Kari Nordmann calls on Monday"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    built = tmp_path / "built"
    (built / "deep").mkdir(parents=True)
    for name in ("page.html", "deep/index.html"):
        (built / name).write_text(f"<p>{name}</p>", encoding="utf-8")
    tops: dict[str, Path | bytes] = {"index.html": b"front", "404.html": b"no such page"}
    _publish(tmp_path, tops)
    return tmp_path


def _publish(root: Path, tops: dict[str, Path | bytes]) -> None:
    built = root / "built"
    files = {f"nb/{path.relative_to(built).as_posix()}": path for path in built.rglob("*.html")}
    publish(root, root / "_build/site", {"nb": files, "": tops}, languages=("nb",))


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_what_the_build_wrote_is_there(root: Path) -> None:
    site = root / "_build/site"
    with running(create_app(site, listing=Listing(root, site))) as address:
        assert _get(f"{address}/") == (200, "front")
        assert _get(f"{address}/nb/page.html") == (200, "<p>page.html</p>")
        assert _get(f"{address}/nb/deep/") == (200, "<p>deep/index.html</p>")


def test_what_a_notebook_saved_there_is_not(root: Path) -> None:
    site = root / "_build/site"
    with running(create_app(site, listing=Listing(root, site))) as address:
        for name in ("nb/agreed.json", "nb/agreed.md", ".git/config", "nb/.ipynb_checkpoints/a"):
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_text(NAMED, encoding="utf-8")
            assert _get(f"{address}/{name}") == (404, "no such page"), name


def test_what_a_later_build_wrote_is_there_at_once(root: Path) -> None:
    site, built = root / "_build/site", root / "built"
    with running(create_app(site, listing=Listing(root, site))) as address:
        assert _get(f"{address}/nb/new.html")[0] == 404
        (built / "new.html").write_text("new", encoding="utf-8")
        (built / "page.html").unlink()
        _publish(root, {"404.html": b"gone"})
        assert _get(f"{address}/nb/new.html") == (200, "new")
        assert _get(f"{address}/nb/page.html") == (404, "gone")


@pytest.mark.parametrize("listed", [False, True])
def test_links_are_not_followed(root: Path, *, listed: bool) -> None:
    site, outside = root / "_build/site", root / "outside"
    outside.mkdir()
    (outside / "index.html").write_text(NAMED, encoding="utf-8")
    (site / "nb/page.html").unlink()
    (site / "nb/page.html").symlink_to(outside / "index.html")
    (site / "nb/deep/index.html").unlink()
    (site / "nb/deep").rmdir()
    (site / "nb/deep").symlink_to(outside)
    (site / "again.html").symlink_to(site / "index.html")
    listing = Listing(root, site) if listed else None
    with running(create_app(site, listing=listing)) as address:
        for name in ("nb/page.html", "nb/deep/", "nb/deep/index.html", "again.html"):
            assert _get(f"{address}/{name}") == (404, "no such page"), name


@pytest.mark.parametrize("typed", ["/collect", "/collect/"])
def test_the_address_that_stands_on_walls_and_slips_leads_to_the_entrance(
    tmp_path: Path, typed: str
) -> None:
    entrance = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("Your code"))])
    book = TestClient(create_app(tmp_path, collector=entrance))
    assert book.get(typed).text == "Your code"
