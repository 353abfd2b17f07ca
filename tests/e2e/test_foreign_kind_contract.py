"""The contract test passes what keeps it and names what breaks it."""

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Page

from kit.ballots import collectables
from kit.kinds.conversation import kind as conversation
from kit.kinds.group import kind as group
from kit.kinds.reflection import kind as reflection
from kit.kinds.self_assessment import kind as self_assessment
from kit.load import load_book
from kit.model import Dimension, Item, ResponseShape
from kit.plugins import Kind
from kit.sphinxext import build_book
from kit.testing import PLATFORM, ContractError, contract
from kit.testing.book import EXERCISE, write_book
from kit.testing.contract import shape_failures
from kit.testing.sending import sending_failures

pytestmark = pytest.mark.usefixtures("forks_for_notebooks")

DOCS = Path(__file__).parents[2] / "docs"
DILEMMA = Path(__file__).parents[1] / "foreign" / "dilemma"

BASE = """\
from typing import Literal

from kit.kinds.examples import example_text
from kit.kinds.reflection import Reflection, ReflectionKind
from kit.plugins import Cell


class Model(Reflection):
    kind: Literal["trial"]


class Trial(ReflectionKind):
    name = "trial"
    model = Model
    module = None

    def example(self, language):
        return example_text("reflection", language).replace("kind: reflection", "kind: trial")
"""


@pytest.fixture
def new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Kind]]:
    """Make a kind like a reflection, with some lines of its own, as an importable module."""

    def make(lines: str = "") -> Kind:
        folder = tmp_path / "modules"
        folder.mkdir()
        source = f"{BASE}{lines}\n\nkind = Trial()\n"
        (folder / "trial_kind.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        found: Kind = import_module("trial_kind").kind
        return found

    yield make
    sys.modules.pop("trial_kind", None)


def broken(kind: Kind, folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContractError) as caught:
        contract(kind, kind.example("en"), folder=folder)
    return caught.value.failures


@pytest.mark.parametrize(
    "kind", [conversation, group, reflection, self_assessment], ids=lambda kind: kind.name
)
def test_every_built_in_kind_keeps_the_contract(kind: Any, tmp_path: Path, page: Page) -> None:
    sent = _requests(page)
    text = kind.example("en").replace("collects: false", "collects: true")
    contract(kind, text, folder=tmp_path, page=page)
    assert sent.count("answers") == (kind is self_assessment)


def _requests(page: Page) -> list[str]:
    """Return the last part of each address that the page asks from now on."""
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url.rpartition("/")[2]))
    return sent


