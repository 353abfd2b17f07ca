"""A maintainer is told what a build goes without, and nobody is told anything else."""

from importlib.metadata import version
from pathlib import Path

import pytest
from sphinx.util.docutils import docutils_namespace

from kit.sphinxext.build.application import Application
from kit.sphinxext.patches import myst_documents, sphinx_search_index, sphinx_words
from kit.sphinxext.patches.switched_off import switched_off


def _notes(folder: Path) -> list[str]:
    with docutils_namespace():
        app = Application(
            [],
            srcdir=folder,
            confdir=None,
            outdir=folder / "out",
            doctreedir=folder / "doctrees",
            buildername="dummy",
            status=None,
            warning=None,
        )
    return app.notes


def test_a_build_with_what_is_known_has_nothing_to_say(tmp_path: Path) -> None:
    assert _notes(tmp_path) == []


def test_a_build_says_in_one_note_what_it_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sphinx_search_index, "SPHINX", "<7")
    monkeypatch.setattr(sphinx_words, "SPHINX", "<7")
    lost = f"{sphinx_search_index.LOST}; {sphinx_words.LOST}"
    known = f"workshop-kit was never tried with Sphinx {version('sphinx')}"
    assert _notes(tmp_path) == [f"{known}: {lost}"]


def test_a_parser_of_markdown_that_is_not_known_is_named_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(myst_documents, "MYST", "<3")
    (note,) = switched_off()
    name = f"MyST-Parser {version('myst-parser')}"
    assert note.startswith(f"workshop-kit was never tried with {name}:")
