"""Somebody with nothing but a keyboard: every stop is seen, in order, and what changes is said."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

MOST = 60
"""So many stops are more than any page has."""

_HEARD = """() => {
  const lives = "[role=status], [role=alert], [aria-live]";
  window.heard ??= [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const live = (target.closest ? target : target.parentElement)?.closest(lives);
      if (live?.textContent.trim()) window.heard.push(live.textContent.trim());
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""

_HERE = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const chosen = el.matches("input:is([type=radio], [type=checkbox])");
  const shown = (chosen && el.closest("label")) || el;
  const box = shown.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const at = [box.left + Math.min(box.width, innerWidth) / 2, Math.max(box.top, 0) + 2];
  const before = window.stop;
  window.stop = el;
  const after = Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    tag: el.localName,
    words: [el.labels?.[0]?.innerText, el.getAttribute("aria-label"), el.innerText]
      .map((text) => text?.replace(/\\s+/g, " ").trim()).find(Boolean) ?? "",
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1,
    inView: box.bottom > 0 && shown.contains(document.elementFromPoint(...at)),
    onward: !before?.isConnected || before === el
      || Boolean(before.compareDocumentPosition(el) & after),
  };
}"""


@dataclass
class Keyboard:
    """The keys of one page; whoever presses them sees where they are, and nothing is lost."""

    page: Page
    stops: list[str] = field(default_factory=list)
    """What was passed since the last page or press, to be told if something is not found."""

    def __post_init__(self) -> None:
        self.page.add_init_script(f"({_HEARD})()")
        self.page.evaluate(_HEARD)

    def tab(self) -> dict[str, Any]:
        """Go to the next stop, and return it; it is seen, and stands after the last one."""
        self.page.keyboard.press("Tab")
        found: dict[str, Any] | None = self.page.evaluate(_HERE)
        assert found, f"the focus is nowhere after {self.stops[-1:]} on {self.page.url}"
        where = f"{found['tag']} {found['words']!r} on {self.page.url}"
        assert found["outlined"], f"nobody sees that the focus is on {where}"
        assert found["inView"], f"the focus is out of view on {where}"
        assert found["onward"], f"the focus jumps back to {where}"
        self.stops.append(found["words"])
        return found

    def to(self, words: str, tag: str = "") -> None:
        """Go on to the stop that is called so, at most once through the page."""
        self.stops.clear()
        for _ in range(MOST):
            found = self.tab()
            if found["words"].startswith(words) and tag in {"", found["tag"]}:
                return
        raise AssertionError(f"no stop is called {words!r}: {self.stops}")

    def press(self, *keys: str) -> None:
        """Press keys where the focus is; it is somewhere afterwards, and there from now on."""
        for key in keys:
            self.page.keyboard.press(key)
        held = "(window.stop = document.activeElement) !== document.body"
        assert self.page.evaluate(held), "the focus is lost"

    def leave(self, key: str = "Enter") -> None:
        """Press a key that leads to another page, whose first stop is before all others."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state("load")
        self.stops.clear()

    def hear(self, words: str) -> None:
        """Be told something without going there."""
        live = self.page.locator("[role=status], [role=alert], [aria-live]")
        expect(live.filter(has_text=re.compile(re.escape(words))).first).to_be_visible()
        heard = self.page.evaluate("window.heard")
        assert any(words in text for text in heard), f"it stands there, and was not said: {heard}"

    def is_on(self, name: str) -> None:
        """See that the focus is on a heading, which says what has changed."""
        expect(self.page.get_by_role("heading", name=name)).to_be_focused()
        self.page.evaluate("window.stop = document.activeElement")
