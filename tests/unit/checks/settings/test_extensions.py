"""The process that loads a book's extensions: when it is asked, and when it does not answer."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.checks.settings import loaded_extensions as asking
from kit.errors import Severity
from kit.load import load_book
from tests.preloaded import start_interpreter

pytestmark = pytest.mark.slow

CASE = Path(__file__).parents[3] / "invalid" / "words-of-extensions"
UNKNOWN = ["there is no role 'anchor'", "there is no directive 'bot'"]
EVERY = [
    "there is no directive 'boat'",
    "there is no role 'harbour'",
    *UNKNOWN,
    "there is no directive 'ferry'",
]


@pytest.fixture
def book(root: Path) -> Path:
    shutil.copytree(CASE, root, dirs_exist_ok=True)
    return root


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the processes that are started; they run all the same."""
    modules: list[str] = []

    def start(module: str) -> subprocess.Popen[str]:
        modules.append(module)
        return start_interpreter(module)

    monkeypatch.setattr(asking, "start_interpreter", start)
    return modules


def said(root: Path, code: str = "unknown-directive") -> list[str]:
    return [each.message for each in check_book(load_book(root)) if each.code == code]


def test_extensions_are_asked_once_until_a_setting_or_one_of_them_changes(
    book: Path, asked: list[str]
) -> None:
    assert said(book) == UNKNOWN
    assert said(book) == UNKNOWN
    assert len(asked) == 1
    config = book / "_config.yml"
    config.write_text(config.read_text("utf-8").replace("A small", "A new"), encoding="utf-8")
    assert said(book) == UNKNOWN
    assert len(asked) == 2
    boats = book / "extensions" / "boats.py"
    boats.write_text(boats.read_text("utf-8").replace('"boat"', '"bot"'), encoding="utf-8")
    assert said(book) == ["there is no directive 'boat'", "there is no role 'anchor'"]
    assert len(asked) == 3


def test_a_broken_cache_is_written_anew(book: Path, asked: list[str]) -> None:
    cache = book / "_build" / "cache" / "extensions.json"
    cache.parent.mkdir(parents=True)
    cache.write_text("{", encoding="utf-8")
    assert said(book) == UNKNOWN
    assert '"boat"' in cache.read_text("utf-8")


def test_no_process_is_started_for_extensions_and_words_that_every_book_knows(
    book: Path, asked: list[str]
) -> None:
    shutil.copy(CASE.parent / "base" / "book" / "index.md", book / "book")
    config = book / "_config.yml"
    text = config.read_text("utf-8").replace("[kit.sphinxext]", "[kit.sphinxext, sphinx.ext.todo]")
    config.write_text(text.replace("  local_extensions:\n    boats: extensions\n", ""), "utf-8")
    assert said(book) == []
    assert asked == []


def test_a_style_that_is_changed_is_looked_at_anew(book: Path, asked: list[str]) -> None:
    code = book / "extensions" / "boats.py"
    text = code.read_text("utf-8")
    code.write_text(
        text.replace(
            "def setup(app):\n",
            "def setup(app):\n"
            "    app.config.html_static_path.append(__file__[:-8])\n"
            "    app.add_css_file('boats.css')\n",
        ),
        "utf-8",
    )
    style = book / "extensions" / "boats.css"
    style.write_text("article img { border: 0 }\n", "utf-8")
    assert said(book, "unsupported-setting") == []
    style.write_text(".bd-article img { border: 0 }\n", "utf-8")
    (message,) = said(book, "unsupported-setting")
    assert message.endswith("'boats.css' is written for its '.bd-article'")
    assert said(book, "unsupported-setting") == [message]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise ValueError('no boats\\ntoday')", "no boats"),
        ("import os; os._exit(7)", "the process that loads them was ended from within (status 7)"),
        ("import os, signal; os.kill(os.getpid(), 9)", "was killed (SIGKILL)"),
    ],
)
def test_extensions_that_fail_are_told_and_words_stay_unknown(
    book: Path, code: str, reason: str
) -> None:
    (book / "extensions" / "boats.py").write_text(code, encoding="utf-8")
    (message,) = said(book, "broken-extension")
    assert reason in message
    assert "\n" not in message
    assert said(book) == EVERY


def test_extensions_that_never_end_loading_are_given_up(
    book: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 1.0)
    text = "import threading\nthreading.Event().wait()\n"
    (book / "extensions" / "boats.py").write_text(text, encoding="utf-8")
    (message,) = said(book, "broken-extension")
    assert message.endswith("they took more than 1 seconds to load")
    assert said(book) == EVERY
    assert len(asked) == 2, "the next check tries again"


def test_an_extension_that_lacks_a_package_is_an_error_before_the_build_meets_it(
    book: Path,
) -> None:
    shutil.copy(CASE.parent / "base" / "book" / "index.md", book / "book")
    (book / "extensions" / "boats.py").write_text("import no_such_part\n", encoding="utf-8")
    (problem,) = [each for each in check_book(load_book(book)) if each.code == "broken-extension"]
    assert problem.severity is Severity.ERROR
    assert problem.message.endswith("(exception: No module named 'no_such_part')")


def test_an_extension_that_wants_more_of_the_book_tells_its_words_all_the_same(book: Path) -> None:
    boats = book / "extensions" / "boats.py"
    text = boats.read_text("utf-8")
    more = "    assert (Path(app.srcdir) / config.boat_kinds[0]).is_file()\n"
    text = text.replace("config):\n", f"config):\n    if config.boat_kinds:\n    {more}")
    boats.write_text(f"from pathlib import Path\n{text}", encoding="utf-8")
    assert said(book) == [*UNKNOWN, "there is no directive 'ferry'"]
