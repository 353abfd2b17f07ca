"""A build that was killed, in real processes: the next one gives what a first one gives."""

import fcntl
import json
import os
import signal
import subprocess
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree

import pytest

from kit.catalogues import sphinx_locale_dir
from kit.interpreter import start_interpreter
from kit.sphinxext import build_book
from kit.sphinxext.build.one_language import build_language
from kit.sphinxext.build.order import Order
from tests.e2e.building import contents_of
from tests.preloaded import KIT, command

SOURCE = Path(__file__).parents[1] / "golden/small-book/source"
MOMENT = "KIT_TEST_MOMENT"
"""Names the event, the language and the page at which the extension does something."""
SAFE = "{'parallel_read_safe': True, 'parallel_write_safe': True}"
EXTENSION = f"""
import os
from pathlib import Path

def at(event, action):
    def on(app, page, *_):
        if os.environ.get("{MOMENT}") == f"{{event}} {{app.config.language}} {{page}}":
            action(app)
    return on

def kill(app):
    # What is being written when the power of the process ends.
    for path in Path(app.outdir).rglob("*.html"):
        os.truncate(path, 100)
    os.kill(os.getpid(), 9)

def setup(app):
    app.connect("source-read", at("source-read", kill))
    app.connect("html-page-context", at("html-page-context", kill))
    return {SAFE}
"""
PUBLISHING = f"""
import os
from kit.sphinxext.site import publish

place = publish._place
def half(target):
    if target.name == "more.html":
        os.kill(os.getpid(), 9)
    place(target)
publish._place = half
{KIT}
"""


def _project(folder: Path, code: str) -> Path:
    root = copytree(SOURCE, folder / "book")
    (root / "moment.py").write_text(code, "utf-8")
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("  local_extensions: {moment: '.'}\n")
    return root


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the site of a build that nobody has killed."""
    return contents_of(build_book(_project(tmp_path_factory.mktemp("fresh"), EXTENSION)).site)


def _kit(root: Path, code: str = KIT, moment: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(code, "build", "--project", root),
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {MOMENT: moment},
    )


@pytest.mark.parametrize(
    ("moment", "code", "status"),
    [
        ("source-read nb book/more", KIT, -signal.SIGKILL),
        ("html-page-context nb book/more", KIT, -signal.SIGKILL),
        ("html-page-context en book/more", KIT, 1),
        ("", PUBLISHING, -signal.SIGKILL),
    ],
    ids=["reading", "writing", "another language", "publishing"],
)
def test_after_a_build_that_was_killed_the_next_one_gives_the_whole_book(
    tmp_path: Path, fresh: dict[str, bytes], moment: str, code: str, status: int
) -> None:
    root = _project(tmp_path, EXTENSION)
    killed = _kit(root, code, moment)
    assert killed.returncode == status, killed.stderr
    assert "Traceback" not in killed.stdout + killed.stderr
    again = _kit(root)
    assert again.returncode == 0, again.stdout + again.stderr
    assert contents_of(root / "_build/site") == fresh
    assert not (root / "_build/set-aside").exists()


WAITING = f"""
import os
import time
FIRST = os.getpid()

def on(app, page, *_):
    if os.getpid() != FIRST:
        open("PLACE/here", "w").close()
        while os.path.exists("PLACE/hold"):
            time.sleep(0.01)

def setup(app):
    app.connect("html-page-context", on)
    return {SAFE}
"""


def _build_in_two(root: Path) -> None:
    cache, locale = root / "_build/cache", root / "_build/locale"
    sphinx_locale_dir(locale)
    build_language(Order(root, "nb", ("nb",), cache, locale, jobs=2))


def test_what_a_killed_build_has_forked_keeps_the_next_one_waiting(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = _project(tmp_path, WAITING.replace("PLACE", str(tmp_path)))
    # Fewer pages are written by one process.
    for number in range(20):
        (root / f"book/p{number}.md").write_text(f"# Side {number}\n", "utf-8")
    with (root / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.writelines(f"      - file: book/p{number}\n" for number in range(20))
    (tmp_path / "hold").touch()
    build = get_context("fork").Process(target=_build_in_two, args=(root,))
    build.start()
    while not (tmp_path / "here").exists():
        build.join(0.05)
        assert build.is_alive()
    build.kill()
    build.join()
    with (root / "_build/cache/nb/lock").open("ab") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (tmp_path / "hold").unlink()
        fcntl.flock(file, fcntl.LOCK_EX)
    assert "Traceback" not in capfd.readouterr().err


def test_a_worker_ends_without_a_word_when_nobody_waits_for_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = _project(tmp_path, EXTENSION)
    sphinx_locale_dir(root / "_build/locale")
    order = Order(root, "en", ("nb", "en"), root / "_build/cache", root / "_build/locale")
    with start_interpreter("kit.sphinxext.build.worker") as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps(order.as_json()) + "\n")
        worker.stdin.flush()
        # As it is when the process that gave the order was killed.
        worker.stdout.close()
        assert worker.wait() == 1
    assert (root / "_build/cache/en/begun").exists()
    assert capfd.readouterr().err == ""
