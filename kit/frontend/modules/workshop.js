/** The page of a workshop: what the leader chooses, how it is prepared, and how it is run. */

import { addressOf, inRoom } from "./address.js";
import { plan, total } from "./agenda.js";
import { button } from "./elements.js";
import { films } from "./film.js";
import { practice } from "./practice.js";
import { preparing } from "./prepare.js";
import { roomView, showWay, wayFrom } from "./room.js";
import { runPage } from "./run-page.js";

/** @typedef {import("./offering.js").Model} Model */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const page = runPage(el, model, follow, {
    way: wayFrom,
    answers: practice,
    film: films
  });
  const way = /** @type {HTMLElement} */ (el.querySelector(".kit-room"));
  /** @type {ReturnType<typeof roomView> | undefined} */
  let room;
  const print = button("", () => window.print());
  const invite = /** @type {HTMLElement} */ (el.querySelector(".kit-invite"));
  const invitation = /** @type {HTMLElement} */ (el.querySelector(".kit-invitation"));
  const prepare = preparing(invite, invitation, page.say, () => ({
    title: page.agenda.title,
    start: page.choice().start,
    minutes: total(plan(page.agenda, page.choice()))
  }));

  /** Whoever comes by the code in the room sees the programme of the room, from then on. */
  function enter() {
    if (!inRoom()) return;
    room ??= roomView(el, page.list, page.say);
    room.label();
    follow();
  }

  function follow() {
    const choice = page.choice();
    prepare.follow();
    room?.follow(plan(page.agenda, choice), choice.start);
    showWay(way, new URL(addressOf(page.agenda, choice, "room"), location.href).href);
  }

  function translate() {
    print.textContent = page.say("print");
    prepare.label();
    room?.label();
    page.translate();
  }
  page.start.lastElementChild?.append(print);
  el.querySelector(".kit-run")?.append(page.el, page.start);
  translate();
  enter();
  addEventListener("hashchange", enter);
  const end = () => {
    removeEventListener("hashchange", enter);
    room?.end();
    page.end();
  };
  return Object.assign(end, { translate });
}

export default { render };
