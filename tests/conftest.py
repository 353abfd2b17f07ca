"""Fixtures for every test: a browser, a web server for built pages, the accessibility check.

A browser that is missing is an error, never a skipped test.
"""

import asyncio
import gc
import os
import re
import resource
import shutil
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    sync_playwright,
)

from kit.catalogues import bring
from kit.patches.jsonschema_grammar import quick_imports
from tests.examples import register_profiles
from tests.postgres import Postgres, running_postgres
from tests.preloaded import fork_helpers, shared_forks
from tests.preloaded import forks_for_notebooks as _forks_for_notebooks
from tests.second_engines.checking import SecondEngines

# What uses it is imported by many tests, and each worker imports them all.
with quick_imports():
    import jsonschema  # noqa: F401

HOST = "127.0.0.1"

# Without these, Chromium asks its maker's hosts for updates at every start.
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

DEEP = "deep or hypothesis"
"""What `make test-deep` wants of all tests; see the Makefile."""
# Some fixtures are deep in one of their parameters.
_OF_DEEP = re.compile(rb"\b(?:deep|hypothesis|town)\b")

# Of axe; `color-contrast-enhanced` is of a level that is left out everywhere.
COLOURS = ["color-contrast", "link-in-text-block"]
# What changes its colour in a quarter of a second has it at once.
CHANGED = """() => document.getAnimations()
  .filter((each) => each instanceof CSSTransition).forEach((each) => each.finish())"""

register_profiles()
settings.load_profile("kit")


# A shell that runs the tests in the background has them ignore Ctrl+C, and all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--regen", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    """Let the processes among which tests are divided have their forks in common."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        forks = ExitStack()
        forks.enter_context(shared_forks())
        config.add_cleanup(forks.close)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the files that `make test-deep` takes no test from: to read all takes long."""
    if config.option.markexpr != DEEP or not collection_path.match("test_*.py"):
        return None
    return None if _OF_DEEP.search(collection_path.read_bytes()) else True


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let Python not look for unused memory in what collecting makes: all of it stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for a page `browser`, and every one on PostgreSQL `slow`."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if {"new_page", "lasting_page", "held_page"} & fixtures:
            item.add_marker(pytest.mark.browser)
        parameters = getattr(item, "callspec", None)
        if "postgres" in fixtures or (parameters and "postgresql" in parameters.params.values()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _no_language_of_another_tests_book() -> Iterator[None]:
    yield
    bring(Path(os.devnull))


@pytest.fixture(autouse=True)
def _standing_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks see one day for ever, so that no test fails when a review date has passed."""
    monkeypatch.setattr("kit.checks.book._today", lambda: date(2026, 11, 1))


@pytest.fixture
def nothing_frozen() -> Iterator[None]:
    """Let Python look through all memory, as in a process of ours; see `pytest_collection`."""
    gc.unfreeze()
    yield
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _limit_of_its_own() -> Iterator[None]:
    """Let this process keep its limit for core dumps.

    A test that opens a store would lower it for good, and then no process that a test starts could
    crash with a core dump, which some are made to do. What those do themselves is not touched.
    """

    def refuse(what: int, limits: tuple[int, int], real: Any = resource.setrlimit) -> None:
        if what != resource.RLIMIT_CORE:
            real(what, limits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resource, "setrlimit", refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _helpers_are_forks() -> None:
    """Let no build or check of a test wait for a second Python that imports everything again.

    That one can be started anew hold tests of the words that are known and of killed builds.
    """
    fork_helpers()


@pytest.fixture(scope="module")
def forks_for_notebooks() -> Iterator[None]:
    """Let what runs a notebook here not wait for a Python that imports everything again."""
    with _forks_for_notebooks():
        yield


# --- the browser ------------------------------------------------------------------------------


def find_chromium() -> str:
    """Return the path of Chromium: ``KIT_CHROMIUM`` if that is set, or Debian's headless shell.

    The shell is Chromium without its windows; a page takes a quarter of the time.
    """
    path = os.environ.get("KIT_CHROMIUM") or shutil.which("chromium-headless-shell")
    if not path:
        message = "install Debian's package chromium-headless-shell, or set KIT_CHROMIUM"
        raise FileNotFoundError(message)
    return path


@contextmanager
def _running_loop(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    """Make ``loop`` the running one for a while.

    Playwright's synchronous API leaves its loop marked as running in our thread, and any other
    test that starts a loop of its own then fails. So it is marked only while a page is in use
    (compare https://github.com/microsoft/playwright-python/issues/2053).
    """
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


class _Asking(StreamRequestHandler):
    """Notes which host is asked for, and hangs up."""

    server: "OtherHosts"

    def handle(self) -> None:
        asked = self.rfile.readline().decode("latin-1").split(" ")
        if len(asked) > 1:
            self.server.asked.append(asked[1])


class OtherHosts(ThreadingTCPServer):
    """Stands for all hosts but this one, as the browser's proxy; none of them answers.

    It costs nothing where no other host is asked, while a rule of Playwright's stops each request
    on its way and keeps the browser from using its cache.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Asking)
        self.asked: list[str] = []


@pytest.fixture(scope="session")
def other_hosts() -> Iterator[OtherHosts]:
    """Refuse every request to another host, and note it."""
    with OtherHosts() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def chromium(
    other_hosts: OtherHosts,
) -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """Start the browser once for all tests; give it and the loop that it runs on."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Chromium refuses to start its sandbox as root.
    arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if root else [])]
    path = find_chromium()
    with _running_loop(None), sync_playwright() as playwright:
        # Other names and addresses of this host are refused, too.
        browser = playwright.chromium.launch(
            executable_path=path,
            args=arguments,
            proxy={
                "server": f"http://{HOST}:{other_hosts.server_address[1]}",
                "bypass": f"<-loopback>,{HOST}",
            },
        )
        loop = asyncio.get_running_loop()
        with _running_loop(None):
            yield browser, loop
        browser.close()


