"""What a page weighs, and how soon it can be used on a slow phone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Response

from benchmarks.browsing import browser, published
from benchmarks.build import pair
from benchmarks.measuring import Options, Row, Spent, Table

_LIGHT = "exercises/learn/where-we-stand.html"
_BOOK = "book/focus-areas/learn.html"
_SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
_THROTTLE = 4
_KIB = 1024


def measure(options: Options, table: Table) -> None:
    """Measure the reference book's pages; the other books are made of the same forms."""
    with (
        pair("this") as both,
        published(both.book.root / "_build/site") as address,
        browser() as chromium,
    ):
        at = f"{address}/{both.book.language}"
        for row in _light(chromium, f"{at}/{_LIGHT}", options.runs):
            table.add(row)
        table.add(_profile(chromium, f"{at}/{_LIGHT}", options.runs))
        for name in (_LIGHT, _BOOK):
            table.add(_ours(chromium, f"{at}/{name}", name))


@contextmanager
def _phone(chromium: Browser, *, slow: bool) -> Iterator[tuple[Page, list[int]]]:
    """Open a phone's page; give it and the bytes of every transfer."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page, sizes = context.new_page(), list[int]()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": _THROTTLE})
    if slow:
        cdp.send("Network.emulateNetworkConditions", _SLOW_3G)

    def finished(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    cdp.on("Network.loadingFinished", finished)
    yield page, sizes
    context.close()


def _light(chromium: Browser, address: str, runs: int) -> list[Row]:
    size = Row("a light page on slow 3G: all bytes", "bytes", 60 * _KIB)
    ready = Row("a light page on slow 3G: until the first answer can be given", "s", 2.0)
    for _ in range(runs):
        with _phone(chromium, slow=True) as (page, sizes):
            page.goto(address)
            size.add(Spent(sum(sizes)))
            ready.add(Spent(page.evaluate(_READY) / 1000))
    return [size, ready]


def _profile(chromium: Browser, address: str, runs: int) -> Row:
    """Measure the time from the last answer to the profile on the screen."""
    row = Row("the profile, from the last answer to the screen (CPU / 4)", "ms", 100)
    for _ in range(runs):
        with _phone(chromium, slow=False) as (page, _sizes):
            page.goto(address)
            row.add(Spent(page.evaluate(_ANSWER_ALL)))
    return row


# The form is on the screen, and its script has brought it to life.
_READY = """async () => {
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!painted()) await new Promise(requestAnimationFrame);
  const [loaded] = performance.getEntriesByType("navigation");
  return Math.max(painted().startTime, loaded.domContentLoadedEventEnd);
}"""

_ANSWER_ALL = """async () => {
  const names = [...new Set([...document.querySelectorAll("input[type=radio]")].map(r => r.name))];
  const radios = names.map(name => document.querySelector(`input[name="${CSS.escape(name)}"]`));
  for (const radio of radios.slice(0, -1)) radio.click();
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  const began = performance.now();
  radios.at(-1).click();
  await frame();
  return performance.now() - began;
}"""


def _ours(chromium: Browser, address: str, name: str) -> Row:
    """Measure our own scripts and styles on a page, compressed."""
    row = Row(f"{name}: scripts and styles, gzipped", "bytes", 20 * _KIB)
    page, answers = chromium.new_page(), list[Response]()

    def answered(response: Response) -> None:
        answers.append(response)

    page.on("response", answered)
    page.goto(address, wait_until="networkidle")
    # A body is asked for once the page has all of them: within the event, it may be too late.
    found = {
        path: len(gzip.compress(answer.body(), mtime=0))
        for answer in answers
        if (path := answer.url.partition("?")[0]).endswith((".js", ".css"))
    }
    row.add(Spent(sum(found.values()), 0))
    page.close()
    return row
