"""The package that a plugin author begins with; that it works is shown in tests/e2e."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.errors import UsageError
from kit.projects import Part, new_package

TODAY = date(2028, 2, 29)


@pytest.mark.parametrize("part", Part)
def test_what_is_written_passes_the_linter_and_the_formatter_as_they_come(
    part: Part, tmp_path: Path
) -> None:
    new_package(tmp_path / "package", f"a-name-of-three-words-{part}", part)
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--no-cache", "."],
            cwd=tmp_path / "package",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", Part)
def test_nothing_is_overwritten_and_only_what_is_missing_is_added(
    part: Part, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("Ours.", encoding="utf-8")
    first = new_package(tmp_path, "trial", part, today=TODAY)
    assert first.kept == ("README.md",)
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours."
    (tmp_path / "src" / "kit_trial" / "__init__.py").unlink()
    again = new_package(tmp_path, "trial", part)
    assert again.written == ("src/kit_trial/__init__.py",)


@pytest.mark.parametrize("part", Part)
def test_no_placeholder_is_left_and_the_licence_is_left_to_its_author(
    part: Part, tmp_path: Path
) -> None:
    new_package(tmp_path, "trial", part, today=TODAY)
    written = {path: path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()}
    for path, text in written.items():
        left = text.replace("$schema", "")
        assert not {word for word in ("$", "PACKAGE", "NAME") if word in f"{path.name}{left}"}, path
    assert '# license = "' in written[tmp_path / "pyproject.toml"]
    assert not list(tmp_path.glob("LICEN*"))
    assert "review_by: 2029-02-28" in "".join(written.values()) or part is Part.EXPORTER


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("Dilemma", Part.KIND, "'Dilemma' is not the name of a plugin; begin with a small letter"),
        ("5-whys", Part.PACK, "'5-whys' is not the name of a plugin; begin with a small letter"),
        ("../up", Part.EXPORTER, "'../up' is not the name of a plugin"),
        ("host", Part.KIND, "no kind may be called 'host': pages have a script of that name"),
        ("group", Part.KIND, "the name 'group' is taken by workshop-kit "),
        ("notebook", Part.EXPORTER, "the name 'notebook' is taken by workshop-kit "),
        ("sarpsborg", Part.PACK, "the name 'sarpsborg' is taken by workshop-kit "),
    ],
)
def test_a_name_that_no_plugin_can_have_is_refused_before_anything_is_written(
    name: str, part: Part, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        new_package(tmp_path / "package", name, part)
    assert str(refused.value).startswith(said)
    assert not list(tmp_path.iterdir())


def test_a_package_inside_a_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "platform.yml").touch()
    with pytest.raises(UsageError, match="lies inside the book"):
        new_package(tmp_path / "kit-trial", "trial", Part.KIND)


def test_the_command_names_the_folder_after_the_plugin_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["plugin", "new", "trial"])
    assert done.exit_code == 0, done.output
    assert "wrote kit-trial/src/kit_trial/kind.py" in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1].endswith(
        "now: cd kit-trial && pip install -e '.[test]' && pytest"
    )
    again = CliRunner().invoke(main, ["plugin", "new", "trial"])
    assert again.stderr.splitlines()[-1] == "nothing was missing"
    options = ["--pack", "--folder", "ours", "--json"]
    answered = json.loads(CliRunner().invoke(main, ["plugin", "new", "trial", *options]).stdout)
    assert answered["ok"]
    assert answered["folder"] == "ours"
    assert "src/kit_trial/book/platform.yml" in answered["written"]
    refused = CliRunner().invoke(main, ["plugin", "new", "group"])
    assert refused.exit_code == 2
