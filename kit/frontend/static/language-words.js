/**
 * Changes the words of a page with one exercise: reads the same page in the other language from the
 * same host, puts its words into the elements that are there, and lets the forms say theirs anew.
 * Nothing is stored, and the address stays.
 */

/** @typedef {{ node: Node, inside: Kept[] }} Kept */
/** @typedef {(node: Node) => Kept} Keep */
/** @typedef {Record<string, object>} State */
/** @typedef {{ state: State, translate?: () => void }} Running */

const WORDS = ["lang", "aria-label", "title", "alt", "placeholder"];
let last = 0;

/**
 * Put the words of one element into another that says the same.
 * @param {Kept} kept
 * @param {Kept} fresh
 * @param {string} base
 * @param {Keep} keep
 */
function say(kept, fresh, base, keep) {
  const { node, inside } = kept;
  const { node: words, inside: now } = fresh;
  if (node instanceof Text) node.data = words.textContent ?? "";
  if (!(node instanceof Element) || !(words instanceof Element)) return;
  for (const name of node.localName === "a" ? [...WORDS, "href", "aria-current"] : WORDS) {
    const value = words.getAttribute(name);
    if (value === null) node.removeAttribute(name);
    else
      node.setAttribute(
        name,
        name === "href" && !value.startsWith("#") ? new URL(value, base).href : value
      );
  }
  if (
    inside.length === now.length &&
    inside.every((one, n) => one.node.nodeName === now[n]?.node.nodeName)
  ) {
    inside.forEach((one, n) => say(one, /** @type {Kept} */ (now[n]), base, keep));
    return;
  }
  for (const one of inside) one.node.parentNode?.removeChild(one.node);
  const copies = now.map((one) => document.importNode(one.node, true));
  node.prepend(...copies);
  kept.inside = copies.map(keep);
}

/**
 * @param {string} href the same page in the other language
 * @param {Kept} page what the page had before its forms came to life
 * @param {Keep} keep
 */
export async function change(href, page, keep) {
  last += 1;
  const turn = last;
  const forms =
    /** @type {{ kitForms?: { running?: Running[] } }} */ (/** @type {unknown} */ (window)).kitForms
      ?.running ?? [];
  const response = await fetch(href, {
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer"
  });
  if (!response.ok) throw new Error(href);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const host = fresh.querySelector('script[src$="/host.js"]')?.getAttribute("src") ?? "";
  const sending = new URL("sending.js", new URL(host, href)).href;
  const part = document.querySelector(".kit-terms") ? (await import(sending)).default.strings : {};
  const told = [...fresh.querySelectorAll("script.kit-state")].map((el) =>
    JSON.parse(el.textContent ?? "")
  );
  if (forms.some(({ translate }, n) => !translate || !told[n]))
    throw new Error("a form that cannot change its words");
  const now = forms.map(
    ({ state }) => /** @type {{ words?: string[] } | undefined} */ (state.sends)?.words?.[0]
  );
  if (now.some((version) => version && version !== part[0]))
    throw new Error("words of another version");
  if (turn !== last) return;
  document.documentElement.lang = fresh.documentElement.lang;
  document.title = fresh.title;
  say(page, keep(fresh.body), href, keep);
  forms.forEach((form, n) => {
    Object.assign(form.state, { sending });
    for (const [key, data] of Object.entries({
      untranslated: { language: "", texts: [] },
      ...told[n]
    }))
      Object.assign(form.state[key] ?? {}, data);
    Object.assign(
      /** @type {{ words?: object } | undefined} */ (form.state.sends)?.words ?? {},
      part
    );
    form.translate?.();
  });
  const nav = document.querySelector(".kit-languages");
  const said = fresh.querySelector(".kit-languages")?.getAttribute("data-changed") ?? "";
  const status = nav?.nextElementSibling;
  nav?.setAttribute(
    "data-lost",
    fresh.querySelector(".kit-languages")?.getAttribute("data-lost") ?? ""
  );
  if (status) status.textContent = said;
}
