/**
 * Runs the modules of the forms in a page that is no notebook: finds each form, gives its module
 * a model like anywidget's that lives in memory, and lets it render. If a module fails, the plain
 * form stays as it is.
 */
(() => {
  "use strict";

  /** @typedef {{ render(props: { model: object, el: Element }): (() => void) & { translate?: () => void } | void }} FormModule */
  /** @typedef {[name: string, module: FormModule]} Entry */
  /** @type {Map<string, FormModule>} */
  const modules = new Map();
  /** What runs: its data, and what says its words anew when these have changed. @type {{ state: object, translate: (() => void) | undefined }[]} */
  const running = [];
  /** The part that sends answers lies beside this script. */
  const sending = new URL("sending.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** @param {Record<string, unknown>} state */
  function createModel(state) {
    const events = new EventTarget();
    return {
      /** @param {string} key */
      get: (key) => state[key],
      /** @param {string} key @param {unknown} value */
      set(key, value) {
        if (state[key] === value) return;
        state[key] = value;
        events.dispatchEvent(new Event(`change:${key}`));
      },
      /** @param {string} names parted by spaces @param {() => void} callback */
      on: (names, callback) => names.split(" ").forEach((name) => events.addEventListener(name, callback)),
      /** @param {string} names parted by spaces @param {() => void} callback */
      off: (names, callback) => names.split(" ").forEach((name) => events.removeEventListener(name, callback)),
      save_changes() {},
    };
  }

  /** @param {string} name @param {FormModule} module */
  function run(name, module) {
    for (const el of document.querySelectorAll(`.kit-exercise[data-kit-kind="${name}"]`)) {
      const data = el.querySelector(":scope > script.kit-state")?.textContent;
      if (!data || el.classList.contains("kit-live")) continue;
      try {
        const state = { answers: {}, sending, untranslated: { language: "", texts: [] }, ...JSON.parse(data) };
        const end = module.render({ model: createModel(state), el });
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
  document.addEventListener("DOMContentLoaded", () => modules.forEach((module, name) => run(name, module)));
  const page = /** @type {{ kitForms?: { push(...entries: Entry[]): void, running?: typeof running } }} */ (/** @type {unknown} */ (window));
  const waiting = /** @type {Entry[]} */ (page.kitForms ?? []);
  page.kitForms = { push: register, running };
  register(...waiting);
})();
