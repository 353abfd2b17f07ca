from pathlib import Path
from typing import Any

import pytest

from kit.errors import AuthorError
from kit.sphinxext.jupyterbook.settings import first_page, sphinx_config

CONTENTS = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/one\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "book").mkdir()
    for name in ("index", "one"):
        (tmp_path / f"book/{name}.md").write_text(f"# {name}\n")
    (tmp_path / "_toc.yml").write_text(CONTENTS)
    (tmp_path / "_config.yml").write_text("title: A book\n")
    return tmp_path


def _config(project: Path, text: str) -> dict[str, Any]:
    (project / "_config.yml").write_text(text)
    return sphinx_config(project)


def test_jupyter_books_own_defaults_do_not_speak_for_the_author(project: Path) -> None:
    config = sphinx_config(project)
    assert config["copyright"] == ""
    assert config["author"] == ""
    assert config["kit_repository"] == {}


def test_what_the_author_says_is_kept(project: Path) -> None:
    config = _config(project, "title: T\nauthor: HR\ncopyright: '2026'\nlogo: l.svg\n")
    assert [config[name] for name in ("html_title", "author", "copyright", "html_logo")] == [
        "T",
        "HR",
        "2026",
        "l.svg",
    ]


def test_the_buttons_that_the_author_turned_on_lead_to_the_repository(project: Path) -> None:
    config = _config(
        project,
        "repository: {url: 'https://git.example/b', branch: dev, path_to_book: docs}\n"
        "html: {use_edit_page_button: true, use_issues_button: false}\n",
    )
    assert config["kit_repository"] == {
        "url": "https://git.example/b",
        "branch": "dev",
        "path": "docs",
        "buttons": ["use_edit_page_button"],
    }


def test_nothing_is_loaded_that_the_pages_do_not_use(project: Path) -> None:
    assert sphinx_config(project)["extensions"] == ["myst_parser", "kit.sphinxext"]


def test_what_a_page_uses_is_loaded(project: Path) -> None:
    (project / "book/one.md").write_text("# One\n\n```{dropdown} More\nText\n```\n")
    assert "sphinx_design" in sphinx_config(project)["extensions"]
    (project / "book/one.md").write_text("# One\n\n```{code-cell}\n1\n```\n")
    assert "myst_nb" in sphinx_config(project)["extensions"]


def test_each_call_gives_fresh_lists(project: Path) -> None:
    first = sphinx_config(project)
    first["extensions"].append("mutated")
    first["exclude_patterns"].append("mutated")
    assert "mutated" not in sphinx_config(project)["extensions"]
    assert "mutated" not in sphinx_config(project)["exclude_patterns"]


def test_sphinx_looks_only_where_the_contents_have_pages(project: Path) -> None:
    config = sphinx_config(project)
    assert config["include_patterns"] == ["book/**"]
    assert {"node_modules", "tests", "_build", "_responses", ".*"} <= set(
        config["exclude_patterns"]
    )


def test_pages_that_the_contents_do_not_list_can_be_left_out(project: Path) -> None:
    config = _config(project, "only_build_toc_files: true\n")
    assert config["include_patterns"] == ["book/index.*", "book/one.*"]


def test_contents_that_make_no_sense_are_a_problem_of_that_file(project: Path) -> None:
    (project / "_toc.yml").write_text("root: book/index\nunheard-of: 1\n")
    with pytest.raises(AuthorError, match=r"^_toc\.yml:1:1: wrong-value"):
        sphinx_config(project)


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml"])
def test_a_slip_in_the_yaml_is_shown_where_it_is(project: Path, name: str) -> None:
    (project / name).write_text("title: T\nroot: [\n")
    with pytest.raises(AuthorError, match=rf"^{name}:3:1: yaml-syntax"):
        sphinx_config(project)


def test_missing_contents_are_said_to_be_missing(project: Path) -> None:
    (project / "_toc.yml").unlink()
    with pytest.raises(AuthorError, match=r"^_toc\.yml:1:1: missing-file"):
        sphinx_config(project)


def test_buttons_without_a_repository_are_a_problem_of_the_settings(project: Path) -> None:
    with pytest.raises(AuthorError, match=r"^_config\.yml:1:1: wrong-value"):
        _config(project, "html: {use_issues_button: true}\n")


def test_the_first_page_is_the_root_of_the_contents(project: Path) -> None:
    assert first_page(project) == "book/index.html"
