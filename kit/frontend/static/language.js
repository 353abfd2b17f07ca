/**
 * Changes the language of a page with one exercise without a new page where somebody has begun, so
 * that no answer is lost. What changes the words is fetched then. Where it or the other page cannot
 * be read, such as from a disk, it asks before it goes there.
 */
(() => {
  "use strict";

  /** @typedef {{ node: Node, inside: Kept[] }} Kept */

  let leaving = false;

  /** @param {Node} node */
  function parts({ childNodes }) {
    return [...childNodes].filter((node) =>
      node instanceof Element
        ? node.localName !== "script"
        : node instanceof Text && node.data.trim()
    );
  }

  /** @param {Node} node @returns {Kept} */
  function keep(node) {
    return { node, inside: parts(node).map(keep) };
  }

  /** What the page had before its forms came to life. */
  const page = keep(document.body);

  /** Whether somebody has begun: a new page would not know of it. */
  function begun() {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll("main :is(input, textarea)")
    );
    return (
      Boolean(document.querySelector('.kit-joined, .kit-done, [aria-current="step"]')) ||
      [...fields].some(({ type, checked, value, defaultValue }) =>
        type === "radio" ? checked : value !== defaultValue
      )
    );
  }

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest(".kit-languages a") : null;
    if (
      !(link instanceof HTMLAnchorElement) ||
      event.button ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    const current = link.hasAttribute("aria-current");
    if (!current && !begun()) return;
    event.preventDefault();
    if (current) return;
    try {
      const words = await import("./language-words.js");
      await words.change(link.href, page, keep);
    } catch {
      const lost = link.closest(".kit-languages")?.getAttribute("data-lost") ?? "";
      if (!confirm(lost)) return;
      leaving = true;
      location.assign(link.href);
    }
  });
  // Who has been asked once is not asked again.
  addEventListener("beforeunload", (event) => void (leaving && event.stopImmediatePropagation()));
})();
