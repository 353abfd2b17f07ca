/**
 * The programme on one's own phone: the step that everybody is at, in one's own language and size of
 * text, without what the leader says. By the clock where the meeting has a start; else by hand.
 */

import { scheduled } from "./agenda-time.js";
import { button, make } from "./elements.js";
import { qrPicture } from "./qr.js";
import { practiceMark } from "./wall.js";

/** @typedef {import("./agenda.js").Planned} Planned */
/** @typedef {import("./run-sheet.js").Say} Say */

const NOON = 12 * 60;
const SECONDS = 5;

/** Seconds since a minute of the day; a meeting may begin before midnight. @param {number} start */
function since(start) {
  const now = new Date();
  const minutes = now.getHours() * 60 + now.getMinutes() - start;
  const passed = minutes < -NOON ? minutes + 2 * NOON : minutes;
  return passed * 60 + now.getSeconds();
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} list
 * @param {Say} say
 */
export function roomView(root, list, say) {
  root.dataset.kitView = "room";
  /** @type {Planned[]} */
  let planned = [];
  /** @type {number | null} */
  let start = null;
  /** Where somebody went by hand; nothing while the clock leads. @type {number | undefined} */
  let chosen;
  const marked = practiceMark(say);
  const place = make("p", { class: "kit-room-place", role: "status" });
  const back = button("", () => go(-1));
  const next = button("", () => go(1));
  const now = button("", () => {
    chosen = undefined;
    show();
  });
  const el = make(
    "div",
    { class: "kit-room-bar" },
    place,
    make("div", { class: "kit-actions" }, back, next, now)
  );
  const timer = setInterval(show, SECONDS * 1000);
  list.before(marked.el, el);

  /** The step to which whoever leads has turned; nothing where nobody does. @type {string | undefined} */
  let turned;
  let pausing = false;

  /** Where the room is: by the clock the first step before the start, the last after the end. */
  function due() {
    if (turned !== undefined)
      return Math.max(
        planned.findIndex(({ step }) => step.id === turned),
        0
      );
    return start === null ? 0 : scheduled(planned, Math.max(0, since(start)));
  }
  const at = () => Math.min(chosen ?? due(), planned.length - 1);

  /** @param {number} by */
  function go(by) {
    chosen = Math.max(0, Math.min(at() + by, planned.length - 1));
    show();
  }

  function show() {
    const here = at();
    const id = planned[here]?.step.id;
    for (const row of list.querySelectorAll("[data-step]")) {
      row.toggleAttribute("data-now", row.getAttribute("data-step") === id);
    }
    const total = planned.length;
    const words = pausing
      ? say("break")
      : total
        ? say("place", { n: here + 1, total })
        : say("soon");
    if (place.textContent !== words) place.textContent = words;
    back.hidden = next.hidden = !total;
    back.disabled = here <= 0;
    next.disabled = here >= planned.length - 1;
    now.hidden = (start === null && turned === undefined) || here === due();
  }

  return {
    /** @param {Planned[]} steps @param {number | null} begins */
    follow(steps, begins) {
      planned = steps;
      start = begins;
      show();
    },
    /**
     * @param {string | null | undefined} step that everybody is at now; null after the last
     * @param {boolean} still whether there is a break
     */
    lead(step, still) {
      const next = step === null ? planned.at(-1)?.step.id : step;
      // Whoever has gone somewhere by hand is taken along with the next step.
      if (next !== turned) chosen = undefined;
      turned = next;
      pausing = still;
      show();
    },
    label() {
      marked.label();
      back.textContent = say("previous");
      next.textContent = say("next");
      now.textContent = say("follow-clock");
      show();
    },
    end: () => clearInterval(timer)
  };
}

/**
 * Show where everybody finds the programme on the own phone; nothing on a page from a disk.
 * @param {HTMLElement} part with a place for the code and one for the address
 * @param {string} address
 */
export function showWay(part, address) {
  const picture = /^https?:/.test(address) ? qrPicture(address) : null;
  part.hidden = !picture;
  if (!picture) return;
  part.querySelector(".kit-qr")?.replaceChildren(picture);
  const [link] = part.getElementsByTagName("a");
  if (!link) return;
  link.href = address;
  link.textContent = address.replace(/^https?:\/\//, "").replace(/#.*/, "");
}

/** The way to an exercise that everybody opens; from a disk no phone gets there. @param {Element | null} here */
export function wayFrom(here) {
  const link = here?.querySelector(".kit-way a");
  if (!(link instanceof HTMLAnchorElement) || !/^https?:/.test(link.href)) return [];
  const picture = qrPicture(link.href);
  const words = make("p");
  for (const part of link.href.replace(/^https?:\/\//, "").split(/(?=[/.])/)) {
    words.append(make("wbr"), part);
  }
  return picture ? [make("div", { class: "kit-wall-way" }, picture, words)] : [];
}
