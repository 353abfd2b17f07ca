"""What the documentation promises to describe, it describes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import kit.plugins
import kit.testing
import kit.widgets
from kit.checks import check_book
from kit.checks.settings.supported import KIT, SETTINGS, UNSUPPORTED
from kit.cli import main
from kit.cli.main import COMMANDS
from kit.errors import CODES
from kit.load import load_book
from kit.projects import Part, new_package, new_project
from kit.sphinxext.loaded import Loaded
from kit.sphinxext.output.exports import make_exports
from kit.storage import CollectorSettings
from kit.storage.configuration import check_placement
from tests.documentation import documentation_book

ROOT = Path(__file__).parents[3]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def _text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name: str) -> None:
    assert re.search(rf"^## kit {name}\b", _text("commands.md"), re.MULTILINE)


def test_what_every_command_answers_a_machine_is_described() -> None:
    table = _text("commands.md").partition("## For machines")[2].partition("```")[0]
    described = {
        name
        for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
        for name in re.findall(r"`([a-z ]+)", row)
    }
    answering = set()
    for name in COMMANDS:
        found = main.get_command(click.Context(main), name)
        assert found is not None
        members = found.commands if isinstance(found, click.Group) else {"": found}
        for part, one in members.items():
            if any("--json" in option.opts for option in one.params):
                answering.add(f"{name} {part}".strip())
    assert {name.strip() for name in described} == answering


def test_no_command_is_described_that_does_not_exist() -> None:
    described = set(re.findall(r"^## kit (\S+)", _text("commands.md"), re.MULTILINE))
    assert described == set(COMMANDS)


def test_every_problem_code_is_described_and_no_other() -> None:
    described = set(re.findall(r"^#+ `?([a-z0-9-]+)`?$", _text("errors.md"), re.MULTILINE))
    assert described == set(CODES)


def _command_lines() -> Iterator[str]:
    """Yield every line that calls `kit` in what we write for people and for systemd."""
    called = re.compile(r"^\s*(?:ExecStart=)?(?:\S*/)?kit ([a-z].*)$", re.MULTILINE)
    for page in (*DOCS, *sorted((ROOT / "docs" / "systemd").iterdir())):
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        shell = re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if page.suffix == ".md" else [text]
        for block in shell:
            for found in called.findall(block):
                yield f"{page.name}: kit {found}"


@pytest.mark.parametrize("line", sorted(set(_command_lines())))
def test_every_command_line_is_one_that_the_command_understands(line: str) -> None:
    words = shlex.split(line.split(": kit ")[1], comments=True)
    command: click.Command = main
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None
        command = found
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= {*known, "--help"}
    required = {option.opts[0] for option in command.params if option.required}
    named = {name for name in required if name.startswith("-")}
    assert named <= set(words)


def test_the_files_that_operations_ships_are_named_there() -> None:
    text = _text("operations.md")
    for folder in ("nginx", "systemd"):
        for path in (ROOT / "docs" / folder).iterdir():
            assert f"({folder}/{path.name})" in text


def test_the_services_keep_keys_apart_from_what_is_copied() -> None:
    values = dict(
        line.split("=", 1)
        for line in (ROOT / "docs/systemd/kit.env").read_text(encoding="utf-8").splitlines()
    )
    check_placement(
        CollectorSettings(
            values["KIT_DATABASE"],
            Path(values["KIT_CODE_KEY"]),
            Path(values["KIT_KEYS"]),
            Path("/var/backups/kit"),
        )
    )


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [
        target
        for target in targets
        if not target.startswith(("http://", "https://")) and not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_documentation_is_a_book_in_which_the_check_finds_nothing(tmp_path: Path) -> None:
    root = documentation_book(tmp_path / "documentation")
    assert check_book(load_book(root), strict=True) == ()
    contents = set(re.findall(r"(?:root|file): (\S+)", (root / "_toc.yml").read_text("utf-8")))
    assert contents == {page.relative_to(ROOT).with_suffix("").as_posix() for page in DOCS}


def test_every_setting_is_described_where_it_belongs() -> None:
    works, without = _text("settings.md").split("## Jupyter Book's that do not")
    for name, options in SETTINGS.items():
        for option in options if isinstance(options, dict) else [name]:
            path = f"{name}.{option}" if isinstance(options, dict) else name
            unsupported = path in UNSUPPORTED or name in UNSUPPORTED
            assert (f"`{option}`" in without) == unsupported, path
            assert (f"`{option}`" in works) or unsupported, path
    assert all(f"`{name}`" in works for name in KIT)


def test_the_smallest_platform_makes_a_book(tmp_path: Path) -> None:
    [example] = re.findall(
        r"The smallest platform.*?```yaml\n(.*?)```", _text("authors.md"), re.DOTALL
    )
    platform = tmp_path / "platform.yml"
    platform.write_text(example, encoding="utf-8")
    new_project(tmp_path / "book", str(platform))
    found = check_book(load_book(tmp_path / "book"))
    assert [problem.code for problem in found] == ["no-exercises"], "that is for its author"


def test_what_the_page_about_widgets_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    blocks = re.findall(r"```python\n(.*?)```", _text("widgets.md"), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
    assert len(blocks) > 3


def test_the_exporter_that_the_page_about_plugins_shows_works_in_a_book(tmp_path: Path) -> None:
    [example] = re.findall(
        r"`plugins/plain.py` of a book, complete:\n+```python\n(.*?)```",
        _text("plugins.md"),
        re.DOTALL,
    )
    book = tmp_path / "book"
    shutil.copytree(ROOT / "tests/golden/small-book/source", book)
    (book / "plugins").mkdir()
    (book / "plugins" / "plain.py").write_text(example, encoding="utf-8")
    loaded = Loaded(load_book(book), "nb")
    assert list(make_exports(loaded)) == []
    ((export,),) = loaded.exports.values()
    assert export.label == "Last ned som ren tekst"
    assert export.data.decode() == "Se tilbake\n\nTenk på noe du lærte.\n"


def test_every_public_name_of_the_widgets_is_described() -> None:
    described = set(re.findall(r"\w+", _text("widgets.md")))
    assert set(kit.widgets.__all__) <= described | {"Variants", "Notes"}


@pytest.mark.parametrize(
    "names", [kit.plugins.__all__, kit.testing.__all__], ids=["plugins", "testing"]
)
def test_every_name_that_a_plugin_author_meets_is_described(names: list[str]) -> None:
    described = set(re.findall(r"`(?:kit\.\w+\.)?(\w+)[`(]", _text("plugins.md")))
    assert set(names) <= described


OF_OUR_FORMS = """
    ask band before begun by-hand change changed chosen clamped clock code count done
    dot end ends exercise exercise--self-assessment facts figure fold form introduction item
    items joined label languages lead light links live method minutes next no-module outbox
    outcome part place privacy profile purpose receipt receipt-only roles said say
    score select sent sign step steps task terms tick timetable
    track until-sent value written
