/** Group exercise in a chapter: what is chosen, its steps, and the way to the page that it is run from. */

import { fragmentOf } from "./agenda.js";
import { place } from "./place.js";
import { programme } from "./programme.js";

/** @typedef {import("./offering.js").Model} Model */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const root = place(el, model);
  const way = root.querySelector("a.kit-run-link");
  const chosen = programme(root, model, follow);

  function follow() {
    chosen.show();
    if (way instanceof HTMLAnchorElement) way.hash = fragmentOf(chosen.choice());
  }

  function translate() {
    chosen.label();
    follow();
  }
  chosen.list.before(chosen.el);
  translate();
  return Object.assign(chosen.end, { translate });
}

export default { render };
