"""A kind from a package of somebody else works everywhere, without a change of our code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.preloaded import KIT

FOREIGN = Path(__file__).parents[1] / "foreign"
PLATFORM = FOREIGN.parent / "platforms" / "lorenskog" / "book" / "platform.yml"


@pytest.fixture(scope="module")
def wheels(
    build_wheel: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    sources = tmp_path_factory.mktemp("sources")
    built = {}
    for name in ("dilemma", "broken"):
        shutil.copytree(FOREIGN / name, sources / name)
        built[name] = build_wheel(sources / name)
    return built


@pytest.fixture(scope="module")
def environment(new_environment: Any, wheels: dict[str, Path]) -> Any:
    return new_environment([wheels["dilemma"]], with_kit=True)


@pytest.fixture(scope="module")
def with_a_broken_one(new_environment: Any, wheels: dict[str, Path]) -> Any:
    return new_environment(list(wheels.values()), with_kit=True)


@pytest.fixture(scope="module")
def book(environment: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a book that shows a dilemma on one of its pages."""
    folder = tmp_path_factory.mktemp("foreign")
    root = folder / "book"
    made = environment.kit("new", root, "--platform", PLATFORM, cwd=folder)
    assert made.returncode == 0, made.stderr
    added = environment.kit("add", "dilemma", "people/late", cwd=root)
    assert added.returncode == 0, added.stdout + added.stderr
    page = root / "book" / "focus-areas" / "people.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n```{{kit-exercise}} people/late\n```\n", encoding="utf-8")
    # With the environment's own Python; what follows finds its packages only.
    built = environment.run("python", "-c", KIT, "build", cwd=root)
    assert built.returncode == 0, built.stdout + built.stderr
    return root


def test_it_is_listed_with_the_package_that_it_comes_from(environment: Any, book: Path) -> None:
    listed = environment.kit("plugins", "--json", cwd=book)
    found = {entry["name"]: entry["origin"] for entry in json.loads(listed.stdout)["found"]}
    assert found["dilemma"] == "our-dilemma 1.0"
    assert found["group"].startswith("workshop-kit ")
    assert listed.returncode == 0


def test_its_example_is_in_the_books_language_and_passes_the_check(
    environment: Any, book: Path
) -> None:
    text = (book / "exercises" / "people" / "late.yml").read_text(encoding="utf-8")
    assert "title: Kollegaen som kommer for sent" in text
    checked = environment.kit("check", cwd=book)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_its_page_shows_the_form_in_the_readers_language(book: Path) -> None:
    site = book / "_build" / "site"
    for page in ("book/focus-areas/people.html", "exercises/people/late.html"):
        html = (site / page).read_text(encoding="utf-8")
        assert 'data-kit-kind="dilemma"' in html
        assert "Snakke med kollegaen alene" in html
        assert "Hvilken vei velger du?" in html
        assert "Du valgte: {way}" in html
        assert "dilemma.js" in html
    assert list(site.rglob("dilemma.js"))


def test_its_notebook_runs_from_top_to_bottom(environment: Any, book: Path) -> None:
    notebook = book / "_build" / "site" / "exercises" / "people" / "late.ipynb"
    run = "from nbclient.cli import main; main()"
    done = environment.run("python", "-c", run, notebook, cwd=book)
    assert done.returncode == 0, done.stderr


def test_its_own_check_names_the_place(environment: Any, book: Path, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(book, root, ignore=shutil.ignore_patterns("_build"))
    path = root / "exercises" / "people" / "late.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Avtale i teamet når dere møtes", "Snakke med kollegaen alene"))
    checked = environment.kit("check", cwd=root)
    assert checked.returncode == 1
    assert "exercises/people/late.yml:" in checked.stdout
    assert "wrong-value: two ways are the same: 'Snakke med kollegaen alene'" in checked.stdout


def test_its_keys_are_in_the_schema_for_editors(book: Path) -> None:
    schema = json.loads((book / ".kit" / "schemas" / "exercise.json").read_text(encoding="utf-8"))
    assert "speaks_for" in json.dumps(schema)


# Without a package, it keeps it in `test_foreign_kind_contract.py`.
@pytest.mark.deep
def test_it_keeps_the_contract_in_its_own_environment(environment: Any, tmp_path: Path) -> None:
    call = (
        "from pathlib import Path; from our_dilemma import kind; from kit.testing import contract;"
        " contract(kind, kind.example('en'), folder=Path())"
    )
    done = environment.fork(call, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_broken_plugin_is_named_with_its_origin_and_stops_nothing(
    with_a_broken_one: Any, book: Path, tmp_path: Path
) -> None:
    environment = with_a_broken_one
    root = tmp_path / "book"
    shutil.copytree(book, root, ignore=shutil.ignore_patterns("_build"))
    listed = environment.kit("plugins", cwd=root)
    assert listed.returncode == 1
    assert "kit-broken 0.3  broken: ImportError: no module named 'a_requirement'" in listed.stdout
    assert "our-dilemma 1.0" in listed.stdout
    checked = environment.kit("check", cwd=root)
    assert "broken-plugin" in checked.stdout
    assert "kit-broken 0.3" in checked.stdout
    assert len([line for line in checked.stdout.splitlines() if not line.startswith(" ")]) == 1
    built = environment.kit("build", cwd=root)
    assert "broken-plugin" in built.stdout
    page = root / "_build" / "site" / "exercises" / "people" / "late.html"
    assert "Hvilken vei velger du?" in page.read_text(encoding="utf-8")
    added = environment.kit("add", "dilemma", "people/again", cwd=root)
    assert added.returncode == 0, added.stdout + added.stderr


def test_a_book_that_needs_a_broken_plugin_is_told_where(
    with_a_broken_one: Any, book: Path, tmp_path: Path
) -> None:
    root = tmp_path / "book"
    shutil.copytree(book, root, ignore=shutil.ignore_patterns("_build"))
    path = root / "exercises" / "people" / "late.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind: dilemma", "kind: broken"), encoding="utf-8")
    checked = with_a_broken_one.kit("check", cwd=root)
    assert checked.returncode == 1
    assert "unknown-kind: the plugin for 'broken' cannot be used" in checked.stdout
