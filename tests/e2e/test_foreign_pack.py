"""A platform from somebody else's package makes a book; a broken one is refused with its reason."""

import re
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kit.plugins import Pack
from kit.testing import ContractError, pack_contract

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "foreign" / "harbour"
BOOK = HARBOUR / "our_harbour"


@pytest.fixture(scope="module")
def environment(
    new_environment: Any,
    build_wheel: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """Install the pack, and another of which only the code came into the wheel."""
    sources = tmp_path_factory.mktemp("sources")
    shutil.copytree(HARBOUR, sources / "harbour")
    empty = sources / "empty"
    shutil.copytree(HARBOUR, empty, ignore=shutil.ignore_patterns("book", "exercises"))
    (empty / "our_harbour").rename(empty / "our_empty")
    for path in (empty / "pyproject.toml", empty / "our_empty" / "__init__.py"):
        path.write_text(path.read_text("utf-8").replace("harbour", "empty"), encoding="utf-8")
    wheels = [build_wheel(sources / name) for name in ("harbour", "empty")]
    return new_environment(wheels, with_kit=True)


def test_an_installed_pack_makes_a_book_and_an_empty_one_is_named(
    environment: Any, tmp_path: Path
) -> None:
    listed = environment.kit("plugins", cwd=tmp_path)
    assert listed.returncode == 1
    assert re.search(r"harbour +our-harbour 1\.0$", listed.stdout, re.MULTILINE)
    assert re.search(
        r"empty +our-empty 1\.0  broken: TypeError: it has no book/platform\.yml", listed.stdout
    )
    made = environment.kit("new", "book", "--platform", "harbour", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "book" / "exercises" / "learn" / "looking-back.yml").is_file()


def test_a_book_is_not_made_of_an_empty_pack(environment: Any, tmp_path: Path) -> None:
    refused = environment.kit("new", "book", "--platform", "empty", cwd=tmp_path)
    assert refused.returncode == 2
    (line,) = [each for each in refused.stderr.splitlines() if "broken" in each]
    assert "platform 'empty' from our-empty 1.0 is broken" in line
    assert not (tmp_path / "book").exists()


def test_the_contract_test_of_the_documentation_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(HARBOUR)
    assert import_module("our_harbour").pack.name == "harbour"
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    [example] = [
        block
        for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        if "our_harbour" in block
    ]
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - our own page
    names["test_harbour_makes_a_book"](tmp_path)


def test_all_that_is_wrong_inside_a_pack_is_named(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    shutil.copytree(BOOK, root)
    exercise = root / "exercises" / "learn" / "looking-back.yml"
    text = exercise.read_text(encoding="utf-8")
    exercise.write_text(f"{text}roles: [stranger]\n", encoding="utf-8")
    settings = "title: Harbour\nsphinx:\n  config:\n    language: en\n    kit_languages: [en, nb]\n"
    (root / "_config.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(ContractError, match="the pack 'harbour' does not keep") as caught:
        pack_contract(Pack("harbour", root), folder=tmp_path / "work")
    first, second = caught.value.failures
    assert first.startswith("check: exercises/learn/looking-back.yml:")
    assert "stranger" in first
    assert second == "catalogues: the language 'nb' has no locale/nb/LC_MESSAGES/exercises.po"
