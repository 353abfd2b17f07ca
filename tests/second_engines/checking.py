"""The Nu HTML checker and Alfa: two engines that see other faults than axe does.

The checker reads a page as it was sent, and the style sheets; Alfa looks at the page that Chromium
made of it, which takes three times as long: it does so in tests that are marked ``deep``. Each is
started once for all pages, and each time with a broken page beside them: an engine that finds
nothing there has not looked.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "node_modules"
JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# It lives for a second or two: what the second compiler would win, it would not live to see.
JAVA = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR)
BROKEN = "broken.html"

NOT_FAULTS = {
    "violates Content Security Policy": "a file has no 'self'; tests in a browser hold the policy",
    "^The “main” role is unnecessary": "the search of Sphinx reads what has role=main",
    "^Article lacks heading": "the title of the page, a first-level heading, is its article's",
    "^Consider using the “h1” element as a top-level heading only": "each page has just one",
    "^Trailing slash on void elements": "Sphinx writes it, and quotes every attribute",
}
"""What the Nu HTML checker says, and why nothing follows from it."""

RULES_LEFT_OUT = {
    "R73": "level AAA: lines of headings, captions and labels need not be one and a half apart",
    "R74": "level AAA: what is made for paper, as slips are, is measured in points",
    "R87": "slips have nothing to skip; a test of the theme holds the way past the navigation",
    "R111": "level AAA: not each link is 44 pixels high; tests hold 48 where answers are given",
}
"""Rules of Alfa that no page of ours is to keep, and why."""


class SecondEngines:
    """Collects pages, and says of all together what the engines find.

    :param judges: whether Alfa looks, too.
    """

    def __init__(self, serve_folder: Callable[[Path], str], *, judges: bool) -> None:
        self._serve = serve_folder
        self._judges = judges
        self._sent: dict[str, str] = {}
        self._seen: list[str] = []
        self._dom, self._device = map(_native, ("alfa-dom", "alfa-device"))

    def look_at(self, page: Page, name: str, sent: str | None = None) -> None:
        """Keep a page under a name; ``sent`` is its HTML where the address would give another."""
        page.wait_for_load_state("load")
        self._sent[name] = page.request.get(page.url).text() if sent is None else sent
        if not self._judges:
            return
        # As text: Playwright would take it apart and put it together again, node by node.
        document = page.evaluate(_json(self._dom, "await Native.fromNode()"))
        device = page.evaluate(_json(self._device, "Native.fromWindow()"))
        about = json.dumps({"name": name, "url": page.url}).rstrip("}")
        self._seen.append(f'{about}, "document": {document}, "device": {device}}}')

    def read(self, name: str, sent: str) -> None:
        """Keep a page as it was sent, for the checker only."""
        self._sent[name] = sent

    def must_find_nothing(self, page: Page, files: Iterable[Path]) -> None:
        """Assert that each finds the faults of the broken page, and no other.

        ``files`` are style sheets and further pages, for the checker only.
        """
        page.goto(f"{self._serve(HERE)}/{BROKEN}")
        self.look_at(page, BROKEN)
        with ThreadPoolExecutor(2) as threads:
            checked = threads.submit(_check, self._sent, [*files, HERE / "broken.css"])
            judged = threads.submit(_judge, self._seen) if self._judges else None
            found = sorted({*checked.result(), *(judged.result() if judged else ())})
        others = [line for line in found if not line.startswith("broken.")]
        if others:
            pytest.fail("the engines found:\n" + "\n".join(others), pytrace=False)
        expected = (HERE / "expected.txt").read_text("utf-8").splitlines()
        if not self._judges:
            expected = [line for line in expected if not line.startswith(f"{BROKEN}: sia-")]
        assert found == expected, f"on the broken page they found only {found}"


def _native(package: str) -> str:
    """Return the code with which Alfa reads a page or its window inside a browser."""
    code = (MODULES / "@siteimprove" / package / "dist" / "native.js").read_text("utf-8")
    return re.sub(r"^export ", "", code, flags=re.MULTILINE)


def _json(code: str, call: str) -> str:
    return f"async () => {{ {code}\nreturn JSON.stringify({call}); }}"


def _check(sent: dict[str, str], files: list[Path]) -> Iterator[str]:
    """Yield what the Nu HTML checker says of pages as they were sent, and of files."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(sent.items()):
            path = Path(folder, f"{number}.html")
            path.write_text(html, encoding="utf-8")
            names[path.as_uri()] = name
        names |= {path.resolve().as_uri(): path.name for path in files}
        options = ("--format", "json", "--stdout", "--exit-zero-always", "--also-check-css")
        everything = [*sorted(Path(folder).iterdir()), *files]
        said = _run(*JAVA, *options, *everything)
    for message in json.loads(said)["messages"]:
        words = " ".join(message["message"].split())
        if not any(re.search(pattern, words) for pattern in NOT_FAULTS):
            place = names.get(message["url"].replace("file:/", "file:///", 1), message["url"])
            yield f"{place}:{message.get('lastLine', 1)}: {words}"


def _judge(seen: list[str]) -> Iterator[str]:
    """Yield which rules of Alfa the pages break."""
    # Most of what it makes for a page is gone before the next.
    node = ("node", "--max-semi-space-size=64")
    said = _run(*node, HERE / "alfa.mjs", *RULES_LEFT_OUT, given=f"[{','.join(seen)}]")
    for failure in json.loads(said):
        reason = " ".join(failure["reason"].split())
        yield f"{failure['name']}: {failure['rule']}: {reason} at {failure['place']}"


def _run(*command: str | Path, given: str = "") -> str:
    done = subprocess.run(
        command, input=given, capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stderr}"
    return done.stdout