def _changed_dilemma(folder: Path, monkeypatch: pytest.MonkeyPatch, changed: str, to: str) -> Any:
    """Return the foreign kind with something changed in its files."""
    package = folder / "packages" / "our_dilemma"
    copytree(DILEMMA / "our_dilemma", package)
    found = [path for path in package.rglob("*.*") if path.suffix in {".js", ".yml"}]
    texts = {path: path.read_text(encoding="utf-8") for path in found}
    assert any(changed in text for text in texts.values())
    for path, text in texts.items():
        path.write_text(text.replace(changed, to), encoding="utf-8")
    monkeypatch.syspath_prepend(package.parent)
    for name in ("our_dilemma", "our_dilemma.dilemma"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return import_module("our_dilemma").kind


# Its own script sends in `test_foreign_kind_collects.py`, too.
@pytest.mark.parametrize("name", [pytest.param("dilemma", marks=pytest.mark.deep), "documentation"])
def test_the_contract_sends_an_answer_where_the_exercise_collects(
    name: str, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever writes a kind may have examples that collect, in every language.
    kind = _changed_dilemma(tmp_path, monkeypatch, "collects: false", "collects: true")
    if name == "documentation":
        [source] = [block for block in _blocks("js") if "offer?.(" in block]
        module = tmp_path / "packages" / "our_dilemma" / "modules" / "dilemma.js"
        module.write_text(source, encoding="utf-8")
    sent = _requests(page)
    contract(kind, kind.example("en"), folder=tmp_path / "contract", page=page)
    assert sent.count("answers") == 1


def test_a_kind_whose_answers_do_not_fit_its_response_is_named(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = ("return Object", "return 1 ? { way: 'speak' } : Object")
    kind = _changed_dilemma(tmp_path, monkeypatch, *another)
    text = kind.example("en").replace("collects: false", "collects: true")
    with pytest.raises(ContractError, match="the kind 'dilemma'") as caught:
        contract(kind, text, folder=tmp_path / "contract", page=page)
    assert caught.value.failures == ("response: dilemma: 'way' is no item of its response",)


@pytest.fixture(scope="module")
def collecting_dilemma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build a book with the foreign kind, whose exercise collects."""
    folder = tmp_path_factory.mktemp("dilemma")
    with pytest.MonkeyPatch.context() as patch:
        kind = _changed_dilemma(folder, patch, "collects: false", "collects: true")
        root = write_book(folder, kind, kind.example("en"), PLATFORM)
        assert build_book(root).problems == ()
        yield root


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        pytest.param(
            "filter(([, category]) => category)", "map(([id]) => [id, 'speak'])",
            "dilemma: what it gives for 'together' is no answer of its response",
            id="another answer",
        ),
        pytest.param(
            "filter(([, category]) => category)", "slice(9)",
            "what is answered in its form does not arrive: every item was sent as not answered",
            id="nothing",
        ),
        pytest.param(
            "offer?.({", "({",
            "it declares a response, and no page offers to send: its module never calls 'offer'",
            id="no offer",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_answers_of_a_module_is_told(
    changed: str, to: str, said: str, collecting_dilemma: Path, tmp_path: Path, page: Page
) -> None:
    site = copytree(collecting_dilemma / "_build" / "site", tmp_path / "site")
    [script] = site.rglob("dilemma.js")
    text = script.read_text("utf-8")
    assert changed in text
    script.write_text(text.replace(changed, to), "utf-8")
    exercise = collectables(load_book(collecting_dilemma))[EXERCISE]
    path = f"exercises/{EXERCISE}.html"
    assert list(sending_failures(page, site, path, exercise, None)) == [said]


def _blocks(language: str) -> list[str]:
    text = (DOCS / "plugins.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_contract_test_of_the_documentation_runs_as_written(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(DILEMMA)
    [example] = [block for block in _blocks("python") if "import contract\n" in block]
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - our own page
    names["test_dilemma_keeps_the_contract"](page, tmp_path)


def test_the_whole_kind_of_the_documentation_keeps_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [source] = [block for block in _blocks("python") if "class QuestionKind" in block]
    [template] = _blocks("jinja")
    folder = tmp_path / "plugins"
    (folder / "templates" / "kinds").mkdir(parents=True)
    (folder / "templates" / "kinds" / "question.html").write_text(template, encoding="utf-8")
    (folder / "question.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    kind = import_module("question").kind
    contract(kind, kind.example("en"), folder=tmp_path / "contract")


def test_an_example_that_does_not_pass_the_check_is_named(
    new_kind: Callable[..., Kind], tmp_path: Path
) -> None:
    kind = new_kind(
        "\n    def check(self, exercise, context):\n        raise_ = 1\n        return ()\n"
    )
    text = kind.example("en").replace("prompts:", "promts:")
    with pytest.raises(ContractError, match=r"check: exercises/learn/under-test\.yml.*unknown-key"):
        contract(kind, text, folder=tmp_path)


def test_a_notebook_that_does_not_run_is_named(
    new_kind: Callable[..., Kind], tmp_path: Path
) -> None:
    kind = new_kind(
        "\n    def cells(self, exercise, context):"
        '\n        return (Cell("boom", "code", "1 / 0"),)\n'
    )
    (failure,) = broken(kind, tmp_path)
    assert failure.startswith("notebook: it does not run")


def test_a_state_that_is_not_json_is_named(new_kind: Callable[..., Kind], tmp_path: Path) -> None:
    kind = new_kind(
        "\n    def state(self, exercise, context):\n        return {1: 'a number as a key'}\n"
    )
    assert "page: state is not the same after a way through JSON" in broken(kind, tmp_path)


def test_a_page_that_loads_from_elsewhere_is_named(
    new_kind: Callable[..., Kind], tmp_path: Path
) -> None:
    templates = tmp_path / "assets" / "templates" / "kinds"
    templates.mkdir(parents=True)
    (templates / "trial.html").write_text(
        '<p><img alt="" src="https://example.org/a.png"></p>', encoding="utf-8"
    )
    kind = new_kind(
        '\n    template = "kinds/trial.html"'
        f"\n    assets = __import__('pathlib').Path({str(tmp_path / 'assets')!r})\n"
    )
    assert any("from another host" in failure for failure in broken(kind, tmp_path))


def test_a_form_that_axe_objects_to_is_named(
    new_kind: Callable[..., Kind], tmp_path: Path, page: Page
) -> None:
    templates = tmp_path / "assets" / "templates" / "kinds"
    templates.mkdir(parents=True)
    (templates / "trial.html").write_text("<p><input></p>", encoding="utf-8")
    kind = new_kind(
        '\n    template = "kinds/trial.html"'
        f"\n    assets = __import__('pathlib').Path({str(tmp_path / 'assets')!r})\n"
    )
    with pytest.raises(ContractError, match=r"browser: axe: label: .* \(dark\)"):
        contract(kind, kind.example("en"), folder=tmp_path, page=page)


def test_a_response_that_could_not_be_collected_is_named() -> None:
    shape = ResponseShape(
        scale=None,  # type: ignore[arg-type] # not looked at
        dimensions=(
            Dimension(id="mine", name="Mine", about="me"),
            Dimension(id="ours", name="Ours", about="we"),
        ),
        items=(
            Item(id="a", text="A", dimension="ours"),
            Item(id="a", text="B", dimension="ours"),
            Item(id="b", text="C", dimension="elsewhere"),
        ),
    )
    assert list(shape_failures(shape)) == [
        "two items have the same id",
        "item 'b' belongs to no dimension that is collected",
        "dimension 'mine' is about 'me', which is never collected",
        "dimension 'mine' has 0 items; 3 are needed",
        "dimension 'ours' has 2 items; 3 are needed",
    ]
