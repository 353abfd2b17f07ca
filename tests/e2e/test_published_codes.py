"""A code on paper joins its round, wherever the book lies by now and whoever hands it out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kit.ballots import (
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    save_units,
)
from kit.load import load_book
from kit.projects import add_exercise
from kit.serving import create_app
from kit.sphinxext import build_book
from kit.storage import open_store
from kit.web.app import create_collector
from tests.e2e.published_addresses import IN_CODES
from tests.organisation import codes_of, settings_in
from tests.servers import running

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
EXERCISE = "learn/what-we-see"
FORMER = "learn/what-we-saw"
SETTINGS = """\
title: Liten bok
author: HR
sphinx:
  extra_extensions: [kit.sphinxext]
  config:
    language: nb
    kit_languages: [nb]
    kit_collector: "/"
"""
SCALE = """
scales:
  - id: agreement
    name: Hvor godt stemmer det?
    dont_know: Vet ikke
    categories:
      - {id: not, label: Stemmer ikke, value: 1}
      - {id: little, label: Stemmer litt, value: 2}
      - {id: partly, label: Stemmer delvis, value: 3}
      - {id: well, label: Stemmer godt, value: 4}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book with a self-assessment that had another name once; its pages lie at the top."""
    root = shutil.copytree(SOURCE, tmp_path_factory.mktemp("codes") / "book")
    with (root / "book/platform.yml").open("a", encoding="utf-8") as file:
        file.write(SCALE)
    (root / "_config.yml").write_text(SETTINGS, "utf-8")
    added = add_exercise(root, "self-assessment", EXERCISE, show="book/focus-areas/learn")
    file = root / added.path
    text = file.read_text("utf-8").replace("\ntitle:", f"\nformerly: [{FORMER}]\ntitle:", 1)
    file.write_text(text.replace("collects: false", "collects: true "), "utf-8")
    result = build_book(root)
    assert result.ok, result.problems
    return root


@pytest.fixture(scope="module", params=["our server", "a host of files"])
def served(
    book: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[str, str]]:
    """Serve the site beside a collector with an open round; give the address and the room's code.

    Our server leads on by HTTP, a host that only hands out files by the page's own script.
    """
    exercises = collectables(load_book(book))
    store = open_store(settings_in(tmp_path_factory.mktemp("collector")))
    save_units(store, UnitTree(UnitSpec("north", "Hjemmetjenesten Nord", 12)), "test")
    plan = RoundPlan(exercises[EXERCISE], "north", "Velge tiltak", store.today())
    opened = carry_out(store, "test", OpenRound(plan))
    assert opened is not None
    assert opened.round_id, opened
    code = codes_of(store, opened.round_id)["north"]
    collector = create_collector(store, lambda: exercises, holder=False)
    site = book / "_build/site"
    pages = create_app(site) if request.param == "our server" else StaticFiles(directory=site)
    app = Starlette(
        routes=[Mount("/collect", collector), Mount("/", pages)],
        lifespan=lambda _app: collector.router.lifespan_context(collector),
    )
    with running(app) as address:
        yield address, code
    store.close()


@pytest.mark.parametrize("address", IN_CODES.values(), ids=IN_CODES)
def test_every_code_joins_its_round(
    served: tuple[str, str], address: str, lasting_page: Page
) -> None:
    base, code = served
    path = address.format(language="nb", id=EXERCISE, former=FORMER, code=code)
    lasting_page.goto("about:blank")
    lasting_page.goto(f"{base}/{path}")
    expect(lasting_page.get_by_role("heading", name="Før du svarer")).to_be_visible()
    expect(lasting_page.locator(".kit-terms")).to_contain_text("Hjemmetjenesten Nord")
