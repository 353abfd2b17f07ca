"""The words that every Jupyter Book knows are those that are installed."""

import json

import pytest
from pygments.lexers import find_lexer_class_by_name

from kit.checks.settings.extensions import package_of
from kit.checks.settings.vocabulary import BADGES, DIRECTIVE_NAMES, LEXERS, ROLE_NAMES
from kit.interpreter import start_interpreter

pytestmark = pytest.mark.slow

BOOK = """\
title: A book
bibtex_bibfiles: [sources.bib]
sphinx:
  extra_extensions: [sphinx_design, sphinx_togglebutton]
"""
# Added by the theme, or to the parser, and therefore in no table.
ELSEWHERE = {"eval-rst", "margin", "full-width", "tableofcontents"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    root = tmp_path_factory.mktemp("book")
    (root / "_config.yml").write_text(BOOK, encoding="utf-8")
    (root / "sources.bib").write_text("", encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    page = "```{code-cell}\n```\n```{grid}\n```\n```{toggle}\n```\n"
    (root / "index.md").write_text(page, encoding="utf-8")
    with start_interpreter("kit.sphinxext.jupyterbook.vocabulary") as process:
        answer, _ = process.communicate(json.dumps([str(root), []]) + "\n")
    found: dict[str, list[str]] = json.loads(answer)
    return found


def test_every_word_that_is_installed_is_known(installed: dict[str, list[str]]) -> None:
    found = {name for name in installed["directives"] if not name.startswith(("kit-", "std:", "_"))}
    assert found - DIRECTIVE_NAMES <= {"restructuredtext-test-directive"}
    roles = {name for name in installed["roles"] if not name.startswith(("kit:", "std:", BADGES))}
    assert roles - ROLE_NAMES <= {"restructuredtext-unimplemented-role"}


def test_no_word_is_known_that_is_not_installed(installed: dict[str, list[str]]) -> None:
    assert DIRECTIVE_NAMES - set(installed["directives"]) <= ELSEWHERE
    assert ROLE_NAMES - set(installed["roles"]) == set()
    # Sphinx has its own ways with three; what is not found raises an error that names it.
    for name in LEXERS - set(installed["lexers"]) - {"default", "guess", "pycon3"}:
        assert find_lexer_class_by_name(name)


def test_a_package_is_called_like_its_extension() -> None:
    assert package_of("sphinx_exercise") == "sphinx-exercise"
    assert package_of("sphinxcontrib.mermaid") == "sphinxcontrib-mermaid"
    assert package_of("sphinx_click.ext") == "sphinx-click"
