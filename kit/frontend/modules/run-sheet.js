/** The steps on the page, as the leader chose them: which, how long, when, in groups of how many. */

import { clockTime, clockTimes, groupSizes } from "./agenda.js";
import { make } from "./elements.js";

/** @typedef {import("./agenda.js").Choice} Choice */
/** @typedef {import("./agenda.js").Planned} Planned */
/** @typedef {(key: string, values?: Record<string, unknown>) => string} Say */

export class RunSheet {
  /** @param {HTMLElement} root @param {HTMLElement} list @param {Say} say */
  constructor(root, list, say) {
    this.root = root;
    this.list = list;
    this.say = say;
    this.about = make("div", { class: "kit-changed" });
    list.before(this.about);
  }

  /** @param {Choice} choice @param {Planned[]} planned */
  show(choice, planned) {
    const times = clockTimes(planned, choice.start ?? 0);
    const clock = choice.start === null ? String : clockTime;
    const done = new Map(planned.map((each, n) => [each.step.id, { ...each, time: times[n] }]));
    this.about.replaceChildren(...this.changes(choice.variant, ":scope > p:not(.kit-method)"));
    for (const row of this.list.querySelectorAll("[data-step]")) {
      const id = row.getAttribute("data-step") ?? "";
      const found = done.get(id);
      row.toggleAttribute("hidden", !found);
      for (const old of row.querySelectorAll(".kit-changed")) old.remove();
      if (!found) continue;
      this.put(row, ".kit-minutes strong", String(found.minutes));
      this.put(row, ".kit-clock", (found.time ?? []).map((each) => clock(each)).join("–"));
      this.put(row, ".kit-groups", this.groups(choice.people, found.step.method));
      const change = this.changes(choice.variant, `[data-step="${CSS.escape(id)}"] .kit-changed`);
      row.querySelector(".kit-task")?.append(...change);
    }
  }

  /** @param {Element} row @param {string} selector @param {string} text */
  put(row, selector, text) {
    const el = row.querySelector(selector);
    if (el) el.textContent = text;
  }

  /**
   * What a variant says stands once on the page, where all ways to do it are listed.
   * @param {string} variant @param {string} selector
   */
  changes(variant, selector) {
    const way = this.root.querySelector(`[data-variant="${CSS.escape(variant)}"]`);
    return [...(way?.querySelectorAll(selector) ?? [])].map((el) => el.cloneNode(true));
  }

  /** @param {number | null} people @param {string} method @returns {string} "2 of 4, 1 of 3" */
  groups(people, method) {
    const sizes = people === null || method === "alone" ? [] : groupSizes(people, method);
    if (sizes.length < 2) return "";
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
    const said = [...counts].map(([size, n]) => this.say("of", { n, size })).join(", ");
    return ` · ${this.say("groups", { groups: said })}`;
  }
}
