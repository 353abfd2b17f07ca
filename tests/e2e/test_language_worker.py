"""The process that builds one language: it stays, and leaves when its code has changed."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from kit.catalogues import sphinx_locale_dir
from kit.errors import Place, Problem
from kit.load import load_book
from kit.sphinxext import build_book
from kit.sphinxext.build.live import LastingBuild
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.worker import Worker
from tests.e2e.building import contents_of

GOLDEN = Path(__file__).parents[1] / "golden/small-book/source"
PLUGIN = "kinds = []\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    ignored = {"expected", "_build"}
    return copytree(GOLDEN, tmp_path / "book", ignore=lambda _, names: ignored & set(names))


@pytest.fixture
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.close()


def _order(project: Path) -> Order:
    book = load_book(project)
    order = Order.of(project, book, book.language, book.addresses)
    sphinx_locale_dir(order.locale)
    return order


def _number(worker: Worker) -> int:
    assert worker._process is not None
    return worker._process.pid


def test_a_worker_stays_until_a_plugin_changes(project: Path, worker: Worker) -> None:
    order = _order(project)
    (project / "plugins").mkdir(exist_ok=True)
    plugin = project / "plugins/ours.py"
    plugin.write_text(PLUGIN, encoding="utf-8")
    worker.start(order)
    assert worker.result().problems == ()
    first = _number(worker)
    worker.start(order)
    worker.result()
    assert _number(worker) == first
    os.utime(plugin, (1, 1))
    worker.start(order)
    assert worker.result().problems == ()
    assert _number(worker) != first


def test_a_worker_that_died_is_replaced(project: Path, worker: Worker) -> None:
    order = _order(project)
    worker.open()
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    worker.start(order)
    assert worker.result().problems == ()


def test_an_order_that_ends_the_process_says_so(project: Path, worker: Worker) -> None:
    worker.start(_order(project))
    assert worker._process is not None
    worker._process.kill()
    (problem,) = worker.result().problems
    assert problem.code == "build-broke-off"
    assert problem.message == "the build broke off: the process for 'nb' was killed (SIGKILL)"


def test_a_lasting_build_puts_up_the_source_language_first(project: Path) -> None:
    book = load_book(project)
    told: list[set[str]] = []
    lasting = LastingBuild(project)
    try:
        problems = lasting.build(
            book, lambda: (), lambda changed: told.append({name.split("/")[0] for name in changed})
        )
    finally:
        lasting.close()
    assert problems == ()
    assert len(told) == len(book.languages)
    assert book.language in told[0]
    assert not told[0] & set(book.languages[1:])


def test_a_check_that_fails_leaves_no_process_with_a_result_that_nobody_read(
    project: Path,
) -> None:
    lasting = LastingBuild(project)
    begun: list[Worker] = []

    def failing() -> tuple[Problem, ...]:
        begun.extend(lasting._workers.values())
        raise RuntimeError("the plugin's check")

    with pytest.raises(RuntimeError, match="check"):
        lasting.build(load_book(project), failing, lambda _: None)
    assert len(begun) == 1
    assert begun[0]._process is None
    assert lasting._workers == {}


def test_a_language_that_was_given_up_is_built_afresh_and_shows_nothing_stale(
    project: Path,
) -> None:
    exercise = project / "exercises/learn/looking-back.yml"
    before = exercise.read_text("utf-8")
    site = contents_of(build_book(project).site)
    exercise.write_text(before.replace("Se tilbake", "Se fram"), encoding="utf-8")
    wrong = Problem(Place("exercises/learn/looking-back.yml"), "empty-text", "the title is empty")
    result = build_book(project, check=lambda: [wrong])
    assert result.problems == (wrong,)
    assert result.written == ()
    assert contents_of(result.site) == site
    exercise.write_text(before, encoding="utf-8")
    assert contents_of(build_book(project).site) == site


def _extend(project: Path, code: str) -> None:
    rmtree(project / "ext/__pycache__", ignore_errors=True)
    (project / "ext").mkdir(exist_ok=True)
    (project / "ext/hello.py").write_text(code, "utf-8")


def test_a_lasting_build_tells_of_an_extension_that_fails_and_goes_on(project: Path) -> None:
    config = project / "_config.yml"
    settings = config.read_text("utf-8")
    local = "sphinx:\n  local_extensions: {hello: ext}"
    config.write_text(settings.replace("sphinx:", local, 1), "utf-8")
    # What is printed past Python must not get between the lines of the process either.
    fine = "import os\ndef setup(app):\n    os.write(1, b'loud')\n"
    lasting = LastingBuild(project)
    try:
        _extend(project, fine)
        assert lasting.build(load_book(project), lambda: (), lambda _: None) == ()
        site = contents_of(lasting.site)
        for code, told in (
            ("def setup(app)\n", "ext/hello.py:1:15: broken-extension: "),
            ("def setup(app):\n    1 / 0\n", "ext/hello.py:2:1: broken-extension: "),
            ("import os\nos.kill(os.getpid(), 9)\n", "was killed (SIGKILL)"),
        ):
            _extend(project, code)
            problems = lasting.build(load_book(project), lambda: (), lambda _: None)
            assert [told in str(problem) for problem in problems].count(True) >= 1, problems
            assert contents_of(lasting.site) == site
        _extend(project, fine)
        assert lasting.build(load_book(project), lambda: (), lambda _: None) == ()
        assert contents_of(lasting.site) == site
    finally:
        lasting.close()
