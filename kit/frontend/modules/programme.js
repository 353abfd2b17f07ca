/** What a leader chooses on a page, and the steps as they were chosen; a chapter shows no more. */

import { plan } from "./agenda.js";
import { choosing } from "./choosing.js";
import { runSheet } from "./run-sheet.js";
import { marker, saying } from "./saying.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./agenda.js").Agenda & { title: string }} Exercise */
/** @typedef {import("./agenda.js").Choice} Choice */

/**
 * @param {HTMLElement} root @param {Model} model
 * @param {() => void} changed
 * @param {(agenda: Exercise) => import("./choosing.js").Address} [addressFor]
 */
export function programme(root, model, changed, addressFor) {
  /** @type {Exercise} */
  const agenda = model.get("exercise");
  const list = /** @type {HTMLElement} */ (root.querySelector(".kit-steps"));
  const say = saying(model.get("strings"));
  const untranslated = model.get("untranslated") ?? { language: "", texts: [] };
  const chosen = choosing(agenda, say, untranslated, changed, addressFor?.(agenda));
  const sheet = runSheet(root, list, say);
  root.classList.add("kit-live");
  return {
    agenda,
    say,
    mark: marker(untranslated),
    choice: chosen.choice,
    el: chosen.el,
    list,
    /** @param {string | null} id @returns {Element | null} */
    row: (id) => list.querySelector(`[data-step="${CSS.escape(id ?? "")}"]`),
    /** @param {Choice} [choice] */
    show(choice = chosen.choice()) {
      const planned = plan(agenda, choice);
      // A variant may have another order; what it leaves out is hidden, wherever it stands.
      const rows = planned.map(({ step }) => this.row(step.id));
      list.prepend(...rows.filter((row) => row !== null));
      sheet(choice, planned);
    },
    label: chosen.label,
    end: chosen.end
  };
}
