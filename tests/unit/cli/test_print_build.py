"""``kit build --format print`` as its user meets it; what it prints is in tests/unit/printing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import main

Edit = Callable[[str, str, str], None]


def _print(root: Path, *more: str) -> tuple[int, str]:
    words = ["build", "--format", "print", "--project", str(root), *more]
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("missing", "now"),
    [(ImportError, "pip install 'workshop-kit[print]'"), (OSError, "apt-get install libpango")],
)
def test_it_says_what_to_install(
    missing: type[Exception], now: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise missing(name)

    for name in [name for name in sys.modules if name.startswith(("weasyprint", "kit.printing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    status, said = _print(root)
    assert status == 2
    assert now in said
    assert "Traceback" not in said


def test_a_language_that_the_book_has_not_is_refused(root: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)
    status, said = _print(root, "--language", "de")
    assert status == 2
    assert "the book has no language 'de'" in said


def test_with_a_problem_nothing_is_printed(root: Path, edit: Edit) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)
    edit("exercises/learn/looking-back.yml", "kind: reflection", "kind: reflections")
    status, said = _print(root)
    assert status == 1
    assert "unknown-kind" in said
    assert "not printed: 1 problem" in said
    assert not (root / "_build" / "print").exists()


def test_it_says_where_the_sheets_are(root: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)
    status, said = _print(root)
    assert status == 0
    assert f"sheets of paper in {root / '_build' / 'print'}" in said
