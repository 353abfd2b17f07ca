"""How soon a workshop runs, turns to its next step, and two windows show the same."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, Page

from benchmarks.browsing import browser, published
from benchmarks.build import pair
from benchmarks.measuring import Options, Row, Spent, Table

_PAGE: Final = "workshops/learn.html"
_ROOM: Final = {"width": 1920, "height": 1080}
_THROTTLE: Final = 4
_STEP: Final = 1000
"""Milliseconds before the next one: nobody turns a step in the moment when it begins."""


def measure(options: Options, table: Table) -> None:
    """Measure the page of a workshop of the reference book on a slow machine in the room."""
    with (
        pair("this") as both,
        published(both.book.root / "_build/site") as address,
        browser() as chromium,
    ):
        at = f"{address}/{both.book.language}/{_PAGE}"
        ready = Row("run mode, from the click to the running clock (CPU / 4)", "ms", 1000)
        turned = Row("the next step, from the key to the screen (CPU / 4)", "ms", 50)
        followed = Row("the wall after the leader's window", "ms", 100)
        for _ in range(options.runs):
            page = _opened(chromium, at)
            ready.add(Spent(page.evaluate(_START)))
            page.wait_for_timeout(_STEP)
            turned.add(Spent(page.evaluate(_TURN)))
            page.context.close()
            followed.add(Spent(_follow(chromium, at)))
        for row in (ready, turned, followed):
            table.add(row)


def _opened(chromium: Browser, address: str) -> Page:
    context = chromium.new_context(viewport=_ROOM)  # type: ignore[arg-type]
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": _THROTTLE})
    page.goto(address)
    return page


def _follow(chromium: Browser, address: str) -> float:
    """Return the milliseconds from a click in the leader's window to the wall's new step."""
    context = chromium.new_context(viewport=_ROOM)  # type: ignore[arg-type]
    wall = context.new_page()
    wall.goto(address)
    with wall.expect_popup() as opened:
        wall.locator(".kit-run button").filter(has_text="Ledervindu").click()
    leader = opened.value
    leader.get_by_role("button", name="Start", exact=True).click()
    wall.locator(".kit-wall h1").wait_for()
    wall.evaluate(_WATCH)
    began = leader.evaluate(_NEXT)
    changed = wall.evaluate("window.kitChanged")
    context.close()
    return float(changed - began)


_FRAME: Final = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"

_START: Final = f"""async () => {{
  const start = [...document.querySelectorAll("button")].find(b => b.textContent === "Start");
  const began = performance.now();
  start.click();
  while (!document.querySelector(".kit-wall [role=timer]")?.textContent) await {_FRAME};
  await {_FRAME};
  return performance.now() - began;
}}"""

_TURN: Final = f"""async () => {{
  const title = () => document.querySelector(".kit-wall h1").textContent;
  const before = title(), began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
  while (title() === before) await {_FRAME};
  await {_FRAME};
  return performance.now() - began;
}}"""

_WATCH: Final = """() => {
  const title = document.querySelector(".kit-wall h1");
  const before = title.textContent;
  window.kitChanged = new Promise(done => {
    const look = () => document.querySelector(".kit-wall h1").textContent !== before
      && done(Date.now());
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true,
      characterData: true });
  });
}"""

_NEXT: Final = """() => {
  const began = Date.now();
  [...document.querySelectorAll("button")].find(b => b.textContent === "Neste steg").click();
  return began;
}"""
