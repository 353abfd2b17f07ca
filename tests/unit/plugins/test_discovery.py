"""Plugins are found, and a broken one stops nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kit
from kit.plugins import Discovery, Pack, discover
from kit.plugins.discovery import RESERVED
from kit.plugins.pack import require_whole


def discovered(project: Path, **files: str) -> Discovery:
    (project / "plugins").mkdir()
    for name, text in files.items():
        (project / "plugins" / f"{name}.py").write_text(text, encoding="utf-8")
    return discover(project)


KIND = """\
from kit.plugins import discover
reflection = discover().of('kit.kinds')['reflection']
class Quiet(type(reflection)):
    name = {name!r}
    api = {api}
kinds = [Quiet()]
"""


def test_our_own_kinds_come_through_the_door_of_everybody() -> None:
    assert {"reflection", "group", "self-assessment"} <= set(discover().of("kit.kinds"))


def test_looking_for_plugins_loads_nothing_that_is_slow() -> None:
    slow = {"anywidget", "jsonschema", "matplotlib", "nbformat", "pandas", "sphinx"}
    code = "import sys; from kit.plugins import discover; discover(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert slow & set(run.stdout.split()) == set()


def test_a_book_brings_kinds_of_its_own(tmp_path: Path) -> None:
    found = discovered(tmp_path, quiet=KIND.format(name="quiet", api=1))
    assert "quiet" in found.of("kit.kinds")
    assert next(f.origin for f in found.found if f.name == "quiet") == "plugins/quiet.py"


def test_nobody_takes_over_the_name_of_another(tmp_path: Path) -> None:
    found = discovered(tmp_path, quiet=KIND.format(name="reflection", api=1))
    (broken,) = found.broken
    assert (broken.name, broken.origin) == ("reflection", "plugins/quiet.py")
    assert "taken" in broken.reason
    assert type(found.of("kit.kinds")["reflection"]).__name__ == "ReflectionKind"


def test_a_plugin_for_another_interface_is_named(tmp_path: Path) -> None:
    (broken,) = discovered(tmp_path, quiet=KIND.format(name="quiet", api=2)).broken
    assert "interface 2" in broken.reason


def test_code_that_fails_is_named_and_the_rest_is_found(tmp_path: Path) -> None:
    found = discovered(
        tmp_path,
        fails="raise RuntimeError('no')",
        leaves="raise SystemExit(1)",
        none="",
        quiet=KIND.format(name="quiet", api=1),
        syntax="def",
    )
    assert [broken.origin for broken in found.broken] == [
        "plugins/fails.py",
        "plugins/leaves.py",
        "plugins/none.py",
        "plugins/syntax.py",
    ]
    assert "quiet" in found.of("kit.kinds")


def test_a_plugin_that_lacks_something_says_what(tmp_path: Path) -> None:
    text = (
        "class Half:\n    api = 1\n    name = 'half'\n    template = 'a.html'\n    module = None\n"
        "    assets = None\n    check = 'not to be called'\n    def state(self): ...\n"
        "kinds = [Half()]\n"
    )
    (broken,) = discovered(tmp_path, half=text).broken
    assert broken.reason == "TypeError: it lacks model, check, cells, response, example"


EXPORTER = """\
class Table:
    api = 1
    name = "table"
    assets = None
    def export(self, kind, exercise, context):
        return None
