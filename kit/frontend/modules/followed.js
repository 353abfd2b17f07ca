/**
 * The page of a workshop as the service shows it: the leader runs the meeting from it, the wall and
 * everybody's phone follow. The service says which of the three it is.
 */

import { answering } from "./answering.js";
import { make } from "./elements.js";
import { films } from "./film.js";
import { qrPicture } from "./qr.js";
import { relay } from "./relay.js";
import { roomView, wayFrom } from "./room.js";
import { runPage } from "./run-page.js";
import { planned } from "./running.js";
import { saying } from "./saying.js";

/** @typedef {import("./offering.js").Model} Model */

/** All codes are sent with one length. */
const CODE = 24;

/** The way for everybody's own phone, large enough for the back of a room. @param {string} address */
function toRoom(address) {
  const picture = qrPicture(address);
  const words = make("p", {}, address.replace(/^https?:\/\//, "").replace(/#.*/, ""));
  return picture ? [make("div", { class: "kit-wall-way" }, picture, words)] : [];
}

/** A code stands in no address for longer than it has to; a reload finds it again. */
function codeHere() {
  const given = location.hash.slice(1);
  if (given) history.replaceState({ code: given }, "", location.pathname + location.search);
  return String(history.state?.code ?? "");
}

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  /** @type {import("./relay.js").Follow} */
  const follow = { ...model.get("follow") };
  const { role } = follow;
  if (role === "room") follow.code = codeHere().padEnd(CODE);
  if (role === "wall") history.replaceState(null, "", "#view=wall");
  /** @param {Element | null} here */
  function way(here) {
    if (!here) return toRoom(follow.room);
    const found = wayFrom(here);
    const code = follow.answer.split("#join=")[1];
    const link = here.querySelector(".kit-way a");
    // Who cannot scan types what is short.
    if (code && link instanceof HTMLAnchorElement && link.href === follow.answer)
      found[0]?.lastElementChild?.replaceChildren(
        `${location.host}/collect `,
        make("strong", {}, code)
      );
    return found;
  }
  /** @type {ReturnType<typeof roomView> | undefined} */
  let room;
  const through = relay(follow, saying(model.get("strings")), (now, before) => {
    // Another programme is another page, and so is a result.
    const other = before && (now.programme !== before.programme || now.shows !== before.shows);
    if (other && role === "room") location.replace(`${follow.room}#${follow.code?.trim()}`);
    else if (other && role === "wall") location.reload();
    if (role === "room" && page) lead();
  });
  const page = runPage(el, model, () => room?.label(), {
    way,
    film: films,
    relay: through,
    answers: (_root, say, row) => answering(say, row, through, follow)
  });

  function lead() {
    // Where the survey is answered, the room's code goes along.
    const asked = through.told()?.exercise;
    for (const link of asked ? el.querySelectorAll(".kit-way a") : []) {
      const own = link instanceof HTMLAnchorElement && link.pathname.endsWith(`/${asked}.html`);
      if (own) link.hash = `join=${follow.code?.trim()}`;
    }
    const run = page.running.current();
    room?.follow(run ? planned(page.agenda, run) : [], null);
    room?.lead(run?.begun ? run.step : undefined, Boolean(run?.calm));
  }

  if (role === "room") {
    room = roomView(el, page.list, page.say);
    page.list.before(through.note);
    lead();
  }
  if (role === "leader") el.querySelector(".kit-run")?.append(page.el, page.start, through.note);
  page.translate();
  room?.label();
  const end = () => {
    room?.end();
    page.end();
  };
  return Object.assign(end, { translate: page.translate });
}

export default { render };
