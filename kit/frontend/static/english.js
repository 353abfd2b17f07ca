// What scripts say in English on a page whose language is not translated as a whole: marks it as the
// English that it is, so that a screen reader says it in English. The build puts the texts before this
// and adds it only to books in such a language; what stands in a page from the start is marked there.
(() => {
  "use strict";
  const page = /** @type {{ kitEnglish?: string[] }} */ (/** @type {unknown} */ (window));
  const texts = page.kitEnglish ?? [];
  delete page.kitEnglish;
  const FILLED = /(\$?\{\w+\}|%\(\w+\)[sd])/;
  const NUMBER = /^%\(\w+\)d$|^\{(?:n|k|people|total)\}$/;
  /** Letters without which a part of a text could be of any text. */
  const FEWEST = 3;
  /** What has been marked here, and may come to say something else. @type {WeakSet<Element>} */
  const marked = new WeakSet();

  /** @param {string} text */
  const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/:$/, "");
  /** @param {string} text */
  const escaped = (text) => text.replace(/[.*+?^$(){}|[\]\\]/g, "\\$&");

  /** @type {Set<string>} */
  const whole = new Set();
  /** @type {string[]} */
  const patterns = [];
  for (const text of texts) {
    const parts = text.split(FILLED);
    const found = parts.map((part, n) =>
      n % 2 ? (NUMBER.test(part) ? "\\d+" : ".+?") : escaped(part)
    );
    if (parts.length === 1) whole.add(plain(text));
    // What is filled in may be an element: then each side of it is a text of its own.
    else
      for (let from = 0; from < parts.length; from += 2)
        for (let to = from; to < parts.length; to += 2) {
          const letters = parts
            .slice(from, to + 1)
            .filter((_, n) => n % 2 === 0)
            .join("")
            .replace(/\P{L}/gu, "");
          if (letters.length >= FEWEST) patterns.push(plain(found.slice(from, to + 1).join("")));
        }
  }
  const filled = patterns.length ? new RegExp(`^(?:${patterns.join("|")})$`) : undefined;

  /** @param {string} text */
  const isEnglish = (text) => {
    const words = plain(text);
    return words !== "" && (whole.has(words) || Boolean(filled?.test(words)));
  };

  /** @param {Element} element */
  const mark = (element) => {
    element.setAttribute("lang", "en");
    marked.add(element);
  };

  /** @param {Element} element */
  const unmark = (element) => {
    if (marked.delete(element)) element.removeAttribute("lang");
  };

  /** @param {Node} node */
  const look = (node) => {
    const holder = node.parentElement;
    if (!(node instanceof Text) || !holder || holder.closest("script, style, textarea")) return;
    const alone = holder.childNodes.length === 1;
    if (alone) unmark(holder);
    if (!isEnglish(node.data) || holder.closest("[lang]")?.getAttribute("lang") === "en") return;
    if (alone) return mark(holder);
    const span = document.createElement("span");
    node.replaceWith(span);
    span.append(node);
    mark(span);
  };

  /** @param {Node} node */
  const lookInto = (node) => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = [];
    if (node instanceof Text) found.push(node);
    while (walk.nextNode()) found.push(walk.currentNode);
    found.forEach(look);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") look(target);
      else if (target instanceof Element && target.childNodes.length !== 1) unmark(target);
      addedNodes.forEach(lookInto);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
