/**
 * The page of a workshop: what the leader chooses, and the run-sheet that follows from it.
 */

import { plan, total } from "./agenda.js";
import { choosing } from "./choosing.js";
import { button, make } from "./elements.js";
import { preparing } from "./prepare.js";
import { runSheet } from "./run-sheet.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./agenda.js").Agenda} Agenda */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  /** @type {Agenda} */
  const agenda = model.get("exercise");
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const list = /** @type {HTMLElement} */ (el.querySelector(".kit-steps"));
  /** @param {string} key @param {Record<string, unknown>} [values] */
  const t = (key, values = {}) =>
    (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const print = button("", () => window.print());
  const chosen = choosing(
    agenda,
    t,
    model.get("untranslated") ?? { language: "", texts: [] },
    show
  );
  const showSheet = runSheet(el, list, t);
  const invite = /** @type {HTMLElement} */ (el.querySelector(".kit-invite"));
  const invitation = /** @type {HTMLElement} */ (el.querySelector(".kit-invitation"));
  const prepare = preparing(invite, invitation, t, () => ({
    title: model.get("exercise").title,
    start: chosen.choice().start,
    minutes: total(plan(agenda, chosen.choice()))
  }));

  function show() {
    const planned = plan(agenda, chosen.choice());
    // A variant may have another order; what it leaves out is hidden, wherever it stands.
    const rows = planned.map(({ step }) =>
      list.querySelector(`[data-step="${CSS.escape(step.id)}"]`)
    );
    list.append(...rows.filter((row) => row !== null));
    showSheet(chosen.choice(), planned);
    prepare.follow();
  }

  function translate() {
    print.textContent = t("print");
    chosen.label();
    prepare.label();
    show();
  }

  el.querySelector(".kit-run")?.append(chosen.el, make("div", { class: "kit-actions" }, print));
  translate();
  return Object.assign(chosen.end, { translate });
}

export default { render };
