"""Every snippet of the documentation runs in a test, or it says here why it cannot.

What readers type is typed in ``tests/e2e/test_documented_commands.py``.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.ballots import read_units
from kit.checks import check_book
from kit.cli import main
from kit.load import load_book
from kit.plugins import GROUPS
from tests.documentation import PAGES, ROOT, command_lines, snippets

RUN = {
    ("README.md", "markdown"): "tests/e2e/test_documented_commands.py",
    ("README.md", "text"): "tests/e2e/test_documented_commands.py",
    ("authors.md", "markdown"): "tests/unit/docs/test_snippets.py",
    ("authors.md", "yaml"): "tests/unit/docs/test_snippets.py",
    ("commands.md", "json"): "tests/unit/docs/test_snippets.py",
    ("commands.md", "text"): "tests/e2e/test_documented_commands.py",
    ("commands.md", "yaml"): "tests/unit/docs/test_snippets.py",
    ("errors.md", "text"): "tests/unit/checks/test_invalid.py",
    ("operations.md", "sql"): "tests/unit/ballots/rounds/test_retention.py",
    ("operations.md", "text"): "tests/e2e/test_documented_commands.py",
    ("plugins.md", "jinja"): "tests/e2e/test_foreign_kind_contract.py",
    ("plugins.md", "js"): "tests/unit/docs/test_snippets.py",
    ("plugins.md", "python"): "tests/unit/docs/test_docs.py",
    ("plugins.md", "toml"): "tests/unit/docs/test_snippets.py",
    ("publishing.md", "yaml"): "tests/unit/docs/test_snippets.py",
    ("reports.md", "python"): "tests/e2e/test_documented_commands.py",
    ("settings.md", "yaml"): "tests/unit/docs/test_snippets.py",
    ("widgets.md", "python"): "tests/unit/docs/test_docs.py",
}
"""The test that runs all snippets of a page in one language."""

CANNOT_RUN = {
    ("authors.md", "text"): "a list of files, each of which is described below it",
    ("authors.md", "python"): "the dots stand for the data that a notebook carries",
    ("publishing.md", "nginx"): "one line for somebody's own server, with an address of theirs",
    ("widgets.md", "text"): "it would ask the network for a package",
}

CANNOT_BE_TYPED = {
    "git clone": "the address is not in the repository",
    "make": "its targets are held against the Makefile below",
    ".venv/bin/jupyter lab": "it does not end; tests/e2e/test_jupyterlab.py opens one",
    ".venv/bin/pytest": "it would run tests inside a test; the file and the word are looked for",
    ".venv/bin/python -m kit.catalogues.extract": "tests/unit/catalogues/test_extract.py runs it",
    "cp _build/site/": "it needs the built book",
    "mkdir -p ~/workshops": "it would write into somebody's home",
    "cd ": "the tests go there themselves",
    "pip install": "it asks the network; tests/e2e/test_new_package.py installs without",
    "playwright install": "it asks the network",
    "pytest": "tests/e2e/test_new_package.py runs the test of a new package",
    "eval ": "test_each_shell_completes_the_command runs what it evaluates",
    "_KIT_COMPLETE": "test_each_shell_completes_the_command runs it",
    "rsync": "it needs somebody's server",
    "apt-get": "it changes the machine",
    "useradd": "it changes the machine",
    "python3 -m venv /opt/kit": "it changes the machine; tests/e2e/test_wheel.py installs the kit",
    "/opt/kit/bin/pip": "it asks the network; tests/e2e/test_wheel.py installs the kit",
    "ln -s /srv": "it changes the machine",
    "cp docs/": "it changes the machine; test_docs.py looks at the files",
    "install -": "it changes the machine",
    "rm /etc/": "it changes the machine; tests/e2e/test_nginx.py runs nginx with these files",
    "mv /var/": "it changes the machine; test_documented_commands.py moves a database of its own",
    "systemctl": "it needs systemd",
    "kit()": "it becomes another user",
}
"""Lines of a shell by how they begin."""


def test_every_snippet_is_run_or_says_why_it_cannot_be() -> None:
    found = {(each.page, each.language) for each in snippets() if each.language != "sh"}
    assert found - RUN.keys() - CANNOT_RUN.keys() == set()
    assert (RUN.keys() | CANNOT_RUN.keys()) - found == set(), "it has gone"
    assert [path for path in RUN.values() if not (ROOT / path).is_file()] == []


def test_every_line_of_a_shell_is_typed_or_says_why_it_cannot_be() -> None:
    typed = {"README.md", "commands.md", "operations.md", "reports.md"}
    left = {
        line
        for page, line in command_lines()
        if line and not (line.startswith("kit ") and page in typed)
    }
    begins = tuple(CANNOT_BE_TYPED)
    # How a page begins a package is the line of docs/commands.md that is typed there.
    known = {line for page, line in command_lines() if page in typed} | {"kit plugins"}
    assert [line for line in left - known if not line.startswith(begins)] == []
    assert [each for each in begins if not any(line.startswith(each) for line in left)] == []


def test_every_target_of_make_that_is_named_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    typed = {line.split()[1] for _, line in command_lines() if line.startswith("make ")}
    texts = [page.read_text(encoding="utf-8") for page in PAGES if page.name != "CHANGELOG.md"]
    named = typed.union(*(re.findall(r"`make ([a-z-]+)", text) for text in texts))
    assert {"book", "test", "docs"} <= named <= targets


def test_the_tests_that_a_page_runs_are_there() -> None:
    for _, line in command_lines():
        if line.startswith(".venv/bin/pytest"):
            path, word = re.findall(r"(tests/\S+) -k (\w+)", line)[0]
            assert f"{word}" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_completes_the_command(shell: str) -> None:
    told = {line for _, line in command_lines("commands.md") if f"={shell}_source kit" in line}
    assert len(told) == 1
    done = CliRunner().invoke(main, prog_name="kit", env={"_KIT_COMPLETE": f"{shell}_source"})
    assert done.exit_code == 0
    assert f"_KIT_COMPLETE={shell}_complete" in done.output


def test_what_check_answers_a_machine_has_the_documented_keys(root: Path) -> None:
    [example] = snippets("commands.md", "json")
    done = CliRunner().invoke(main, ["check", "--json", "--project", str(root)])
    assert list(json.loads(done.stdout)) == list(json.loads(example.text))


def test_the_units_of_the_documentation_are_read(tmp_path: Path) -> None:
    texts = [each for each in snippets(language="text") if each.text.startswith("unit,")]
    yaml = [each for each in snippets("commands.md", "yaml") if "units:" in each.text]
    assert len(texts) == 2
    assert len(yaml) == 1
    for each in (*texts, *yaml):
        path = tmp_path / ("units.yml" if each.language == "yaml" else "units.csv")
        path.write_text(each.text, encoding="utf-8")
        tree, problems = read_units(path)
        assert problems == ()
        assert tree is not None


def test_entry_points_are_those_of_the_packages_that_the_page_names() -> None:
    files = ("*/*/pyproject.toml", "*/*.dist-info/entry_points.txt")
    written = "".join(
        path.read_text("utf-8") for each in files for path in (ROOT / "tests").glob(each)
    )
    for each in snippets("plugins.md", "toml"):
        shown = tomllib.loads(each.text)["project"]["entry-points"]
        assert shown.keys() <= GROUPS.keys()
        [(name, value)] = next(iter(shown.values())).items()
        assert re.search(rf'{name} = "?{value}', written), each


def test_the_modules_of_the_documentation_are_javascript(tmp_path: Path) -> None:
    for number, each in enumerate(snippets("plugins.md", "js")):
        text = each.text if "function render" in each.text else f"function f() {{ {each.text} }}"
        path = tmp_path / f"{number}.mjs"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["node", "--check", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{each}\n{done.stderr}"


# --- the files of a book ---------------------------------------------------------------------


def _yaml(page: str, begins: str) -> str:
    """Return the one snippet of YAML on a page that has a line which begins so."""
    [found] = [
        each.text
        for each in snippets(page, "yaml")
        if re.search(rf"^{re.escape(begins)}", each.text, re.MULTILINE)
    ]
    return found


def _without(text: str, *keys: str) -> str:
    """Return YAML without some of its keys at the top."""
    for key in keys:
        text = re.sub(rf"^{key}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)
    return text


PARTS = {
    "group": (
        "purpose: Å lære.\nroom: En ring.\nremote: Små rom.\nends_with: Ett tiltak.\n"
        "group_size: {minimum: 3, maximum: 9}\n"
    ),
    "variant": "      - { step: talk, minutes: 27 }\n",
    "scale": (
        "      - {id: mostly, value: 4, label: Mostly}\n      - {id: all, value: 5, label: All}\n"
    ),
    "prompts": "prompts:\n  - {id: one, text: Hva lærte du?}\n",
    "after": "  - {id: talk, title: Snakk, minutes: 5, method: all, text: Snakk sammen.}\n",
    "third": "  - {id: try, text: Hos oss prøver vi igjen., dimension: climate}\n",
}
"""What a snippet leaves out, since it shows one thing."""


def test_what_the_pages_for_authors_show_makes_a_book_without_a_problem(root: Path) -> None:
    head = _yaml("authors.md", "schema: 1               ")
    exercise = _yaml("authors.md", "kind: reflection") + "source: kit\n"
    group = _yaml("authors.md", "steps:").replace("variants:", f"{PARTS['after']}variants:")
    standing = _yaml("authors.md", "collects:").replace("...", "Snakk sammen.") + PARTS["third"]
    documents, _, values = _yaml("authors.md", "documents:").partition("values:")
    platform = (root / "book" / "platform.yml").read_text("utf-8")
    _write(
        root,
        {
            "book/platform.yml": (
                f"{platform.replace('documents:', documents.rstrip())}{PARTS['scale']}"
                f"values:{values}"
            ),
            "book/words-to-avoid.yml": _yaml("settings.md", "words:"),
            "exercises/learn/last.yml": exercise + PARTS["prompts"],
            "exercises/learn/together.yml": (
                f"{_without(exercise, 'kind')}kind: group\n"
                f"{PARTS['group']}{group}{PARTS['variant']}"
            ),
            "exercises/learn/standing.yml": (
                f"{_without(exercise, 'kind')}kind: self-assessment\n{standing}"
            ),
            "exercises/workshops/hour.yml": (
                (head + _yaml("authors.md", "title: En time"))
                .replace("learn/after-the-event", "learn/what-we-learned")
                .replace("minutes: 45", "minutes: 20")
                .replace("minutes: 60", "minutes: 35")
            ),
            "book/more.md": (
                f"---\n{_yaml('publishing.md', 'kit:')}---\n\n# More\n\n"
                + snippets("authors.md", "markdown")[0].text
            ),
        },
    )
    for settings in (_yaml("settings.md", "sphinx:"), _yaml("publishing.md", "sphinx:")):
        ours = settings.replace("[nb, en]", "[en]").replace(": nb", ": en")
        (root / "_config.yml").write_text(f"title: Ours\n{ours}", encoding="utf-8")
        wrong = [str(each) for each in check_book(load_book(root)) if each.code not in ADVICE]
        assert not wrong, "\n".join(wrong)


ADVICE = {
    # The snippets are in Norwegian, and this book is in English; what they show is the form.
    "asks-the-same",
    "exercise-not-shown",
    "item-period",
    "item-wording",
    "page-not-listed",
    "too-few-items",
}


def _write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
