/** What the address of a page says of a workshop: what the leader chose, and what the window shows. */

import { fragmentOf, readChoice, variantOf } from "./agenda.js";
import { changedParts, readChanges } from "./agenda-time.js";

/** @typedef {import("./agenda.js").Agenda} Agenda */
/** @typedef {import("./agenda.js").Choice} Choice */

const VIEW = /[#&]view=(wall|leader)$/;
const ROOM = /[#&]view=room$/;
const PRACTICE = /[#&]practice=1(&|$)/;

/** @param {string} fragment without `#` @param {Agenda} agenda @returns {Choice} */
export function chosenIn(fragment, agenda) {
  return { ...readChoice(fragment, agenda), ...readChanges(fragment, agenda) };
}

/** What this window shows: the wall, the leader's view, or the page where it is empty. */
export function viewIn() {
  return VIEW.exec(location.hash)?.[1] ?? "";
}

/** Whether this is somebody's own phone in the room, that shows no more than the wall does. */
export function inRoom() {
  return ROOM.test(location.hash);
}

/** Whether this window practises: nothing of it is real, and nothing real is in it. */
export function inPractice() {
  return PRACTICE.test(location.hash);
}

/**
 * @param {Agenda} agenda @param {Choice} choice @param {string} view
 * @param {boolean} [practises] as this window does unless told
 * @returns {string} the part of an address, with `#`
 */
export function addressOf(agenda, choice, view, practises = inPractice()) {
  const { without = [], minutes = {} } = choice;
  const changes = changedParts({ without, minutes }, variantOf(agenda, choice.variant));
  const fragment = fragmentOf(choice, changes);
  const said = practises ? "practice=1" : "";
  return `#${[fragment, said, view && `view=${view}`].filter(Boolean).join("&")}`;
}
