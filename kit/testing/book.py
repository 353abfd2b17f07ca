"""A small book around the exercise that is tested."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from kit.catalogues import LANGUAGES
from kit.plugins import Exporter, Kind, discover
from kit.projects import new_project

AREA: Final = "learn"
NAME: Final = "under-test"
EXERCISE: Final = f"{AREA}/{NAME}"

PLATFORM: Final = """\
schema: 1
owner: HR
review_by: 2099-12-31
id: testing
name: A platform to test with
organisation: The municipality of Testing
language: en
summary: It has just enough for an exercise to stand in.
source: kit
focus_areas:
  - {id: learn, name: To learn, text: We look back and try again., source: kit}
roles:
  - {id: employee, name: Employee, source: kit}
  - {id: leader, name: Leader, source: kit}
scales:
  - id: agreement
    categories:
      - {id: disagree, value: 1, label: Disagree}
      - {id: mostly-disagree, value: 2, label: Mostly disagree}
      - {id: partly, value: 3, label: Partly agree}
      - {id: mostly-agree, value: 4, label: Mostly agree}
      - {id: agree, value: 5, label: Agree}
    dont_know: Don't know
"""
"""Focus area ``learn``, roles ``employee`` and ``leader``, scale ``agreement`` from 1 to 5."""


def write_book(folder: Path, kind: Kind, exercise: str, platform: str) -> Path:
    """Write a book with the exercise and the kind's examples; return its root.

    A kind that is not installed comes into the book as one of its own plugins.
    """
    root = folder / "book-under-test"
    exercises = root / "exercises" / AREA
    exercises.mkdir(parents=True)
    (exercises / f"{NAME}.yml").write_text(exercise, encoding="utf-8")
    for language in LANGUAGES:
        text = kind.example(language)
        (exercises / f"example-{language}.yml").write_text(text, encoding="utf-8")
    if kind.name not in discover().of("kit.kinds"):
        _offer(root, "kinds", kind)
    return _begin(root, folder, platform)


def write_examples(folder: Path, exporter: Exporter, platform: str) -> Path:
    """Write a book with an example of each kind, named after it, and the exporter; return its root.

    An exporter that is not installed comes into the book as one of its own plugins.
    """
    root = folder / "book-under-test"
    exercises = root / "exercises" / AREA
    exercises.mkdir(parents=True)
    discovery = discover()
    for name, kind in discovery.of("kit.kinds").items():
        (exercises / f"{name}.yml").write_text(kind.example("en"), encoding="utf-8")
    if exporter.name not in discovery.of("kit.exporters"):
        _offer(root, "exporters", exporter)
    return _begin(root, folder, platform)


def _begin(root: Path, folder: Path, platform: str) -> Path:
    source = folder / "platform.yml"
    source.write_text(platform, encoding="utf-8")
    new_project(root, source)
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8")
    # What collects has to offer it; whatever collects nothing says nothing of it.
    config.write_text(text.replace('kit_collector: ""', 'kit_collector: "/"'), encoding="utf-8")
    return root


def _offer(root: Path, what: str, plugin: Kind | Exporter) -> None:
    """Write a module that offers a plugin to the book, in its list ``what``.

    :raises LookupError: if the plugin is no global of the module that defines it, where an entry
        point could not find it either.
    """
    module = type(plugin).__module__
    for name, value in vars(sys.modules[module]).items():
        if value is plugin:
            text = f"from {module} import {name}\n\n{what} = [{name}]\n"
            (root / "plugins").mkdir()
            (root / "plugins" / "under_test.py").write_text(text, encoding="utf-8")
            return
    raise LookupError(f"{module} has no global that is the plugin '{plugin.name}'")
