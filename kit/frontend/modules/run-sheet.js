/** The steps on the page, as the leader chose them: which, how long, when, in groups of how many. */

import { clockTime, clockTimes, groupSizes } from "./agenda.js";
import { make } from "./elements.js";

/** @typedef {import("./agenda.js").Choice} Choice */
/** @typedef {import("./agenda.js").Planned} Planned */
/** @typedef {import("./saying.js").Say} Say */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} list
 * @param {Say} say
 * @returns {(choice: Choice, planned: Planned[]) => void} what shows the steps
 */
export function runSheet(root, list, say) {
  const about = make("div", { class: "kit-changed" });
  list.before(about);

  /**
   * What a variant says stands once on the page, where all ways to do it are listed.
   * @param {string} variant @param {string} selector
   */
  function changes(variant, selector) {
    const way = root.querySelector(`[data-variant="${CSS.escape(variant)}"]`);
    return [...(way?.querySelectorAll(selector) ?? [])].map((el) => el.cloneNode(true));
  }

  /** @param {number | null} people @param {string} method @returns {string} "2 of 4, 1 of 3" */
  function groups(people, method) {
    const sizes = people === null || method === "alone" ? [] : groupSizes(people, method);
    if (sizes.length < 2) return "";
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
    const said = [...counts].map(([size, n]) => say("of", { n, size })).join(", ");
    return ` · ${say("groups", { groups: said })}`;
  }

  return ({ variant, start, people }, planned) => {
    const times = clockTimes(planned, start ?? 0);
    const clock = start === null ? String : clockTime;
    about.replaceChildren(...changes(variant, ":scope > p:not(.kit-method)"));
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (
      list.querySelectorAll("[data-step]")
    )) {
      const id = row.dataset.step ?? "";
      const at = planned.findIndex(({ step }) => step.id === id);
      const found = planned[at];
      row.hidden = !found;
      for (const old of row.querySelectorAll(".kit-changed")) old.remove();
      if (!found) continue;
      /** @param {string} selector @param {string} text */
      const put = (selector, text) => {
        const el = row.querySelector(selector);
        if (el) el.textContent = text;
      };
      put(".kit-minutes strong", String(found.minutes));
      put(".kit-clock", (times[at] ?? []).map((each) => clock(each)).join("–"));
      put(".kit-groups", groups(people, found.step.method));
      const change = changes(variant, `[data-step="${CSS.escape(id)}"] .kit-changed`);
      row.querySelector(".kit-task")?.append(...change);
    }
  };
}
