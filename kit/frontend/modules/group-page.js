/** A group exercise on its own page: what is chosen, its steps, and how it is run. */

import { runPage } from "./run-page.js";

/** @typedef {import("./offering.js").Model} Model */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const page = runPage(el, model);
  page.list.before(page.el, page.start);
  page.translate();
  return Object.assign(page.end, { translate: page.translate });
}

export default { render };
