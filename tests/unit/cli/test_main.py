"""The command line as its user meets it."""

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.cli import serve as serve_command
from kit.cli.collector.collecting import Exercises
from kit.cli.main import COMMANDS
from kit.cli.output import count
from tests.form_exercises import KINDS

SMALL_BOOK = Path(__file__).parents[2] / "golden" / "small-book" / "source"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    status, output, _ = run(name, "--help")
    assert status == 0
    assert re.search(rf"^ +kit {name}\b", output.split("Example:")[1], re.MULTILINE)
    assert "\\b" not in output


# Whatever is being loaded when the keys are pressed.
PRESS = """
import os, signal, sys
class Press:
    @staticmethod
    def find_spec(name, *_):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Press)
sys.argv = ["kit", "check"]
from kit.__main__ import main
main()
"""


@pytest.mark.parametrize("name", ["click", "kit.cli.main", "kit.cli.check", "kit.checks.book"])
def test_ctrl_c_ends_quietly_even_while_the_command_is_loaded(name: str) -> None:
    code = PRESS.format(name=name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_python_runs_the_package_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kit", "--version"], capture_output=True, check=True
    )
    assert done.stdout.startswith(b"kit, version ")


def test_an_unknown_command_ends_with_status_two() -> None:
    status, _, error = run("biuld")
    assert status == 2
    assert "biuld" in error


def test_a_missing_project_folder_is_wrong_usage() -> None:
    status, _, error = run("check", "--project", "no-such-folder")
    assert status == 2
    assert "no-such-folder" in error


def test_plugins_lists_ours_with_their_origin() -> None:
    status, output, _ = run("plugins", "--json")
    listed = json.loads(output)
    assert status == 0
    assert listed["broken"] == []
    kinds = {entry["name"] for entry in listed["found"] if entry["group"] == "kit.kinds"}
    assert kinds == KINDS >= {"reflection", "group", "self-assessment"}
    assert all(entry["origin"].startswith("workshop-kit ") for entry in listed["found"])


def test_a_broken_plugin_of_the_book_is_named_and_the_others_still_listed(tmp_path: Path) -> None:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    (plugins / "oops.py").write_text("import there_is_no_such_module\n", encoding="utf-8")
    status, output, _ = run("plugins", "--project", str(tmp_path))
    assert status == 1
    assert "self-assessment" in output
    [line] = [line for line in output.splitlines() if "oops" in line]
    assert "plugins/oops.py" in line
    assert "there_is_no_such_module" in line


def test_check_reports_a_folder_without_a_book_and_says_what_is_missing(tmp_path: Path) -> None:
    status, output, _ = run("check", "--project", str(tmp_path))
    assert status == 1
    assert "_toc.yml:1:1: missing-file: " in output


def test_check_tells_warnings_from_errors_and_counts_both(tmp_path: Path) -> None:
    book = shutil.copytree(SMALL_BOOK, tmp_path / "book")
    with (book / "exercises" / "learn" / "looking-back.yml").open("a", encoding="utf-8") as file:
        file.write("nmae: x\n")

    status, output, error = run("check", "--project", str(book))

    assert status == 1
    lines = [line for line in output.splitlines() if not line.startswith("  hint: ")]
    warnings = [line for line in lines if re.match(r"\S+:\d+:\d+: [a-z-]+: warning: ", line)]
    errors = [line for line in lines if "unknown-key: 'nmae'" in line]
    assert len(errors) == 1
    assert len(warnings) == len(lines) - 1 > 0
    assert error.splitlines()[-1] == f"1 error, {count(len(warnings), 'warning')}"
    assert lines[0] == errors[0], "errors stand before warnings"

    _, output, error = run("check", "--project", str(book), "--quiet")
    assert [line for line in output.splitlines() if not line.startswith("  hint: ")] == errors
    assert error == ""


def test_check_answers_a_machine_with_every_problem(tmp_path: Path) -> None:
    status, output, _ = run("check", "--project", str(tmp_path), "--json")
    assert status == 1
    told = json.loads(output)
    assert list(told) == ["ok", "problems", "exercises", "workshops"]
    assert not told["ok"]
    assert {problem["code"] for problem in told["problems"]} >= {"missing-file"}