class NewPage(Protocol):
    """Opens a page in a context of its own, with Playwright's options for contexts."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture
def new_page(
    chromium: tuple[Browser, asyncio.AbstractEventLoop], other_hosts: OtherHosts
) -> Iterator[NewPage]:
    """Open pages: ``new_page(viewport=..., color_scheme="dark", java_script_enabled=False)``.

    Every request to another host is refused and fails the test at its end, and so does whatever a
    page's own content security policy stops.
    """
    with _pages(chromium, other_hosts) as open_page:
        yield open_page


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Open one page with the usual settings."""
    return new_page()


@pytest.fixture(scope="module")
def lasting_page(
    chromium: tuple[Browser, asyncio.AbstractEventLoop], other_hosts: OtherHosts
) -> Iterator[Page]:
    """Open one page for all tests of a file, where opening it anew would take too long.

    A request to another host fails the last of the file's tests.
    """
    with _pages(chromium, other_hosts) as open_page:
        yield open_page()


@pytest.fixture
def held_page(
    chromium: tuple[Browser, asyncio.AbstractEventLoop], other_hosts: OtherHosts
) -> Iterator[tuple[Page, list[str]]]:
    """Open one page; give it and a list of what its content security policy stops."""
    stopped: list[str] = []
    with _pages(chromium, other_hosts, stopped) as open_page:
        yield open_page(), stopped
        stopped.clear()


@contextmanager
def _pages(
    chromium: tuple[Browser, asyncio.AbstractEventLoop],
    other_hosts: OtherHosts,
    stopped: list[str] | None = None,
) -> Iterator[NewPage]:
    browser, loop = chromium
    before = len(other_hosts.asked)
    stopped = [] if stopped is None else stopped

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            stopped.append(f"{message.page.url if message.page else ''}: {message.text}")

    with _running_loop(loop), ExitStack() as contexts:

        def open_page(**options: Any) -> Page:
            context = browser.new_context(service_workers="block", **options)
            contexts.callback(context.close)
            context.on("console", listen)
            return context.new_page()

        yield open_page
    if foreign := other_hosts.asked[before:]:
        asked = "\n  ".join(sorted(set(foreign)))
        pytest.fail(f"the page asked other hosts:\n  {asked}", pytrace=False)
    if stopped:
        pytest.fail("the policy stopped:\n  " + "\n  ".join(sorted(set(stopped))), pytrace=False)


# --- pages to look at -------------------------------------------------------------------------


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing: a test's output is for its failures."""


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on a free port until the tests end; return its address, without a slash."""
    with ExitStack() as servers:
        # One server a folder: to stop one takes as long as it sleeps between two looks.
        @cache
        def serve(folder: Path) -> str:
            handler = partial(_QuietHandler, directory=str(folder))
            server = servers.enter_context(ThreadingHTTPServer((HOST, 0), handler))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            servers.callback(server.shutdown)
            return f"http://{HOST}:{server.server_port}"

        yield serve


# --- accessibility ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """Assert that axe-core, with all its rules, finds nothing: ``axe(page)``.

    ``axe(page, context="main")`` looks at a part of the page only, ``axe(page, colours=True)`` at
    colours only: enough in the dark where the same page was looked at in the light.
    """
    checker = Axe()

    def check(page: Page, context: Any = None, *, colours: bool = False) -> None:
        # After a click the words may be there before the styles, and nobody sees such a page.
        page.wait_for_load_state("load")
        # Of what it does not object to, it would describe each element, too.
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if colours:
            page.evaluate(CHANGED)
            options["runOnly"] = COLOURS
        if page.url.startswith("file:"):
            # The page's policy would stop it anyway from fetching the style sheets.
            options["preload"] = False
        violations = checker.run(page, context=context, options=options).response["violations"]
        if violations:
            found = "\n".join(_describe(violation) for violation in violations)
            pytest.fail(f"axe found on {page.url}:\n{found}", pytrace=False)

    return check


@pytest.fixture
def second_engines(
    request: pytest.FixtureRequest, serve_folder: Callable[[Path], str]
) -> SecondEngines:
    """Collect pages for the HTML checker and, in a deep test, Alfa: they see what axe does not."""
    deep = request.node.get_closest_marker("deep") is not None
    return SecondEngines(serve_folder, judges=deep)


def _describe(violation: dict[str, Any]) -> str:
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines += [f"  at {' '.join(map(str, node['target']))}", f"     {node['html']}"]
        lines += [f"     {line.strip()}" for line in node["failureSummary"].splitlines()]
    return "\n".join(lines)


# --- the database -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Run PostgreSQL; ``postgres.database()`` is the address of a new database."""
    with running_postgres() as server:
        yield server
