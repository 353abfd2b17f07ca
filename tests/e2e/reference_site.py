"""The reference book as it is published, built once for all test files that only look at it."""

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from kit.sphinxext import build_book
from tests.e2e.building import copy_of_the_book

BASE = "https://bok.example.no/vi/"
"""Where its settings say that it stands."""


def reference_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, which nobody may change; whichever process asks first builds it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    root = folder / "reference"
    site = root / "_build" / "site"
    with FileLock(folder / "reference.lock"):
        if not site.is_dir():
            shutil.rmtree(root, ignore_errors=True)
            copy_of_the_book(root)
            config = root / "_config.yml"
            config.write_text(f"{config.read_text('utf-8')}\nhtml:\n  baseurl: {BASE}\n", "utf-8")
            built = build_book(root)
            assert (built.ok, list(built.problems)) == (True, [])
    return site
