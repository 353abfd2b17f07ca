"""The texts of the pages that translators translate, as Sphinx finds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kit.errors import AuthorError
from kit.load import load_book
from kit.plugins import FAILURES
from kit.sphinxext.build.application import Application
from kit.sphinxext.build.progress import Stages, Tell
from kit.sphinxext.jupyterbook.settings import sphinx_config
from kit.sphinxext.patches.sphinx_process_state import belongings
from kit.sphinxext.problems.broken_build import Setting, problem_of


@dataclass(frozen=True, slots=True)
class ProseMessage:
    """One text of a page, and where it stands: path relative to the project, and line."""

    text: str
    path: str
    line: int


def prose_messages(root: Path, tell: Tell | None = None) -> dict[str, tuple[ProseMessage, ...]]:
    """Return the texts of every page by catalogue: ``book/focus-areas/learn``.

    What comes from YAML files is not among them; it has a catalogue of its own.

    :param tell: is told how many pages are read.
    :raises AuthorError: if the settings or the contents cannot be read, or an extension fails.
    :raises OSError: if the disk refuses something.
    """
    root = root.resolve()
    cache = root / "_build" / "cache" / "prose"
    # The settings already put the folders of local extensions among those to import from.
    with belongings(root), patch_docutils(str(root)), docutils_namespace():
        overrides = sphinx_config(root) | {
            "language": load_book(root).language,
            "gettext_compact": False,
            "gettext_uuid": False,
        }
        try:
            app = Application(
                [],
                srcdir=root,
                confdir=None,
                outdir=cache / "pot",
                doctreedir=cache / "doctrees",
                buildername="gettext",
                confoverrides=overrides,
                status=None,
                warning=None,
            )
            if tell is not None:
                Stages(app, tell, writes=False)
            app.build(force_all=True)
        except FAILURES as error:
            setting = Setting(root, tuple(overrides["extensions"]))
            raise AuthorError([problem_of(error, setting, cache / "broke-off.txt")]) from error
        builder = app.builder
    if not isinstance(builder, MessageCatalogBuilder):
        raise TypeError("Sphinx gave another builder than the one asked for")
    return {
        name: tuple(
            ProseMessage(text, *_place(root, catalogue.metadata[text][0]))
            for text in catalogue.messages
        )
        for name, catalogue in sorted(builder.catalogs.items())
        if name != "sphinx" and catalogue.messages
    }


def _place(root: Path, origin: tuple[str, int, str]) -> tuple[str, int]:
    path, line, _ = origin
    try:
        return Path(path).resolve().relative_to(root).as_posix(), max(line, 1)
    except ValueError:
        return Path(path).as_posix(), max(line, 1)