def test_schema_writes_what_the_files_point_their_editor_to(tmp_path: Path) -> None:
    status, _, _ = run("schema", "--project", str(tmp_path))
    assert status == 0
    written = {path.name for path in (tmp_path / ".kit" / "schemas").iterdir()}
    assert written == {
        *("platform.json", "exercise.json", "workshop.json", "words-to-avoid.json"),
    }


def test_a_place_that_cannot_be_written_to_ends_with_status_three(tmp_path: Path) -> None:
    (tmp_path / ".kit").write_text("a file, not a folder", encoding="utf-8")
    status, _, error = run("schema", "--project", str(tmp_path))
    assert status == 3
    assert f"{tmp_path / '.kit'}" in error.replace("\n", "")
    assert len(error.splitlines()) == 1


def test_a_new_book_needs_the_name_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, error = run("new", "", "--platform", "sarpsborg")
    assert status == 2
    assert "the name of the folder is empty" in error
    assert not list(tmp_path.iterdir())


def test_checking_a_book_never_imports_sphinx() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from kit.cli import main\n"
        "CliRunner().invoke(main, ['check'])\n"
        "print([name for name in ('sphinx', 'pandas', 'matplotlib') if name in sys.modules])"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "[]"


def test_what_authors_use_needs_no_collector_and_nothing_that_only_linux_has() -> None:
    code = (
        "import sys; missing = ('fcntl', 'kit.storage', 'kit.ballots', 'kit.web.app')\n"
        "sys.modules.update(dict.fromkeys(missing))\n"
        "from kit.cli import add, build, check, new, plugins, schema, serve, translate"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("command", ["serve", "collect"])
def test_a_port_that_is_taken_is_wrong_usage_and_nothing_is_made(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    project = shutil.copytree(SMALL_BOOK, tmp_path / "book")
    before = sorted(tmp_path.rglob("*"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, error = run(command, "--project", str(project), "--port", str(port))
    assert status == 2
    assert f"cannot listen on port {port} of 127.0.0.1: address already in use" in error
    assert sorted(tmp_path.rglob("*")) == before


def test_the_live_server_closes_its_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    project = shutil.copytree(SMALL_BOOK, tmp_path / "book")
    config = (project / "_config.yml").read_text("utf-8")
    (project / "_config.yml").write_text(
        config.replace("  config:\n", "  config:\n    kit_collector: /\n"), encoding="utf-8"
    )
    database = project / "_responses" / "collector.sqlite3"
    with serve_command._collector(project, Exercises(project)) as collector:
        assert collector is not None
        assert database.with_name("collector.sqlite3-wal").exists()
    assert not database.with_name("collector.sqlite3-wal").exists()


def test_check_strict_takes_a_warning_for_an_error(tmp_path: Path) -> None:
    book = shutil.copytree(SMALL_BOOK, tmp_path / "book")
    page = book / "book" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n![](house.svg)\n", encoding="utf-8")
    (book / "book" / "house.svg").write_text("<svg/>", encoding="utf-8")

    assert run("check", "--project", str(book))[0] == 0
    assert run("check", "--project", str(book), "--strict")[0] == 1
    with (book / "_config.yml").open("a", encoding="utf-8") as file:
        file.write("    kit_strict: true\n")
    assert run("check", "--project", str(book))[0] == 1


@pytest.mark.parametrize("no_color", ["", "1"])
def test_no_color_is_respected(
    no_color: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    book = shutil.copytree(SMALL_BOOK, tmp_path / "book")
    (book / "_toc.yml").write_text("root: [", encoding="utf-8")
    said = CliRunner().invoke(main, ["check", "-C", str(book)], color=None if no_color else True)
    assert ("\x1b[" in said.output) == (not no_color)


def test_help_says_where_the_documentation_lies() -> None:
    folder = re.search(r"Documentation:\s+(\S+)", run("--help")[1])
    assert folder
    assert Path(folder[1], "authors.md").is_file()


def test_the_tab_key_completes_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_KIT_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "kit tr")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        main(prog_name="kit")
    assert "translate" in capsys.readouterr().out
