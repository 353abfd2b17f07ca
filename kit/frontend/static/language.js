/**
 * Changes the language of a page with one exercise where its words stand, so that no answer is
 * lost: reads the same page in the other language from the same host, puts its words into the
 * elements that are there, and lets the forms say theirs anew. Nothing is stored, and the address
 * stays. Where the other page cannot be read, such as from a disk, it asks before it goes there.
 */
(() => {
  "use strict";

  /** @typedef {{ node: Node, inside: Kept[] }} Kept */
  /** @typedef {Record<string, object>} State */
  /** @typedef {{ state: State, translate?: () => void }} Running */

  const WORDS = ["lang", "aria-label", "title", "alt", "placeholder"];
  let leaving = false;
  let last = 0;

  /** @param {Node} node */
  function parts({ childNodes }) {
    return [...childNodes].filter((node) => (node instanceof Element ? node.localName !== "script" : node instanceof Text && node.data.trim()));
  }

  /** @param {Node} node @returns {Kept} */
  function keep(node) {
    return { node, inside: parts(node).map(keep) };
  }

  /** What the page had before its forms came to life. */
  const page = keep(document.body);

  /** Put the words of one element into another that says the same. @param {Kept} kept @param {Node} fresh @param {string} base */
  function say(kept, fresh, base) {
    const { node, inside } = kept;
    if (node instanceof Text) node.data = fresh.textContent ?? "";
    if (!(node instanceof Element) || !(fresh instanceof Element)) return;
    for (const name of node.localName === "a" ? [...WORDS, "href", "aria-current"] : WORDS) {
      const value = fresh.getAttribute(name);
      if (value === null) node.removeAttribute(name);
      else node.setAttribute(name, name === "href" && !value.startsWith("#") ? new URL(value, base).href : value);
    }
    const now = parts(fresh);
    if (inside.length === now.length && inside.every((one, n) => one.node.nodeName === now[n]?.nodeName)) {
      inside.forEach((one, n) => say(one, /** @type {Node} */ (now[n]), base));
      return;
    }
    for (const one of inside) one.node.parentNode?.removeChild(one.node);
    const copies = now.map((one) => document.importNode(one, true));
    node.prepend(...copies);
    kept.inside = copies.map(keep);
  }

  /** Whether somebody has begun: a new page would not know of it. */
  function begun() {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("main :is(input, textarea)"));
    return Boolean(document.querySelector('.kit-joined, .kit-done, [aria-current="step"]')) || [...fields].some(({ type, checked, value, defaultValue }) => (type === "radio" ? checked : value !== defaultValue));
  }

  /** @param {HTMLAnchorElement} link */
  async function change({ href }) {
    const turn = (last += 1);
    const forms = /** @type {{ kitForms?: { running?: Running[] } }} */ (/** @type {unknown} */ (window)).kitForms?.running ?? [];
    const response = await fetch(href, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new Error(href);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const host = fresh.querySelector('script[src$="/host.js"]')?.getAttribute("src") ?? "";
    const sending = new URL("sending.js", new URL(host, href)).href;
    const part = document.querySelector(".kit-terms") ? (await import(sending)).default.strings : {};
    const told = [...fresh.querySelectorAll("script.kit-state")].map((el) => JSON.parse(el.textContent ?? ""));
    if (forms.some(({ translate }, n) => !translate || !told[n])) throw new Error("a form that cannot change its words");
    if (turn !== last) return;
    document.documentElement.lang = fresh.documentElement.lang;
    document.title = fresh.title;
    say(page, fresh.body, href);
    forms.forEach((form, n) => {
      Object.assign(form.state, { sending });
      for (const [key, data] of Object.entries({ untranslated: { language: "", texts: [] }, ...told[n] })) Object.assign(form.state[key] ?? {}, data);
      Object.assign(form.state["strings"] ?? {}, part);
      form.translate?.();
    });
    const nav = document.querySelector(".kit-languages");
    const said = fresh.querySelector(".kit-languages")?.getAttribute("data-changed") ?? "";
    const status = nav?.nextElementSibling;
    nav?.setAttribute("data-lost", fresh.querySelector(".kit-languages")?.getAttribute("data-lost") ?? "");
    if (status) status.textContent = said;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest(".kit-languages a") : null;
    if (!(link instanceof HTMLAnchorElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const current = link.hasAttribute("aria-current");
    if (!current && !begun()) return;
    event.preventDefault();
    if (current) return;
    try {
      await change(link);
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