"""
"""Classes of the kit's own forms and frame, without their ``kit-``: they may change."""


def test_every_class_of_forms_is_offered_to_plugin_authors_or_kept_for_ours() -> None:
    sheet = (ROOT / "kit/frontend/static/forms.css").read_text(encoding="utf-8")
    classes = set(re.findall(r"\.(kit-[a-z-]+)", sheet))
    ours = {f"kit-{name}" for name in OF_OUR_FORMS.split()}
    part = _text("plugins.md").partition("classes that a form may use")[2].partition("\n## ")[0]
    offered = set(re.findall(r"`(kit-[a-z-]+)`", part))
    assert offered == classes - ours, "describe it in docs/plugins.md, or keep it in OF_OUR_FORMS"
    assert "kit-choice" in offered


def test_every_type_of_the_protocols_is_described() -> None:
    source = "".join(
        Path(kit.plugins.__file__).with_name(name).read_text(encoding="utf-8")
        for name in ("kind.py", "exporter.py", "pack.py")
    )
    used = set(re.findall(r"from kit\.model import (.*)", source)[0].split(", "))
    shape = {"Band", "Category", "Dimension", "Item", "Scale"}
    assert used | shape <= set(re.findall(r"`(\w+)`", _text("plugins.md")))


@pytest.mark.slow
def test_what_plugin_authors_copy_or_begin_with_passes_the_strictest_type_check(
    tmp_path: Path,
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", _text("plugins.md"), re.DOTALL)
    for number, block in enumerate(blocks):
        (tmp_path / f"block_{number}.py").write_text(block, encoding="utf-8")
    assert len(blocks) == 6
    foreign = [ROOT / "tests" / "foreign" / name for name in ("agenda", "dilemma", "harbour")]
    packages = [package for each in foreign for package in each.glob("our_*")]
    for part in Part:
        package = tmp_path / part
        new_package(package, f"trial-{part}", part)
        foreign.append(package / "src")
        # One name a file, as in one run of mypy.
        tests = package / "tests" / "test_contract.py"
        packages += [*(package / "src").iterdir(), tests.rename(tests.with_stem(f"test_{part}"))]
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *tmp_path.glob("*.py"), *packages],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": os.pathsep.join(map(str, foreign))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
