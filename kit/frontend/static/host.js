/**
 * Runs the modules of the forms in a page that is no notebook: finds each form and lets its module
 * render. If a module fails, the plain form stays as it is. The build puts `modules/offering.js`
 * before this.
 */
(() => {
  "use strict";

  /** @typedef {import("../modules/offering.js").FormModule} FormModule */
  /** @typedef {[name: string, module: FormModule]} Entry */
  /** @typedef {{ kitRun?: typeof import("../modules/offering.js").default, kitForms?: { push(...entries: Entry[]): void, running?: typeof running } }} Page */
  const page = /** @type {Page} */ (/** @type {unknown} */ (window));
  const { kitRun } = page;
  delete page.kitRun;
  /** @type {Map<string, FormModule>} */
  const modules = new Map();
  /** What runs: its data, and what says its words anew when these have changed. @type {{ state: object, translate: (() => void) | undefined }[]} */
  const running = [];
  /** The part that sends answers lies beside this script. */
  const sending = new URL(
    "sending.js",
    /** @type {HTMLScriptElement} */ (document.currentScript).src
  ).href;

  /** @param {string} name @param {FormModule} module */
  function run(name, module) {
    for (const el of document.querySelectorAll(`.kit-exercise[data-kit-kind="${name}"]`)) {
      const data = el.querySelector(":scope > script.kit-state")?.textContent;
      if (!data || el.classList.contains("kit-live")) continue;
      try {
        const state = { sending, ...JSON.parse(data) };
        const end = kitRun?.(module, state, el, true);
        el.classList.add("kit-live");
        running.push({ state, translate: end?.translate });
      } catch (error) {
        console.error(error);
      }
    }
  }

  /** @param {Entry[]} entries */
  function register(...entries) {
    for (const [name, module] of entries) {
      modules.set(name, module);
      if (document.readyState !== "loading") run(name, module);
    }
  }

  /** Paper cannot be unfolded; older browsers need more than the style sheet. */
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.kit-fold")) fold.setAttribute("open", "");
  });
  document.addEventListener("DOMContentLoaded", () =>
    modules.forEach((module, name) => run(name, module))
  );
  const waiting = page.kitForms;
  page.kitForms = { push: register, running };
  register(.../** @type {Entry[]} */ (waiting ?? []));
})();