exporters = [Table()]
"""


def test_a_book_brings_exporters_of_its_own_beside_or_instead_of_kinds(tmp_path: Path) -> None:
    both = f"{KIND.format(name='quiet', api=1)}{EXPORTER.replace('table', 'list')}"
    found = discovered(tmp_path, both=both, table=EXPORTER)
    assert found.broken == ()
    assert {"list", "notebook", "table"} <= set(found.of("kit.exporters"))
    assert "quiet" in found.of("kit.kinds")
    assert next(f.origin for f in found.found if f.name == "table") == "plugins/table.py"


def test_a_module_that_offers_nothing_is_told_which_lists_there_are(tmp_path: Path) -> None:
    (broken,) = discovered(tmp_path, nothing="kind = 1").broken
    assert broken.reason == "TypeError: the module has no list called 'kinds' or 'exporters'"


def test_a_class_in_the_list_is_told_from_a_plugin(tmp_path: Path) -> None:
    text = KIND.format(name="quiet", api=1).replace("[Quiet()]", "[Quiet]")
    (broken,) = discovered(tmp_path, quiet=text).broken
    assert broken.reason == "TypeError: 'Quiet' is a class; its list needs 'Quiet()'"


def test_the_line_that_fails_is_told(tmp_path: Path) -> None:
    found = discovered(
        tmp_path,
        fails="def fail():\n    return 1 / 0\n\n\nfail()\n",
        syntax="x = 1\ny = = 2\n",
        lacks="\nimport not_installed_anywhere\n",
    )
    told = {broken.name: (broken.spot, broken.hint) for broken in found.broken}
    assert told == {
        "fails": ((2, 1), None),
        "syntax": ((2, 5), None),
        "lacks": ((2, 1), "install what brings 'not_installed_anywhere', or correct the name"),
    }


def test_what_a_plugin_prints_is_no_part_of_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    discovered(tmp_path, loud="print('hello')\nkinds = []\n")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "hello\n")


def test_what_is_no_list_is_named(tmp_path: Path) -> None:
    (broken,) = discovered(tmp_path, one=EXPORTER.replace("[Table()]", "Table")).broken
    assert broken.reason == "TypeError: 'exporters' is no list"


def test_an_exporter_that_lacks_something_says_what(tmp_path: Path) -> None:
    text = "class Half:\n    api = 1\n    name = 'half'\nexporters = [Half()]\n"
    (broken,) = discovered(tmp_path, half=text).broken
    assert broken.group == "kit.exporters"
    assert broken.reason == "TypeError: it lacks assets, export"


@pytest.mark.parametrize("name", ["host", "book", "code", "widget-countdown"])
def test_no_kind_replaces_a_script_of_ours(tmp_path: Path, name: str) -> None:
    found = discovered(tmp_path, taking=KIND.format(name=name, api=1))
    (broken,) = found.broken
    assert broken.reason == (
        f"TypeError: no kind may be called {name!r}: pages have a script of that name"
    )
    assert name not in found.of("kit.kinds")


@pytest.mark.parametrize("name", ["../host", "a b", "Quiet", ""])
def test_the_name_of_a_kind_is_no_path(tmp_path: Path, name: str) -> None:
    (broken,) = discovered(tmp_path, taking=KIND.format(name=name, api=1)).broken
    assert "small letters" in broken.reason


def _emptied(root: Path) -> None:
    (root / "book" / "platform.yml").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("breaking", "reason"),
    [
        (shutil.rmtree, "its root is no folder"),
        (lambda root: shutil.rmtree(root / "book"), r"it has no book/platform\.yml"),
        (lambda root: shutil.rmtree(root / "exercises"), "it has no exercises/<focus-area>/<name>"),
        (_emptied, r"its book/platform\.yml is empty"),
    ],
    ids=["no root", "no platform", "no exercises", "empty platform"],
)
def test_a_pack_that_makes_no_book_says_why(
    tmp_path: Path, breaking: Callable[[Path], None], reason: str
) -> None:
    root = tmp_path / "pack"
    (root / "exercises" / "learn").mkdir(parents=True)
    (root / "exercises" / "learn" / "one.yml").write_text("schema: 1\n", encoding="utf-8")
    (root / "book").mkdir()
    (root / "book" / "platform.yml").write_text("schema: 1\n", encoding="utf-8")
    require_whole(Pack("trial", root))
    breaking(root)
    with pytest.raises(TypeError, match=reason):
        require_whole(Pack("trial", root))


def test_every_script_of_our_pages_has_a_name_that_no_kind_may_have() -> None:
    folders = (
        Path(kit.__file__).parent / "frontend/static",
        Path(kit.__file__).parent / "sphinxext/theme",
    )
    scripts = {path.stem for folder in folders for path in folder.rglob("*.js")}
    assert {"host", "book"} <= scripts
    assert scripts <= RESERVED
