"""A kind that fails is named with its origin wherever it is used, and stops nothing else."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kit.cli import main

SOURCE = Path(__file__).parents[1] / "golden" / "small-book" / "source"
EXERCISE = "exercises/learn/looking-back.yml"
PLUGIN = """\
from pathlib import Path

from pydantic import create_model

from kit.kinds.reflection import Reflection, ReflectionKind


def fail(*_):
    raise {raises}


class Failing(ReflectionKind):
    name = "failing"
    model = create_model("Failing", __base__=Reflection, kind=(str, ...))
    {breaks}


kinds = [Failing()]
"""


def book_with(tmp_path: Path, breaks: str, raises: str = "RuntimeError('no')") -> Path:
    root = tmp_path / "a book with å"
    shutil.copytree(SOURCE, root)
    (root / "plugins" / "broken" / "templates").mkdir(parents=True)
    plugin = PLUGIN.format(breaks=breaks, raises=raises)
    (root / "plugins" / "failing.py").write_text(plugin, encoding="utf-8")
    template = root / "plugins" / "broken" / "templates" / "broken.html"
    template.write_text("{% if %}", encoding="utf-8")
    path = root / EXERCISE
    text = path.read_text(encoding="utf-8").replace("kind: reflection", "kind: failing")
    path.write_text(text, encoding="utf-8")
    return root


def kit(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


ASSETS = 'assets = Path(__file__).parent / "broken"'


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        ("state = fail", "plugins/failing.py:9:1: broken-plugin: "),
        (f'{ASSETS}; module = None; template = "broken.html"', "TemplateSyntaxError"),
        (f'{ASSETS}; module = None; template = "missing.html"', "TemplateNotFound: missing.html"),
        (f'{ASSETS}; module = "missing.js"', "'missing.js'"),
        ("cells = fail", "the exporter 'notebook' (workshop-kit"),
    ],
)
def test_a_build_names_a_kind_that_fails(tmp_path: Path, breaks: str, said: str) -> None:
    result = kit(book_with(tmp_path, breaks), "build", "--language", "nb")
    assert result.exit_code == 1
    assert said in result.stdout
    assert "broken-plugin" in result.stdout
    assert result.stderr.strip() == "not built: 1 problem"


def test_a_kind_that_would_end_the_program_is_named(tmp_path: Path) -> None:
    root = book_with(tmp_path, "check = fail", raises="SystemExit('bye')")
    result = kit(root, "check")
    assert "it fails on exercises/learn/looking-back.yml with SystemExit: bye" in result.stdout


@pytest.mark.parametrize("part", ["check", "example"])
def test_no_exercise_is_written_from_a_kind_that_fails(tmp_path: Path, part: str) -> None:
    root = book_with(tmp_path, f"{part} = fail")
    if part == "check":
        own = root / "plugins" / "failing.py"
        text = own.read_text(encoding="utf-8")
        text += f"\nFailing.example = lambda *_: {(root / EXERCISE).read_text('utf-8')!r}\n"
        own.write_text(text, encoding="utf-8")
    result = kit(root, "add", "failing", "learn/another")
    assert result.exit_code == 1
    assert "plugins/failing.py:9:1: broken-plugin: the plugin 'failing' cannot be used" in (
        result.stdout
    )
    assert not (root / "exercises" / "learn" / "another.yml").exists()
