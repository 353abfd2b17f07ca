/** The page of a workshop: what the leader chooses, how it is prepared, and how it is run. */

import { plan, total } from "./agenda.js";
import { button } from "./elements.js";
import { preparing } from "./prepare.js";
import { runPage } from "./run-page.js";

/** @typedef {import("./offering.js").Model} Model */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const page = runPage(el, model, () => prepare.follow());
  const print = button("", () => window.print());
  const invite = /** @type {HTMLElement} */ (el.querySelector(".kit-invite"));
  const invitation = /** @type {HTMLElement} */ (el.querySelector(".kit-invitation"));
  const prepare = preparing(invite, invitation, page.say, () => ({
    title: page.agenda.title,
    start: page.choice().start,
    minutes: total(plan(page.agenda, page.choice()))
  }));

  function translate() {
    print.textContent = page.say("print");
    prepare.label();
    page.translate();
  }
  page.start.append(print);
  el.querySelector(".kit-run")?.append(page.el, page.start);
  translate();
  return Object.assign(page.end, { translate });
}

export default { render };
